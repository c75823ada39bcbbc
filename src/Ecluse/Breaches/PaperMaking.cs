using Ecluse.Contracts;
using Ecluse.Errors;
using static Ecluse.Breaches.BreachSection;

namespace Ecluse.Breaches;

/// <summary>Makes the papers of a breach. What is for one controller is made from its part and the incident alone.</summary>
/// <param name="contractOf">The latest record of a contract; null where there is none.</param>
/// <param name="now">When they are made.</param>
public sealed class PaperMaking(Func<string, ContractRecord?> contractOf, DateTimeOffset now)
{
    private static readonly BreachSection[] OfNotice = [Nature, BreachSection.Origin, BreachSection.Persons, DataTouched, Consequences, Measures, Containment];

    private static readonly BreachSection[] OfSheet = [Clocks, .. OfNotice, Communication];

    // GDPR 34(2), 33(3)(c) and (d): one of each row; whom to ask, 33(3)(b), stands beside them.
    private static readonly string[][] LetterMustHave = [["loss"], ["consequences", "harm"], ["measures-now", "measures-next"]];

    // What the persons are told: no step with the police, no reasoning of ours.
    private static readonly string[] OfLetter =
    [
        "loss", "discovered", "began", "ended", "going-on", "data", "consequences", "harm", "measures-now", "measures-next", "advice", "contact",
    ];

    /// <summary>The processor's notice to a controller.</summary>
    /// <exception cref="EcluseException"><c>BREACH-025</c>: the data are the house's own, and nobody tells it.</exception>
    public BreachNotice Notice(BreachDossier dossier, int part)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        if (dossier.Breach.Part(part).IsOwn)
        {
            throw BreachErrors.NobodyToTell();
        }

