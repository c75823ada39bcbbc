using System.Collections.Concurrent;

namespace Ecluse.Host.Watch;

/// <summary>Lets the same thing through once in a while.</summary>
/// <param name="every">How often.</param>
/// <param name="clock">What time it is.</param>
internal sealed class Seldom(TimeSpan every, TimeProvider clock)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> last = new(StringComparer.Ordinal);

    /// <summary>Whether it is time for a thing.</summary>
    public bool Is(string thing)
    {
        var now = clock.GetUtcNow();
        if (last.TryGetValue(thing, out var before) && now - before < every && now >= before)
        {
            return false;
        }

        if (last.Count >= Most)
        {
            last.Clear();
        }

        last[thing] = now;
        return true;
    }
}
