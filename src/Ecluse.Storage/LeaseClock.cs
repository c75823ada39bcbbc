using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage;

/// <summary>What time it is for leases: where several machines share a state, its database's clock decides.</summary>
internal static class LeaseClock
{
    private const string PostgresNow = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS \"Value\"";

    /// <summary>PostgreSQL's time; with SQLite there is one machine, and its clock.</summary>
    public static async Task<DateTimeOffset> NowAsync(EcluseState state, TimeProvider clock, CancellationToken cancellation) =>
        state.Database.IsNpgsql()
            ? DateTimeOffset.FromUnixTimeMilliseconds(await state.Database.SqlQueryRaw<long>(PostgresNow).SingleAsync(cancellation))
            : clock.GetUtcNow();
}