        var facts = Facts(dossier, part, IsOfNotice);
        return new(facts with { Clocks = [.. facts.Clocks.Where(clock => clock.Who == DutyBearer.Processor || clock.Due is null || clock.Duty == "gdpr-33-1")] });
    }

    /// <summary>The sheet for the authority.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="part">Number of the part.</param>
    /// <param name="version">Which notice it is to show again; null for what would be sent now.</param>
    /// <exception cref="EcluseException"><c>BREACH-016</c>: no such notice.</exception>
    public BreachSheet Sheet(BreachDossier dossier, int part, int? version = null)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        if (version is not { } asked)
        {
            return new(dossier.Notices(part).Count, Facts(dossier, part, field => OfSheet.Contains(field.Section)));
        }

        var sent = dossier.Versions(part, BreachFields.AuthorityNotified, asked).FirstOrDefault() ?? throw BreachErrors.NoSuchItem();
        return new(asked, Facts(dossier.AsOf(sent.Id), part, field => OfSheet.Contains(field.Section)));
    }

    /// <summary>The letter to the persons.</summary>
    public BreachLetter Letter(BreachDossier dossier, int part)
    {
        var facts = Facts(dossier, part, field => OfLetter.Contains(field.Name));
        var told = facts with { Clocks = [], Holdings = [], Lines = [.. facts.Lines.Where(line => line.Value is not null).Select(line => line with { Note = null })] };
        return new(told, Lacks(told));
    }

    /// <summary>A controller's register.</summary>
    /// <param name="dossiers">Every dossier.</param>
    /// <param name="controller">Name of the controller.</param>
    public BreachRegister Register(IEnumerable<BreachDossier> dossiers, string controller) => new(
        controller,
        [
            .. from dossier in dossiers
               from part in dossier.ConcernedParts
               where part.Controller == controller
               select Facts(dossier, part.Number, field => OfSheet.Contains(field.Section)),
        ],
        now);

    /// <summary>The processor's list.</summary>
    public BreachList List(IEnumerable<BreachDossier> dossiers) => new(
        [
            .. from dossier in dossiers
               let concerned = dossier.ConcernedParts.ToList()
               select new ListedBreach(
                   dossier.Breach.Id, dossier.Breach.Origin.Kind, dossier.Breach.Origin.ReceivedAt, dossier.Aware(now)?.At, dossier.Breach.Parts.Count,
                   dossier.UnansweredParts.Count(), concerned.Count, concerned.Count(part => part.IsOwn || dossier.Told(part.Number) is not null),
                   BreachClock.Of(dossier, now).Count(clock => clock.State(now) == ClockState.Late), dossier.IsClosed),
        ],
        now);

    /// <summary>What happened.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="part">Number of the part whose lines it is to hold besides the incident's; 0 for all of them.</param>
    public BreachTimeline Timeline(BreachDossier dossier, int part)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        var breach = dossier.Breach;
        List<TimelineLine> lines =
        [
            new(breach.Origin.ReceivedAt, "received", 0),
            new(breach.OpenedAt, "opened", 0, breach.OpenedBy),
            .. from entry in dossier.Entries
               where part == 0 || entry.Part == 0 || entry.Part == part
               let isInstant = BreachFields.Find(entry.Field)!.Kind == FieldKind.Instant && entry.Value is not null
               select new TimelineLine(
                   isInstant ? BreachDossier.InstantOf(entry.Value!) : entry.EnteredAt, entry.Field, entry.Part, entry.By, entry.EnteredAt, entry.Version,
                   entry.Entry, entry.Value, entry.Note),
        ];
        if (dossier.Aware(now) is { Stated: null, At: var at })
        {
            lines.Add(new(at, "aware-by-itself", 0));
        }

        return new(breach.Id, part, [.. lines.OrderBy(line => line.At)], now);
    }

    private static IReadOnlyList<string> Lacks(BreachFacts told)
    {
        var lacks = LetterMustHave.Where(row => row.All(name => told.Line(name) is null)).Select(row => row[0]);
        return (told.Line("contact")?.Value ?? told.Controller.Dpo ?? told.Controller.Contact) is null ? [.. lacks, "contact"] : [.. lacks];
    }

    // What the persons are told is the controller's to decide; whether the keys stayed safe is the processor's to say.
    private static bool IsOfNotice(BreachField field) => OfNotice.Contains(field.Section) || field.Name == BreachFields.KeysSafe;

    private BreachFacts Facts(BreachDossier dossier, int number, Func<BreachField, bool> isAsked)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        var part = dossier.Breach.Part(number);
        var record = part.Contract is { } contract ? contractOf(contract) : null;
        var aware = dossier.Aware(now);
        return new BreachFacts(
            dossier.Breach.Id, number, record is null ? new PaperParty(part.Controller) : PaperParty.Of(record, "controller"), part.Contract,
            record is null ? null : PaperParty.Of(record, "processor"), dossier.Breach.Origin.Kind, dossier.Breach.Origin.ReceivedAt, aware?.At,
            aware is { Stated: null }, dossier.Told(number), dossier.Instant(number, BreachFields.KnewOtherwise), part.Holdings,
            [.. BreachFields.All.Where(isAsked).SelectMany(field => Lines(dossier, number, field))],
            [.. BreachClock.Of(dossier, now).Where(clock => clock.Part.Number == number).Select(clock => PaperClock.Of(clock, now))], now, part.IsOwn);
    }

    // A field that repeats: the incident's and then the controller's own, both.
    private static IEnumerable<PaperLine> Lines(BreachDossier dossier, int part, BreachField field)
    {
        if (!field.Repeats)
        {
            return dossier.For(part, field.Name) is { } entry ? [Line(entry)] : [];
        }

        return new[] { 0, part }.SelectMany(of => dossier.Items(of, field.Name).Select(item => Line(dossier.Latest(of, field.Name, item)!) with { Item = item + (of == 0 ? 0 : dossier.Items(0, field.Name).DefaultIfEmpty(0).Max()) }));
    }

    private static PaperLine Line(BreachEntry entry) =>
        new(entry.Field, entry.Item, entry.Version, entry.Knowledge, entry.Value, entry.Note, entry.LearntAt);
}
