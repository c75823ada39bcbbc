namespace Ecluse.Cli.Lock;

/// <summary>The machine's clock, moved by a test.</summary>
internal sealed class MovedClock : TimeProvider
{
    /// <summary>How much more time has passed, for the wall and for the machine.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>How far somebody set the wall clock forward.</summary>
    public TimeSpan SetForward { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead + SetForward;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
}
