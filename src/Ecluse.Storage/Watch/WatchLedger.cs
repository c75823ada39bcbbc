using Ecluse.Acts;
using Ecluse.Storage.Journal;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Watch;

/// <summary>Events in the state, and how far the watch has read them and the journal.</summary>
/// <param name="open">Opens the state.</param>
public sealed class WatchLedger(Func<EcluseState> open)
{
    /// <summary>Most events, and most entries, of one step.</summary>
    public const int StepMax = 5000;

    /// <summary>Adds an event to the transaction of what it tells: kept with it or not at all.</summary>
    public static void Add(EcluseState state, WatchEvent seen)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(seen);
        state.Add(new WatchEventRow
        {
            At = seen.At, Kind = seen.Kind, Person = seen.Person, Key = seen.Key, Network = seen.Network, Way = seen.Way, Code = seen.Code,
            Controller = seen.Controller, Passage = seen.Passage, Space = seen.Space, Object = seen.Object, Count = seen.Count, Bytes = seen.Bytes,
            Rows = seen.Rows,
        });
    }

    /// <summary>Keeps events, all or none.</summary>
    public async Task KeepAsync(IReadOnlyCollection<WatchEvent> seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        await using var state = open();
        state.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        foreach (var one in seen)
        {
            Add(state, one);
        }

        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Keeps an event, unless the same of the same thing was kept a short time ago.</summary>
    public async Task KeepSeldomAsync(WatchEvent seen, TimeSpan every, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var since = seen.At - every;
        await using (var state = open())
        {
            if (await state.Set<WatchEventRow>().AsNoTracking()
                .AnyAsync(row => row.Kind == seen.Kind && row.Object == seen.Object && row.Code == seen.Code && row.At > since, cancellation))
            {
                return;
            }
        }

        await KeepAsync([seen], cancellation);
    }

    /// <summary>How far the watch has read; the beginning where it never did.</summary>
    public async Task<WatchPlace> PlaceAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return Place(await state.Set<WatchPlaceRow>().AsNoTracking().SingleOrDefaultAsync(cancellation));
    }

    /// <summary>
    /// Reads what came after a place and moves the place, in one transaction with whatever is made of it: all of it is seen once, however often
    /// the process dies.
    /// </summary>
    /// <param name="from">Where the caller believes the watch is.</param>
    /// <param name="now">When.</param>
    /// <param name="take">Gets what is new, in order, and writes what follows from it into the same transaction.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>Where the watch is now, and whether more is waiting; null where somebody else moved it meanwhile.</returns>
    public async Task<WatchStep?> StepAsync(
        WatchPlace from, DateTimeOffset now, Func<EcluseState, IReadOnlyList<Sighting>, Task> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(take);
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var row = await state.Set<WatchPlaceRow>().SingleOrDefaultAsync(cancellation);
        if (Place(row) != from)
        {
            return null;
        }

        if (row is null)
        {
            row = new WatchPlaceRow();
            state.Add(row);
        }

        var (events, entries) = (await EventsAfterAsync(state, from, cancellation), await EntriesAfterAsync(state, from, cancellation));
        await take(state, [.. events, .. entries.Seen]);
        if (events.Count > 0)
        {
            row.Event = events[^1].Number;
        }

        (row.Log, row.Entry, row.At) = (entries.Log, entries.Next, now);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new WatchStep(Place(row), events.Count + entries.Seen.Count, events.Count == StepMax || entries.Seen.Count == StepMax);
    }

    /// <summary>What the watch saw between an instant and a place, in order: events first, then entries of the journal.</summary>
    public async Task<IReadOnlyList<Sighting>> SeenAsync(DateTimeOffset since, WatchPlace until, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(until);
        await using var state = open();
        var events = await state.Set<WatchEventRow>().AsNoTracking().Where(row => row.Number <= until.Event && row.At >= since)
            .OrderBy(row => row.Number).ToListAsync(cancellation);
        var seen = events.ConvertAll(Read);
        if (until.Log > 0)
        {
            var rows = LogRows.Entries(state, until.Log).Where(entry => entry.Index < until.Entry).OrderBy(entry => entry.Index).Select(entry => entry.Bytes);
            await foreach (var bytes in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                if (ActEntry.Read(bytes) is var entry && entry.Time >= since)
                {
                    seen.Add(Read(entry));
                }
            }
        }

        return seen;
    }

    /// <summary>Where a watch would be that has read everything.</summary>
    public async Task<WatchPlace> EndAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var last = await state.Set<WatchEventRow>().AsNoTracking().MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        return await LogRows.FindCurrentAsync(state, cancellation) is { } log
            ? new WatchPlace(last, log.Number, await LogRows.Entries(state, log.Number).LongCountAsync(cancellation))
            : new WatchPlace(last, 0, 0);
    }

    /// <summary>How many events of each kind there are since an instant.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountsAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<WatchEventRow>().AsNoTracking().Where(row => row.At >= since).GroupBy(row => row.Kind)
            .Select(kind => new { kind.Key, Count = kind.LongCount() }).ToDictionaryAsync(kind => kind.Key, kind => kind.Count, cancellation);
    }

    /// <summary>The latest events, the newest first.</summary>
    public async Task<IReadOnlyList<Sighting>> LatestAsync(int take, CancellationToken cancellation)
    {
        await using var state = open();
        return (await state.Set<WatchEventRow>().AsNoTracking().OrderByDescending(row => row.Number).Take(take).ToListAsync(cancellation)).ConvertAll(Read);
    }

    /// <summary>When the watch last went round; null where it never did.</summary>
    public async Task<DateTimeOffset?> LastRoundAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return (await state.Set<WatchPlaceRow>().AsNoTracking().SingleOrDefaultAsync(cancellation))?.At;
    }

    /// <summary>Erases events older than an instant; one that no rule has seen stays until it was.</summary>
    /// <returns>How many.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var seen = (await PlaceAsync(cancellation)).Event;
        await using var state = open();
        return await state.Set<WatchEventRow>().Where(row => row.At < before && row.Number <= seen).ExecuteDeleteAsync(cancellation);
    }

    private static async Task<List<Sighting>> EventsAfterAsync(EcluseState state, WatchPlace from, CancellationToken cancellation) =>
        (await state.Set<WatchEventRow>().AsNoTracking().Where(row => row.Number > from.Event).OrderBy(row => row.Number).Take(StepMax)
            .ToListAsync(cancellation)).ConvertAll(Read);

    private static async Task<(List<Sighting> Seen, int Log, long Next)> EntriesAfterAsync(EcluseState state, WatchPlace from, CancellationToken cancellation)
    {
        if (await LogRows.FindCurrentAsync(state, cancellation) is not { } log)
        {
            return ([], from.Log, from.Entry);
        }

        // A log that continues another one begins anew, and with it the reading; what the other one still had is read first.
        var number = from.Log == 0 ? 1 : from.Log;
        var seen = await EntriesOfAsync(state, number, from.Log == 0 ? 0 : from.Entry, cancellation);
        while (seen.Count == 0 && number < log.Number)
        {
            seen = await EntriesOfAsync(state, ++number, 0, cancellation);
        }

        return (seen, number, seen.Count > 0 ? seen[^1].Number + 1 : number == from.Log ? from.Entry : 0);
    }

    private static async Task<List<Sighting>> EntriesOfAsync(EcluseState state, int log, long from, CancellationToken cancellation) =>
        (await LogRows.Entries(state, log).Where(entry => entry.Index >= from).OrderBy(entry => entry.Index).Take(StepMax)
            .Select(entry => entry.Bytes).ToListAsync(cancellation)).ConvertAll(bytes => Read(ActEntry.Read(bytes)));

    private static WatchPlace Place(WatchPlaceRow? row) => row is null ? new WatchPlace(0, 0, 0) : new WatchPlace(row.Event, row.Log, row.Entry);

    private static Sighting Read(ActEntry entry) => new(
        SightingSource.Journal, entry.Index, entry.Time, entry.Act.Name,
        new Dictionary<string, string>(entry.Act.Subjects) { ["by"] = entry.Act.By }, new Dictionary<string, long>());

    private static Sighting Read(WatchEventRow row) => new WatchEvent(row.At, row.Kind)
    {
        Person = row.Person, Key = row.Key, Network = row.Network, Way = row.Way, Code = row.Code, Controller = row.Controller,
        Passage = row.Passage, Space = row.Space, Object = row.Object, Count = row.Count, Bytes = row.Bytes, Rows = row.Rows,
    }.ToSighting(row.Number);
}

/// <summary>How far the watch has read.</summary>
/// <param name="Event">Number of the last event.</param>
/// <param name="Log">Number of the journal's log; 0 before any.</param>
/// <param name="Entry">Index of the next entry.</param>
public sealed record WatchPlace(long Event, int Log, long Entry);

/// <summary>What one step did.</summary>
/// <param name="Place">How far the watch has read now.</param>
/// <param name="Seen">How many events and entries it read.</param>
/// <param name="IsMore">Whether more is waiting.</param>
public sealed record WatchStep(WatchPlace Place, int Seen, bool IsMore);
