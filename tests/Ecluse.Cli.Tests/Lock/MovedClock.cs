namespace Ecluse.Cli.Lock;

/// <summary>The machine's clock, moved by a test.</summary>
internal sealed class MovedClock : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
