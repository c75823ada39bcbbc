using System.Globalization;

namespace Ecluse.Breaches;

/// <summary>A breach and everything that was entered: what stands now, what stood before, and who must still answer.</summary>
/// <param name="breach">The breach.</param>
/// <param name="entries">Its entries, in the order in which they were entered.</param>
public sealed class BreachDossier(Breach breach, IReadOnlyList<BreachEntry> entries)
{
    /// <summary>How instants are written in a value.</summary>
    public const string InstantForm = "yyyy-MM-ddTHH:mm:ssZ";

    /// <summary>The time after receipt at which one counts as aware, by itself.</summary>
    public static readonly TimeSpan AwareByItself = TimeSpan.FromHours(24);

    /// <summary>The breach.</summary>
    public Breach Breach { get; } = breach;

    /// <summary>Every entry, in order.</summary>
    public IReadOnlyList<BreachEntry> Entries { get; } = entries;

    /// <summary>Whether it is closed.</summary>
    public bool IsClosed => Value(0, BreachFields.Closed) == BreachFields.Yes;

    /// <summary>The parts that count as concerned: all but those of which somebody said, with a reason, that they are not.</summary>
    public IEnumerable<BreachPart> ConcernedParts => Breach.Parts.Where(part => Value(part.Number, BreachFields.Concerned) != BreachFields.No);

    /// <summary>The parts of which nobody has said yet whether they are concerned (§61); one's own needs no answer.</summary>
    public IEnumerable<BreachPart> UnansweredParts => Breach.Parts.Where(part => !part.IsOwn && Latest(part.Number, BreachFields.Concerned) is null);

    /// <summary>The latest version of a field; null before the first.</summary>
    public BreachEntry? Latest(int part, string field, int item = 0) => Versions(part, field, item).LastOrDefault();

    /// <summary>Every version of a field, oldest first.</summary>
    public IEnumerable<BreachEntry> Versions(int part, string field, int item = 0) =>
        Entries.Where(entry => entry.Part == part && entry.Field == field && entry.Item == item);

    /// <summary>What stands for a controller: its own word, else the incident's.</summary>
    public BreachEntry? For(int part, string field, int item = 0) => Latest(part, field, item) ?? (part == 0 ? null : Latest(0, field, item));

    /// <summary>The value that stands; null where there is none.</summary>
    public string? Value(int part, string field, int item = 0) => Latest(part, field, item)?.Value;

    /// <summary>The numbers under which a field that repeats stands.</summary>
    public IReadOnlyList<int> Items(int part, string field) =>
        [.. Entries.Where(entry => entry.Part == part && entry.Field == field && entry.Item > 0).Select(entry => entry.Item).Distinct().Order()];

    /// <summary>The dossier as it stood when something was entered, that included.</summary>
    /// <param name="entry">Id of the entry.</param>
    public BreachDossier AsOf(long entry) => new(Breach, [.. Entries.Where(one => one.Id <= entry)]);

    /// <summary>When one was aware: as stated, and at the latest 24 hours after receipt; null before either.</summary>
    public (DateTimeOffset At, BreachEntry? Stated)? Aware(DateTimeOffset now)
    {
        var stated = Latest(0, BreachFields.Aware);
        var byItself = Breach.Origin.ReceivedAt + AwareByItself;
        return stated?.Value is { } value && InstantOf(value) <= byItself ? (InstantOf(value), stated)
            : now >= byItself ? (byItself, null)
            : null;
    }

    /// <summary>
    /// Whether a controller's people see its part: once it was told or knew otherwise, and by itself once the processor should have told it.
    /// </summary>
    public bool IsSeenBy(BreachPart part, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.IsOwn || Knew(part, now) is not null
            || BreachClock.Of(this, now).Any(clock => clock.Part.Number == part.Number && clock.Duty.Who == DutyBearer.Processor && clock.State(now) == ClockState.Late);
    }

    /// <summary>When a controller was told; null before.</summary>
    public DateTimeOffset? Told(int part) => Instant(part, BreachFields.Told);

    /// <summary>When a controller knew: from us or otherwise, whichever was first; for a controller alone, when it was aware.</summary>
    public DateTimeOffset? Knew(BreachPart part, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(part);
        DateTimeOffset?[] instants =
        [
            part.IsOwn ? Aware(now)?.At : Told(part.Number), Instant(part.Number, BreachFields.KnewOtherwise),
        ];
        return instants.Min();
    }

    /// <summary>The notices to the authority for a controller: the first is the initial one, each further one a complement.</summary>
    public IReadOnlyList<BreachEntry> Notices(int part) =>
        [.. Items(part, BreachFields.AuthorityNotified).Select(item => Latest(part, BreachFields.AuthorityNotified, item)!).Where(entry => entry.Value is not null)];

    /// <summary>Whether the severity that stands for a controller is a high risk for the persons (GDPR 34(1)).</summary>
    public bool IsHighRisk(int part) => For(part, BreachFields.Severity)?.Value is "important" or "maximal";

    /// <summary>The instant that stands in a field; of one that repeats, the first.</summary>
    public DateTimeOffset? Instant(int part, string field) =>
        Items(part, field) is { Count: > 0 } items
            ? items.Select(item => Value(part, field, item)).OfType<string>().Select(value => (DateTimeOffset?)InstantOf(value)).Min()
            : Value(part, field) is { } single ? InstantOf(single) : null;

    /// <summary>Reads an instant as values write it.</summary>
    public static DateTimeOffset InstantOf(string value) =>
        DateTimeOffset.ParseExact(value, InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
