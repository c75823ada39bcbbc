using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Spaces;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Spaces;

/// <content>Objects and their segments.</content>
public sealed partial class SpaceLedger
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<SpaceObject>> ObjectsAsync(string space, CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await state.Set<SpaceObjectRow>().AsNoTracking().Where(row => row.Space == space)
            .OrderBy(row => row.BegunAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. rows.Select(Read)];
    }

    /// <inheritdoc/>
    public async Task<SpaceObject?> FindObjectAsync(string space, string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<SpaceObjectRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Space == space, cancellation)
            is { } row ? Read(row) : null;
    }

    /// <inheritdoc/>
    public async Task<SpaceObject?> FindNamedAsync(string space, string nameHmac, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<SpaceObjectRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Space == space && row.NameHmac == nameHmac, cancellation) is { } row ? Read(row) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Segment>> SegmentsAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<SegmentRow>().AsNoTracking().Where(row => row.Object == id).OrderBy(row => row.Number)
            .Select(row => new Segment(row.Number, row.File, row.Kind, row.Offset, row.Received, row.SealedBytes, row.Sha256))
            .ToListAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> FilesAsync(string space, CancellationToken cancellation)
    {
        await using var state = open();
        return (await (
            from one in state.Set<SpaceObjectRow>().AsNoTracking()
            join segment in state.Set<SegmentRow>().AsNoTracking() on one.Id equals segment.Object
            where one.Space == space && one.RemovedAt == null
            select segment.File).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<(long Bytes, int Objects)> UsedAsync(string space, CancellationToken cancellation)
    {
        await using var state = open();
        return await UsedAsync(state, space, cancellation);
    }

    /// <inheritdoc/>
    public Task BeginAsync(SpaceObject begun, string nameHmac, Segment? name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(begun);
        return WriteAsync(
            async (state, stop) =>
            {
                var space = await OpenSpaceAsync(state, begun.Space, stop);
                if (await state.Set<SpaceObjectRow>().AnyAsync(row => row.Space == begun.Space && row.NameHmac == nameHmac, stop))
                {
                    throw SpaceErrors.NameTaken();
                }

                var used = await UsedAsync(state, begun.Space, stop);
                RefuseObjects(space, used.Objects + 1);
                RefuseBytes(space, used.Bytes + (begun.Declared ?? 0));
                state.Add(new SpaceObjectRow
                {
                    Id = begun.Id,
                    Space = begun.Space,
                    By = begun.By,
                    State = begun.State,
                    Layout = begun.Layout,
                    NameHmac = nameHmac,
                    Declared = begun.Declared,
                    Segments = name is null ? 0 : 1,
                    BegunAt = begun.BegunAt,
                    EraseBy = begun.EraseBy,
                });
                if (name is not null)
                {
                    state.Add(Row(begun.Id, name));
                }

                return null;
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async Task<SpaceObject> CountAsync(string space, string id, Segment segment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(segment);
        SpaceObject? counted = null;
        await WriteAsync(
            async (state, stop) =>
            {
                var within = await OpenSpaceAsync(state, space, stop);
                var row = await UnfinishedAsync(state, space, id, stop);
                RefuseGap(segment, row);
                if (row.Segments >= Upload.SegmentsMax)
                {
                    throw SpaceErrors.TooManySegments();
                }

                var before = Math.Max(row.Declared ?? 0, row.Received);
                var after = Math.Max(row.Declared ?? 0, row.Received + segment.Received);
                RefuseBytes(within, (await UsedAsync(state, space, stop)).Bytes - before + after);
                row.Received += segment.Received;
                row.Segments++;
                state.Add(Row(id, segment));
                counted = Read(row);
                return null;
            },
            cancellation);
        return counted!;
    }

    /// <inheritdoc/>
    public async Task<SpaceObject> CompleteAsync(string space, string id, Segment? end, DateTimeOffset at, Act act, CancellationToken cancellation)
    {
        SpaceObject? complete = null;
        await WriteAsync(
            async (state, stop) =>
            {
                var open = await OpenSpaceAsync(state, space, stop);
                var row = await UnfinishedAsync(state, space, id, stop);
                if (end is null)
                {
                    (await state.Set<SegmentRow>().SingleAsync(one => one.Object == id && one.Number == row.Segments - 1, stop)).Kind = SegmentKind.End;
                }
                else
                {
                    RefuseGap(end, row);
                    row.Segments++;
                    state.Add(Row(id, end));
                }

                (row.State, row.CompletedAt) = (ObjectState.Complete, at);
                complete = Read(row);
                WatchLedger.Add(state, new WatchEvent(at, EventKinds.Received)
                {
                    Person = row.By, Controller = open.Contract, Space = space, Object = id, Count = 1, Bytes = row.Received,
                });
                return await append(state, act, stop);
            },
            cancellation);
        return complete!;
    }

    /// <inheritdoc/>
    public async Task<Segment?> RenameAsync(string space, string id, string nameHmac, Segment name, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(name);
        Segment? before = null;
        await WriteAsync(
            async (state, stop) =>
            {
                await OpenSpaceAsync(state, space, stop);
                var row = await ObjectAsync(state, space, id, stop);
                if (await state.Set<SpaceObjectRow>().AnyAsync(one => one.Space == space && one.NameHmac == nameHmac, stop))
                {
                    throw SpaceErrors.NameTaken();
                }

                row.NameHmac = nameHmac;
                var segment = await state.Set<SegmentRow>().SingleAsync(one => one.Object == id && one.Kind == SegmentKind.Name, stop);
                before = Read(segment);
                (segment.File, segment.SealedBytes, segment.Sha256) = (name.File, name.SealedBytes, name.Sha256);
                return null;
            },
            cancellation);
        return before;
    }

    private static async Task<(long Bytes, int Objects)> UsedAsync(EcluseState state, string space, CancellationToken cancellation)
    {
        var there = state.Set<SpaceObjectRow>().AsNoTracking().Where(row => row.Space == space && row.RemovedAt == null);
        return (
            await there.SumAsync(row => row.Declared == null || row.Declared < row.Received ? row.Received : row.Declared.Value, cancellation),
            await there.CountAsync(cancellation));
    }

    private static void RefuseGap(Segment segment, SpaceObjectRow row)
    {
        if (segment.Offset != row.Received || segment.Number != row.Segments)
        {
            throw SpaceErrors.WrongOffset(segment.Offset, row.Received);
        }
    }

    private static void RefuseBytes(SpaceRow space, long bytes)
    {
        if (bytes > space.BytesMax)
        {
            throw SpaceErrors.DoesNotFit(new Text($"{bytes} bytes, and it holds {space.BytesMax}", $"{bytes} octets, et il en tient {space.BytesMax}"));
        }
    }

    private static void RefuseObjects(SpaceRow space, int objects)
    {
        if (objects > space.ObjectsMax)
        {
            throw SpaceErrors.DoesNotFit(new Text($"{objects} objects, and it holds {space.ObjectsMax}", $"{objects} objets, et il en tient {space.ObjectsMax}"));
        }
    }

    private static async Task<SpaceObjectRow> ObjectAsync(EcluseState state, string space, string id, CancellationToken cancellation) =>
        await state.Set<SpaceObjectRow>().SingleOrDefaultAsync(row => row.Id == id && row.Space == space, cancellation)
        ?? throw SpaceErrors.ObjectNotFound();

    private static async Task<SpaceObjectRow> UnfinishedAsync(EcluseState state, string space, string id, CancellationToken cancellation) =>
        await ObjectAsync(state, space, id, cancellation) is { State: ObjectState.Unfinished } row ? row : throw SpaceErrors.TakenOver();

    private static SegmentRow Row(string id, Segment segment) => new()
    {
        Object = id,
        Number = segment.Number,
        File = segment.File,
        Kind = segment.Kind,
        Offset = segment.Offset,
        Received = segment.Received,
        SealedBytes = segment.SealedBytes,
        Sha256 = segment.Sha256,
    };

    private static Segment Read(SegmentRow row) => new(row.Number, row.File, row.Kind, row.Offset, row.Received, row.SealedBytes, row.Sha256);

    private static SpaceObject Read(SpaceObjectRow row) => new(
        row.Id, row.Space, row.By, row.State, row.Layout, row.Received, row.Declared, row.Segments, row.BegunAt, row.EraseBy, row.CompletedAt,
        row.RemovedAt);
}
