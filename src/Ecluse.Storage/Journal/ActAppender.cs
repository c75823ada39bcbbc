using Ecluse.Acts;
using Ecluse.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>Adds an act's entry to the log, inside the transaction of the change that it records (rule 10).</summary>
/// <param name="clock">What time it is.</param>
public sealed class ActAppender(TimeProvider clock)
{
    /// <summary>Adds the entry to the caller's unit of work; it is there when the caller commits, or not at all.</summary>
    /// <param name="state">The state, with a transaction open that may write.</param>
    /// <param name="act">The act; an outcome that names no intent answers the last open one of the same subjects.</param>
    /// <param name="cancellation">Stops waiting for the database.</param>
    /// <returns>Index of the entry.</returns>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    /// <exception cref="Errors.EcluseException">As <see cref="IJournal.AppendAsync"/>.</exception>
    public async Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(act);
        if (state.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An act is journaled inside the transaction of its change.");
        }

        // Until the transaction ends nobody else writes: no gap, no double, whoever commits first. SQLite's transactions hold the write
        // lock from BEGIN IMMEDIATE on, which is how EF Core opens them; PostgreSQL's take a lock that does the same.
        var log = await LogRows.CurrentAsync(state, cancellation);
        var last = await LastAsync(state, log.Number, cancellation);
        var open = ActName.Find(act.Name) is { Kind: not ActKind.Plain }
            ? await OpenIntents.OfAsync(state, log.Number, cancellation)
            : [];
        var (named, intent) = Answer(act, open);
        ActRules.Check(named, intent, last is null ? 0 : last.Index + 1);
        var texts = (named.Texts ?? new Dictionary<string, string>())
            .ToDictionary(text => text.Key, text => (text.Value, Commitment: Commitment.To(text.Value)));
        var entry = new ActEntry(
            last is null ? 0 : last.Index + 1,
            Later(clock.GetUtcNow(), last?.Time),
            named,
            texts.ToDictionary(text => text.Key, text => text.Value.Commitment.Value));
        Add(state, log.Number, entry);
        OpenIntents.Note(state, log.Number, entry, open);
        state.AddRange(texts.Select(text => new JournalTextRow
        {
            Log = log.Number, Index = entry.Index, Name = text.Key,
            Text = text.Value.Value, Salt = text.Value.Commitment.Salt,
        }));
        return entry.Index;
    }

    private static async Task<ActEntry?> LastAsync(EcluseState state, int log, CancellationToken cancellation)
    {
        var pending = state.ChangeTracker.Entries<JournalEntryRow>()
            .Where(entry => entry.State == EntityState.Added && entry.Entity.Log == log)
            .Select(entry => entry.Entity).MaxBy(row => row.Index);
        var row = pending ?? await LogRows.Entries(state, log).OrderByDescending(entry => entry.Index)
            .FirstOrDefaultAsync(cancellation);
        return row is null ? null : ActEntry.Read(row.Bytes);
    }

    private static (Act Act, Act? Intent) Answer(Act act, IReadOnlyList<ActEntry> open)
    {
        if (ActName.Find(act.Name) is not { Kind: ActKind.Outcome } name)
        {
            return (act, null);
        }

        // An index that is not open here is of a log that was continued meanwhile: what it announced was announced again.
        var named = open.LastOrDefault(intent => intent.Index == act.Intent);
        var answered = named ?? open.LastOrDefault(intent => intent.Act.Name == name.Answers && ActRules.SameThing(intent.Act, act));
        return answered is null ? (act, null) : (act with { Intent = answered.Index }, answered.Act);
    }

    private static void Add(EcluseState state, int log, ActEntry entry)
    {
        var bytes = entry.ToBytes();
        _ = EntryBundle.Encode([bytes]);
        state.Add(new JournalEntryRow { Log = log, Index = entry.Index, Bytes = bytes });
    }

    /// <summary>The clock's time, or that of the entry above where the clock stands behind it.</summary>
    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? last) =>
        last is { } above && above > now ? above : now;
}
