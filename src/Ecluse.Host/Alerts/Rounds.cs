namespace Ecluse.Host.Alerts;

/// <summary>
/// When the watch made its last rounds, by the time that passed and not by the wall: a server whose watch stands still says so at <c>/health</c>, where
/// somebody outside asks.
/// </summary>
internal sealed class Rounds(TimeProvider clock)
{
    /// <summary>How long a round may be away.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    private readonly long[] last = [-1, -1];

    /// <summary>From now on rounds are expected; before, by a server that makes none, they are not.</summary>
    public void Begin()
    {
        Set(Round.Watch);
        Set(Round.Alerts);
    }

    /// <summary>A round was made.</summary>
    public void Made(Round round)
    {
        if (Interlocked.Read(ref last[(int)round]) >= 0)
        {
            Set(round);
        }
    }

    /// <summary>Whether the last of each was made within the time.</summary>
    public bool IsAlive => IsAliveOf(Round.Watch) && IsAliveOf(Round.Alerts);

    private bool IsAliveOf(Round round) => Interlocked.Read(ref last[(int)round]) is var at && (at < 0 || clock.GetElapsedTime(at) <= Within);

    private void Set(Round round) => Interlocked.Exchange(ref last[(int)round], clock.GetTimestamp());
}

/// <summary>The rounds that a server makes.</summary>
internal enum Round
{
    /// <summary>Events to their rules.</summary>
    Watch,

    /// <summary>Alerts to people.</summary>
    Alerts,
}
