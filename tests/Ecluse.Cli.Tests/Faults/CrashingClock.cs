using Ecluse.Cli.Lock;

namespace Ecluse.Cli.Faults;

/// <summary>
/// A clock at which a program dies: every act asks what time it is before it is written, so a count of questions is an instant between two
/// acts, the same on any machine. Whoever asks once more learns no more than the first: nothing is written after the crash.
/// </summary>
internal sealed class CrashingClock : TimeProvider
{
    private int questions;

    /// <summary>The question at which it crashes; never where null.</summary>
    public int? At { get; private set; }

    /// <summary>How much more time has passed.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Begins to count anew.</summary>
    public void Set(int? at) => (questions, At) = (0, at);

    public override DateTimeOffset GetUtcNow() => ++questions >= At ? throw new CrashException() : base.GetUtcNow() + Ahead;
}
