using Ecluse.Acts;
using Ecluse.Spaces;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Spaces;

/// <content>Objects that are taken or removed.</content>
public sealed partial class SpaceLedger
{
    /// <inheritdoc/>
    public Task RemovingAsync(string space, string id, Act act, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
        {
            var row = await ObjectAsync(state, space, id, stop);
            (row.State, row.NameHmac) = (ObjectState.Removed, null);
            return row.RemovingEntry ??= await append(state, act, stop);
        },
        cancellation);

    /// <inheritdoc/>
    public Task RemovedAsync(string space, string id, DateTimeOffset at, Act act, CancellationToken cancellation) => WriteAsync(
        async (state, stop) =>
        {
            var row = await ObjectAsync(state, space, id, stop);
            if (row.RemovedAt is not null)
            {
                return null;
            }

            row.RemovedAt = at;
            return await append(state, act, stop);
        },
        cancellation);

    /// <inheritdoc/>
    public Task TakenAsync(string space, string id, DateTimeOffset at, TimeSpan again, Act act, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(act);
        return WriteAsync(
            async (state, stop) =>
            {
                var open = await OpenSpaceAsync(state, space, stop);
                var row = await state.Set<SpaceObjectRow>().SingleOrDefaultAsync(one => one.Id == id && one.Space == space, stop);
                if (row?.State != ObjectState.Complete)
                {
                    throw row is null or { State: ObjectState.Removed } ? SpaceErrors.ObjectNotFound() : SpaceErrors.NotComplete();
                }

                var last = await state.Set<TakingRow>().SingleOrDefaultAsync(one => one.Object == id && one.Person == act.By, stop);
                if (last is not null && at - last.At < again)
                {
                    return null;
                }

                if (last is null)
                {
                    state.Add(new TakingRow { Object = id, Person = act.By, At = at });
                }
                else
                {
                    last.At = at;
                }

                WatchLedger.Add(state, new WatchEvent(at, EventKinds.Given)
                {
                    Person = act.By, Controller = open.Contract, Space = space, Object = id, Count = 1, Bytes = row.Received,
                });
                return await append(state, act, stop);
            },
            cancellation);
    }
}
