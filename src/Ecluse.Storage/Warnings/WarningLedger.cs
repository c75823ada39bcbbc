using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Keys;
using Ecluse.Storage.Passages;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Warnings;

/// <summary>Warnings in the state: one short transaction an act, its journal entry within (rules 10 and 11).</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends the act's entry to the journal, in the transaction of the state given.</param>
/// <param name="clock">What time it is.</param>
public sealed partial class WarningLedger(Func<EcluseState> open, JournalAppend append, TimeProvider clock)
{
    /// <summary>The installation's salt of receipts; made at first need, and the same ever after.</summary>
    public async Task<byte[]> SaltAsync(CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        if (await state.Set<WarningSaltRow>().AsNoTracking().SingleOrDefaultAsync(cancellation) is { } there)
        {
            return there.Salt;
        }

        var row = new WarningSaltRow { Salt = RandomNumberGenerator.GetBytes(ReceiptKey.SaltLength) };
        state.Add(row);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return row.Salt;
    }

    /// <summary>Takes a warning in. One that staff wrote down is in the journal at once; one of the form when its hour is over.</summary>
    /// <param name="warning">The warning.</param>
    /// <param name="content">Its words, sealed.</param>
    /// <param name="thread">Recipient of the thread; null where nobody has a receipt.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    public async Task AddAsync(Warning warning, SealedContent content, string? thread, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(warning);
        ArgumentNullException.ThrowIfNull(content);
        await WriteAsync(
            async (state, now) =>
            {
                DateTimeOffset? registered = warning.EnteredBy is null ? null : now;
                state.Add(new WarningRow
                {
                    Id = warning.Id, Source = warning.Source, Subjects = Names(warning.Subjects), About = warning.About, Told = string.Join(',', warning.Told),
                    ReceivedAt = warning.ReceivedAt, Delays = warning.Delays, IsUnreadable = warning.IsUnreadable, EnteredBy = warning.EnteredBy,
                    Thread = thread is null ? null : ThreadOf(thread), ThreadRecipient = thread, RegisteredAt = registered,
                });
                AddWords(state, warning.Id, 1, content, warning.EnteredBy, warning.EnteredBy is null ? warning.ReceivedAt : now, registered);
                if (warning.EnteredBy is { } by)
                {
                    await append(state, Received(warning.Id, warning.Source, by), cancellation);
                }
            },
            cancellation);
    }

    /// <summary>Every warning that handlers may know of, the latest receipt first.</summary>
    public async Task<IReadOnlyList<Warning>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<WarningRow>().AsNoTracking().Where(row => row.RegisteredAt != null)
            .OrderByDescending(row => row.ReceivedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. rows.Select(Read)];
    }

    /// <summary>A warning that handlers may know of; null where there is none.</summary>
    public async Task<Warning?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<WarningRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.RegisteredAt != null, cancellation) is { } row ? Read(row) : null;
    }

    /// <summary>The warning of a thread; null where there is none. Also one whose hour is not over.</summary>
    public async Task<Warning?> FindThreadAsync(string recipient, CancellationToken cancellation)
    {
        var thread = ThreadOf(recipient);
        await using var state = open();
        return await state.Set<WarningRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Thread == thread, cancellation) is { } row ? Read(row) : null;
    }

    /// <summary>What was written in a warning's thread, in order.</summary>
    /// <param name="id">Id of the warning.</param>
    /// <param name="isReporter">The reporter's copies, or the handlers'; these only once their hour is over.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<StoredWords>> WordsAsync(string id, bool isReporter, CancellationToken cancellation)
    {
        await using var state = open();
        var words = await state.Set<WarningWordsRow>().AsNoTracking().Where(row => row.Warning == id && (isReporter || row.RegisteredAt != null))
            .OrderBy(row => row.Number).ToListAsync(cancellation);
        var copies = await state.Set<WarningCopyRow>().AsNoTracking().Where(row => row.Warning == id && (row.Copy == 0) == isReporter)
            .OrderBy(row => row.Copy).ToListAsync(cancellation);
        return [.. words.Select(one => new StoredWords(one.Number, one.By, one.At, [.. copies.Where(copy => copy.Number == one.Number).Select(copy => copy.Bytes)]))];
    }

    /// <summary>The reporter adds to the thread; on a warning that is closed too, for the handlers to see.</summary>
    public Task AddByReporterAsync(string id, SealedContent content, CancellationToken cancellation) => WriteAsync(
        async (state, now) => AddWords(state, id, await NextAsync(state, id, cancellation), content, null, Hour(now), null), cancellation);

    /// <summary>Beginning of the hour of an instant, in UTC: all that is kept of when a reporter was here.</summary>
    public static DateTimeOffset Hour(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    internal static Warning Read(WarningRow row) => new(
        row.Id, row.Source, [.. row.Subjects.Split(',').Select(name => WarningWords.Parse<WarningSubject>(name)!.Value)], row.ReceivedAt, row.Delays)
    {
        About = row.About,
        Told = row.Told.Length == 0 ? [] : row.Told.Split(','),
        EnteredBy = row.EnteredBy,
        IsUnreadable = row.IsUnreadable,
        AcknowledgedAt = row.AcknowledgedAt,
        AnsweredAt = row.AnsweredAt,
        Closing = row.Outcome is { } outcome
            ? new WarningClosing(outcome, row.Reason ?? "", row.ProposedBy!, row.ProposedBySide, row.ProposedAt!.Value) { ByRole = row.ProposedByRole ?? "" } : null,
        ClosedAt = row.ClosedAt,
        Breach = row.Breach,
    };

    private static Act Received(string id, WarningSource source, string by) => About(id, "warning.received", by, ("source", WarningWords.Name(source)));

    private static Act About(string id, string name, string by, params (string Name, string Id)[] more) => new(
        name, by, new Dictionary<string, string>(more.Select(one => KeyValuePair.Create(one.Name, one.Id))) { ["warning"] = id }, new Dictionary<string, string>());

    private static string Names(IEnumerable<WarningSubject> subjects) => string.Join(',', subjects.Distinct().Order().Select(subject => WarningWords.Name(subject)));

    private static string ThreadOf(string recipient) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(recipient)));

    private static void AddWords(EcluseState state, string id, int number, SealedContent content, string? by, DateTimeOffset at, DateTimeOffset? registered)
    {
        state.Add(new WarningWordsRow { Warning = id, Number = number, By = by, At = at, RegisteredAt = registered });
        if (content.ForThread is { } thread)
        {
            state.Add(new WarningCopyRow { Warning = id, Number = number, Copy = 0, Bytes = thread });
        }

        foreach (var (at0, copy) in content.ForHandlers.Index())
        {
            state.Add(new WarningCopyRow { Warning = id, Number = number, Copy = at0 + 1, Bytes = copy });
        }
    }

    private static async Task<int> NextAsync(EcluseState state, string id, CancellationToken cancellation) =>
        (await state.Set<WarningWordsRow>().Where(row => row.Warning == id).MaxAsync(row => (int?)row.Number, cancellation) ?? 0) + 1;

    private static async Task<WarningRow> RowAsync(EcluseState state, string id, CancellationToken cancellation) =>
        await state.Set<WarningRow>().SingleOrDefaultAsync(row => row.Id == id && row.RegisteredAt != null, cancellation) ?? throw WarningErrors.NotFound();

    private async Task WriteAsync(Func<EcluseState, DateTimeOffset, Task> write, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await write(state, clock.GetUtcNow());
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>Words of a thread, as somebody may fetch them: sealed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="By">Handler of the house; null for the reporter's own.</param>
/// <param name="At">When; to the hour for what came by the form.</param>
/// <param name="Copies">age files.</param>
public sealed record StoredWords(int Number, string? By, DateTimeOffset At, IReadOnlyList<byte[]> Copies);
