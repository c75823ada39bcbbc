using Ecluse.Acts;
using Ecluse.Spaces;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Spaces;

/// <summary>Spaces and objects on the state's database: one short transaction an act, its journal entry within.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends the act's entry to the journal, in the transaction of the state given.</param>
/// <param name="clock">What time it is.</param>
public sealed partial class SpaceLedger(Func<EcluseState> open, JournalAppend append, TimeProvider clock) : ISpaceLedger
{
    /// <inheritdoc/>
    public Task OpenAsync(Space space, Act act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        return WriteAsync(
            async (state, stop) =>
            {
                state.Add(Row(space));
                state.AddRange(space.People.Select(one => new SpacePersonRow { Space = space.Id, Person = one.Person, Part = one.Part }));
                return await append(state, act, stop);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<Space?> FindAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<SpaceRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation) is { } row
            ? Read(row, await state.Set<SpacePersonRow>().AsNoTracking().Where(one => one.Space == id).ToListAsync(cancellation))
            : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Space>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var people = (await state.Set<SpacePersonRow>().AsNoTracking().ToListAsync(cancellation)).ToLookup(one => one.Space);
        var rows = await state.Set<SpaceRow>().AsNoTracking().OrderByDescending(row => row.OpenedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. rows.Select(row => Read(row, people[row.Id]))];
    }

    /// <inheritdoc/>
    public Task ErasingAsync(string space, DateTimeOffset at, Act act, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
        {
            var row = await SpaceAsync(state, space, stop);
            row.ErasingAt ??= at;
            return row.ErasingEntry ??= await append(state, act, stop);
        },
        cancellation);

    /// <inheritdoc/>
    public Task ErasedAsync(
        string space, DateTimeOffset at, byte[] certificate, string signature, Act act, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
        {
            var row = await SpaceAsync(state, space, stop);
            if (row.ErasedAt is not null)
            {
                return row.ErasedEntry;
            }

            (row.ErasedAt, row.Certificate, row.CertificateSignature) = (at, certificate, signature);
            row.ErasedEntry = await append(state, act, stop);
            await state.Set<SpaceObjectRow>().Where(one => one.Space == space && one.RemovedAt == null)
                .ExecuteUpdateAsync(
                    one => one.SetProperty(removed => removed.State, ObjectState.Removed).SetProperty(removed => removed.RemovedAt, at)
                        .SetProperty(removed => removed.NameHmac, (string?)null),
                    stop);
            return row.ErasedEntry;
        },
        cancellation);

    /// <inheritdoc/>
    public async Task<(byte[] Bytes, string Signature, long Entry)?> CertificateAsync(string space, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<SpaceRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == space, cancellation)
            is { Certificate: { } bytes, CertificateSignature: { } signature, ErasedEntry: { } entry }
                ? (bytes, signature, entry)
                : null;
    }

    private static async Task<SpaceRow> SpaceAsync(EcluseState state, string space, CancellationToken cancellation) =>
        await state.Set<SpaceRow>().SingleOrDefaultAsync(row => row.Id == space, cancellation) ?? throw SpaceErrors.NotFound();

    private async Task<SpaceRow> OpenSpaceAsync(EcluseState state, string space, CancellationToken cancellation)
    {
        var row = await SpaceAsync(state, space, cancellation);
        return row.ErasingAt is null && clock.GetUtcNow() < row.EraseBy ? row : throw SpaceErrors.Closed();
    }

    private static SpaceRow Row(Space space) => new()
    {
        Id = space.Id,
        Contract = space.Contract,
        Instruction = space.Instruction,
        InstructionSha256 = space.InstructionSha256,
        Grade = space.Grade,
        Direction = space.Direction,
        BytesMax = space.Limits.BytesMax,
        ObjectsMax = space.Limits.ObjectsMax,
        Recipients = string.Join('\n', space.Recipients),
        OpenedAt = space.OpenedAt,
        EraseBy = space.EraseBy,
        KeepDays = space.KeepDays,
    };

    private static Space Read(SpaceRow row, IEnumerable<SpacePersonRow> people) => new(
        row.Id, row.Contract, row.Instruction, row.InstructionSha256, row.Grade, row.Direction, new SpaceLimits(row.BytesMax, row.ObjectsMax),
        row.Recipients.Split('\n'), [.. people.Select(one => new SpacePerson(one.Person, one.Part))], row.OpenedAt, row.EraseBy, row.KeepDays,
        row.ErasingAt, row.ErasedAt);

    private async Task WriteAsync(Func<EcluseState, CancellationToken, Task<long?>> change, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        await change(state, cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
