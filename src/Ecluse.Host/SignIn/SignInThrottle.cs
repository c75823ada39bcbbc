using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Host.SignIn;

/// <summary>
/// Makes a name wait that failed too often (CNIL deliberation 2022-100): a minute after five failures in a row, then twice as long each
/// time; after 25 in a day until the day is over. A name that nobody has waits as one that somebody has. Names are kept as one of
/// 65,536 numbers under a key of the process: whatever is tried, memory stays bounded and no name pushes another one out.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    private const int FreeFailures = 5;
    private const int FailuresADay = 25;
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<ushort, Tries> tries = new();

    /// <summary>How long a name has to wait; null when it need not.</summary>
    public TimeSpan? Wait(string name)
    {
        var now = clock.GetUtcNow();
        return tries.TryGetValue(Place(name), out var known) && known.Until > now ? known.Until - now : null;
    }

    /// <summary>Counts a failure.</summary>
    public void Failed(string name)
    {
        var now = clock.GetUtcNow();
        tries.AddOrUpdate(Place(name), _ => new Tries(1, 1, now, now), (_, known) =>
        {
            var isNewDay = now - known.DayBegan >= Day;
            var (row, today, began) = (known.Row + 1, isNewDay ? 1 : known.Today + 1, isNewDay ? now : known.DayBegan);
            return new(row, today, began, today >= FailuresADay ? began + Day : now + Pause(row));
        });
    }

    /// <summary>Somebody came in: the row of failures is over.</summary>
    public void Succeeded(string name) => tries.TryRemove(Place(name), out _);

    private static TimeSpan Pause(int row) => row < FreeFailures
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(row - FreeFailures, 6)));

    private ushort Place(string name) => BitConverter.ToUInt16(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(name)));

    private sealed record Tries(int Row, int Today, DateTimeOffset DayBegan, DateTimeOffset Until);
}
