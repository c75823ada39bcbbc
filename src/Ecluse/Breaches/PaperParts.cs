using Ecluse.Contracts;
using Ecluse.Documents;

namespace Ecluse.Breaches;

/// <summary>A party, as its contract writes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Address">Its address; null where nothing says it.</param>
/// <param name="Contact">Whom one asks there.</param>
/// <param name="Dpo">Its data protection officer, or why there is none.</param>
public sealed record PaperParty(string Name, string? Address = null, string? Contact = null, string? Dpo = null)
{
    /// <summary>A party of a contract record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="side"><c>controller</c> or <c>processor</c>.</param>
    public static PaperParty Of(ContractRecord record, string side)
    {
        ArgumentNullException.ThrowIfNull(record);
        var party = record.Tree.Mapping("parties")?.Mapping(side);
        var officer = record.Tree.Mapping("data-protection-officers")?.Mapping(side);
        return new PaperParty(
            party?.Text("name") ?? record.Number, party?.Text("address"), Joined(party?.Mapping("contact"), "name", "position", "details"),
            Joined(officer, "name", "contact") ?? officer?.Text("none-because"));
    }

    private static string? Joined(DocumentMapping? of, params string[] names) =>
        names.Select(name => of?.Text(name)).OfType<string>().Where(text => text.Length > 0).ToList() is { Count: > 0 } texts ? string.Join(", ", texts) : null;
}

/// <summary>What a dossier says in one field.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Item">From 1 where it repeats.</param>
/// <param name="Version">How often it was entered.</param>
/// <param name="Knowledge">How well it is known.</param>
/// <param name="Value">The value; null where it is not known yet.</param>
/// <param name="Note">The note.</param>
/// <param name="LearntAt">When it was learnt.</param>
public sealed record PaperLine(string Field, int Item, int Version, Knowledge Knowledge, string? Value, string? Note, DateTimeOffset LearntAt);

/// <summary>A clock, as it stood when the paper was made.</summary>
/// <param name="Duty">Id of the duty.</param>
/// <param name="DutyVersion">Version of its file.</param>
/// <param name="Who">Who owes it.</param>
/// <param name="English">What is owed, in English.</param>
/// <param name="French">In French.</param>
/// <param name="Source">Where that is written.</param>
/// <param name="State">How it stood.</param>
/// <param name="From">When it began to run.</param>
/// <param name="Due">When it ends.</param>
/// <param name="DoneAt">When it was done.</param>
public sealed record PaperClock(
    string Duty, int DutyVersion, DutyBearer Who, string English, string French, string Source, ClockState State, DateTimeOffset? From = null,
    DateTimeOffset? Due = null, DateTimeOffset? DoneAt = null)
{
    internal static PaperClock Of(BreachClock clock, DateTimeOffset now) => new(
        clock.Duty.Id, clock.Duty.Version, clock.Duty.Who, clock.Duty.Title.English, clock.Duty.Title.French, clock.Duty.Source, clock.State(now),
        clock.From, clock.Due, clock.DoneAt);
}

/// <summary>A breach as one controller has it: its own figures and no other one's.</summary>
/// <param name="Breach">Id of the breach.</param>
/// <param name="Part">Number of the part.</param>
/// <param name="Controller">The controller.</param>
/// <param name="Contract">Number of its contract; null for a controller alone.</param>
/// <param name="Processor">The processor; null for a controller alone.</param>
/// <param name="Origin">What it comes from.</param>
/// <param name="ReceivedAt">First receipt.</param>
/// <param name="AwareAt">When one was aware; null while one is not.</param>
/// <param name="AwareByItself">Whether that is 24 hours after receipt, because nobody stated it.</param>
/// <param name="ToldAt">When the controller was told.</param>
/// <param name="KnewOtherwiseAt">When it knew otherwise.</param>
/// <param name="Holdings">What of its data lay there.</param>
/// <param name="Lines">What is known, in the order of the form.</param>
/// <param name="Clocks">Its clocks.</param>
/// <param name="MadeAt">When the paper was made.</param>
/// <param name="IsOwn">Whether it is the controller that runs this installation: it has no processor, and nobody has to tell it.</param>
public sealed record BreachFacts(
    string Breach, int Part, PaperParty Controller, string? Contract, PaperParty? Processor, OriginKind Origin, DateTimeOffset ReceivedAt,
    DateTimeOffset? AwareAt, bool AwareByItself, DateTimeOffset? ToldAt, DateTimeOffset? KnewOtherwiseAt, IReadOnlyList<string> Holdings,
    IReadOnlyList<PaperLine> Lines, IReadOnlyList<PaperClock> Clocks, DateTimeOffset MadeAt, bool IsOwn = false)
{
    /// <summary>What stands in a field; null where nothing does.</summary>
    public PaperLine? Line(string field) => Lines.FirstOrDefault(line => line.Field == field);
}
