using Ecluse.Acts;

namespace Ecluse.Breaches;

/// <summary>
/// Reads the journal once, entry by entry, and knows what lay where, from when and until when. It believes the journal and nothing
/// else: what was erased in the state is still named here.
/// </summary>
public sealed class HoldingBook
{
    private readonly Dictionary<string, Kept> kept = [];

    /// <summary>Takes the next entry in.</summary>
    public void Read(ActEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (KeyOf(entry.Act) is not { } key)
        {
            return;
        }

        if (!kept.TryGetValue(key, out var one))
        {
            kept[key] = one = new Kept();
        }

        one.Accounts.Add("account:" + entry.Act.By);
        one.Contract ??= entry.Act.Subjects.GetValueOrDefault("contract");
        switch (entry.Act.Name)
        {
            // From the intent on: a process that dies after it may have left bytes.
            case "parcel.sealing" or "parcel.sealed" or "parcel.taken" or "hand-over.begun" or "object.received":
                one.Begins(entry.Time);
                break;
            case "passage.erased" or "hand-over.erased" or "space.erased":
                one.Until = entry.Time;
                break;
            default:
                break;
        }
    }

    /// <summary>Says that something lay there which the journal tells only when it is complete: an object that was begun.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="contract">Number of its contract.</param>
    /// <param name="person">Id of the person who began it.</param>
    /// <param name="at">When.</param>
    public void Began(string space, string contract, string person, DateTimeOffset at)
    {
        var key = "space:" + space;
        if (!kept.TryGetValue(key, out var one))
        {
            kept[key] = one = new Kept();
        }

        one.Accounts.Add("account:" + person);
        one.Contract ??= contract;
        one.Begins(at);
    }

    /// <summary>Everything that lay somewhere, oldest first.</summary>
    /// <param name="contractOf">Number of the contract of a passage, where no entry says it; null where nobody knows.</param>
    public IReadOnlyList<Holding> Holdings(Func<string, string?> contractOf)
    {
        ArgumentNullException.ThrowIfNull(contractOf);
        return
        [
            .. from one in kept
               where one.Value.From is not null
               let contract = one.Value.Contract ?? contractOf(one.Key[(one.Key.IndexOf(':', StringComparison.Ordinal) + 1)..])
               where contract is not null
               orderby one.Value.From, one.Key
               select new Holding(contract, one.Key, one.Value.Places(one.Key, contract), one.Value.From!.Value, one.Value.Until),
        ];
    }

    /// <summary>The controllers that a cause may concern, by name.</summary>
    /// <param name="holdings">What lay where.</param>
    /// <param name="cause">Where and when something went wrong.</param>
    /// <param name="controllers">Name of the controller of each contract.</param>
    public static IReadOnlyList<ConcernedController> Concerned(
        IEnumerable<Holding> holdings, Cause cause, IReadOnlyDictionary<string, string> controllers)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return
        [
            .. holdings.Where(cause.Touches)
                .GroupBy(holding => controllers.GetValueOrDefault(holding.Contract) is { Length: > 0 } name ? name : holding.Contract)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new ConcernedController(
                    group.Key, [.. group.Select(one => one.Contract).Distinct().Order(StringComparer.Ordinal)], [.. group])),
        ];
    }

    // A hand-over has a passage's id and is another thing: it lies at the server, the passage at its gates.
    private static string? KeyOf(Act act) =>
        act.Subjects.GetValueOrDefault("space") is { } space ? "space:" + space
        : act.Subjects.GetValueOrDefault("passage") is not { } passage ? null
        : act.Name.StartsWith("hand-over.", StringComparison.Ordinal) ? "hand-over:" + passage
        : "passage:" + passage;

    private sealed class Kept
    {
        public string? Contract { get; set; }

        public DateTimeOffset? From { get; private set; }

        public DateTimeOffset? Until { get; set; }

        public HashSet<string> Accounts { get; } = [];

        public void Begins(DateTimeOffset at) => From = From is null || at < From ? at : From;

        public HashSet<string> Places(string key, string contract) =>
        [
            .. Accounts, key, "contract:" + contract,
            key.StartsWith("space:", StringComparison.Ordinal) ? Holding.Spaces : Holding.Depot,
        ];
    }
}
