using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage.Journal;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Passages;

/// <summary>The ledger on the state's database: one short transaction an act, its journal entry within.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends the act's entry to the journal, in the transaction of the state given.</param>
/// <param name="clock">What time it is.</param>
public sealed partial class PassageLedger(Func<EcluseState> open, JournalAppend append, TimeProvider clock) : IPassageLedger
{
    /// <inheritdoc/>
    public Task OpenAsync(Passage passage, PassageDocument signedPlan, Act act, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
        {
            var plan = await state.Set<PlanRow>().SingleOrDefaultAsync(row => row.Sha256 == passage.PlanSha256, stop);
            if (plan?.Passage is not null)
            {
                throw PassageErrors.PlanUsed();
            }

            plan?.Passage = passage.Id;
            state.Add(new PassageRow
            {
                Id = passage.Id,
                Contract = passage.Contract,
                PlanSha256 = passage.PlanSha256,
                State = passage.State,
                OpenedAt = passage.OpenedAt,
                EraseBy = passage.EraseBy,
            });
            state.Add(Document(passage.Id, signedPlan));
        },
        passage.Id,
        act,
        null,
        cancellation);

    /// <inheritdoc/>
    public async Task<Passage> GetAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return Passage(await RowAsync(state, id, cancellation));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Passage>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<PassageRow>().AsNoTracking()
            .OrderByDescending(passage => passage.OpenedAt).ToListAsync(cancellation);
        return [.. rows.Select(Passage)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ErasedWithAlertAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var steps = state.Set<StepRow>();
        return await steps.Where(raised => raised.Name == "alert.raised"
                && !steps.Any(closed => closed.Passage == raised.Passage && closed.Id > raised.Id && closed.Name == "alert.closed")
                && state.Set<PassageRow>().Any(row => row.Id == raised.Passage && row.State == PassageState.Erased))
            .Select(raised => raised.Passage).Distinct().ToListAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<long> MoveAsync(
        string id, PassageState to, Act act, TimeSpan? took, PassageDocument? document, CancellationToken cancellation) =>
        WriteAsync(
            async (state, stop) =>
            {
                var row = await RowAsync(state, id, stop);
                if (!PassageMoves.Allows(row.State, to))
                {
                    throw PassageErrors.IllegalMove(row.State, to);
                }

                Refuse(row, act);

                row.State = to;
                await ReplaceAsync(state, id, document, stop);
            },
            id,
            act,
            took,
            cancellation);

    /// <inheritdoc/>
    public Task PostponeAsync(
        string id, DateTimeOffset from, DateTimeOffset until, Act act, PassageDocument document,
        CancellationToken cancellation) => WriteAsync(
            async (state, stop) =>
            {
                var row = await RowAsync(state, id, stop);
                if (row.State == PassageState.Erased || row.EraseBy != from)
                {
                    throw PassageErrors.IllegalMove(row.State, row.State);
                }

                row.EraseBy = until;
                await ReplaceAsync(state, id, document, stop);
            },
            id,
            act,
            null,
            cancellation);

    /// <inheritdoc/>
    public Task<long> NoteAsync(string? passage, Act act, CancellationToken cancellation) =>
        WriteAsync((_, _) => Task.CompletedTask, passage, act, null, cancellation);

    /// <inheritdoc/>
    public async Task<long> IntendAsync(string passage, Act intent, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await FenceAsync(state, intent, cancellation);
        var row = await RowAsync(state, passage, cancellation);
        Refuse(row, intent);
        if (row.IntentName == intent.Name && row.IntentIndex is { } before)
        {
            return before;
        }

        var index = await append(state, intent, cancellation);
        row.IntentName = intent.Name;
        row.IntentIndex = index;
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return index;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ActEntry>> OpenIntentsAsync(string passage, CancellationToken cancellation)
    {
        await using var state = open();
        var log = await LogRows.CurrentAsync(state, cancellation);
        var intents = await OpenIntents.OfAsync(state, log.Number, cancellation);
        return [.. intents.Where(intent => intent.Act.Subjects.GetValueOrDefault("passage") == passage)];
    }

    /// <inheritdoc/>
    public Task<long> NoteAsync(string passage, Act act, PassageDocument document, CancellationToken cancellation) =>
        WriteAsync(
            async (state, stop) =>
            {
                Refuse(await RowAsync(state, passage, stop), act);
                await ReplaceAsync(state, passage, document, stop);
            },
            passage,
            act,
            null,
            cancellation);

    /// <inheritdoc/>
    public async Task<PassageDocument?> FindDocumentAsync(string id, DocumentKind kind, CancellationToken cancellation)
    {
        await using var state = open();
        var row = await state.Set<DocumentRow>().AsNoTracking()
            .SingleOrDefaultAsync(document => document.Passage == id && document.Kind == kind, cancellation);
        return row is null ? null : new PassageDocument(row.Kind, row.Bytes, row.Signature);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PassageStep>> StepsAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<StepRow>().AsNoTracking().Where(step => step.Passage == id)
            .OrderBy(step => step.Id).ToListAsync(cancellation);
        return
        [
            .. rows.Select(row => new PassageStep(
                row.Name, row.By, row.At, row.TookMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, row.JournalIndex)),
        ];
    }

    private static async Task<PassageRow> RowAsync(EcluseState state, string id, CancellationToken cancellation) =>
        await state.Set<PassageRow>().SingleOrDefaultAsync(passage => passage.Id == id, cancellation)
        ?? throw PassageErrors.NotFound();

    private static void Refuse(PassageRow row, Act act) => PassageEnd.Refuse(row.State, row.IntentName, act);

    private static StoredPlan Plan(PlanRow row) => new(row.Id, row.Sha256, row.Bytes, row.EraseBy);

    private static Passage Passage(PassageRow row) =>
        new(row.Id, row.Contract, row.PlanSha256, row.State, row.OpenedAt, row.EraseBy, row.Epoch);

    private static DocumentRow Document(string passage, PassageDocument document) => new()
    {
        Passage = passage, Kind = document.Kind, Bytes = document.Bytes, Signature = document.Signature,
    };

    private static async Task ReplaceAsync(
        EcluseState state, string passage, PassageDocument? document, CancellationToken cancellation)
    {
        if (document is not null)
        {
            await state.Set<DocumentRow>()
                .Where(old => old.Passage == passage && old.Kind == document.Kind).ExecuteDeleteAsync(cancellation);
            state.Add(Document(passage, document));
        }
    }

    private async Task<long> WriteAsync(
        Func<EcluseState, CancellationToken, Task> change, string? step, Act act, TimeSpan? took,
        CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await FenceAsync(state, act, cancellation);
        await change(state, cancellation);
        var index = await append(state, act, cancellation);
        if (act.Intent is { } intent
            && await state.Set<PassageRow>().SingleOrDefaultAsync(row => row.IntentIndex == intent, cancellation) is { } row)
        {
            row.IntentName = null;
            row.IntentIndex = null;
        }

        if (step is not null)
        {
            state.Add(new StepRow
            {
                Passage = step,
                Name = act.Name,
                By = act.By,
                At = clock.GetUtcNow(),
                TookMs = (long?)took?.TotalMilliseconds,
                JournalIndex = index,
            });
        }

        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return index;
    }
}

/// <summary>Appends an act's entry to the journal, in the transaction that the state has open.</summary>
/// <returns>Index of the entry.</returns>
public delegate Task<long> JournalAppend(EcluseState state, Act act, CancellationToken cancellation);
