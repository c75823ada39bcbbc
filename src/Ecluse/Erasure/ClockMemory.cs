namespace Ecluse.Erasure;

/// <summary>
/// What this machine last knew of the time, to notice a clock that was set forward: an erasure cannot be taken back, so it
/// waits until two witnesses agree, at most an hour of real running time (design, section 8).
/// </summary>
/// <remarks>
/// The witnesses on one machine are the wall clock and the time that the machine has run since the last verb, which nobody
/// sets. After a restart only the last known instant is left: then everything beyond an hour is in doubt.
/// </remarks>
/// <param name="Wall">The instant believed when last looked at.</param>
/// <param name="RunningMs">The machine's running time then, in milliseconds.</param>
/// <param name="Boot">Which start of the machine that running time counts from.</param>
/// <param name="DoubtedMs">Running time since the wall clock is in doubt; null when it is not.</param>
public sealed record ClockMemory(DateTimeOffset Wall, long RunningMs, string Boot, long? DoubtedMs)
{
    /// <summary>A jump of more than this is in doubt, for at most this much running time.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    /// <summary>Whether erasing waits.</summary>
    public bool IsDoubted => DoubtedMs is not null;

    /// <summary>Looks at the clock again.</summary>
    /// <param name="before">What was known; null the first time.</param>
    /// <param name="wall">What the wall clock says.</param>
    /// <param name="runningMs">The machine's running time, in milliseconds.</param>
    /// <param name="boot">Which start of the machine it counts from.</param>
    public static ClockMemory Look(ClockMemory? before, DateTimeOffset wall, long runningMs, string boot)
    {
        var ran = before is not null && before.Boot == boot && runningMs >= before.RunningMs ? runningMs - before.RunningMs : 0;
        var expected = before is null ? wall : before.Wall + TimeSpan.FromMilliseconds(ran);
        var doubted = before?.DoubtedMs is { } since ? since + ran : 0;
        return wall - expected <= Tolerance || doubted >= (long)Tolerance.TotalMilliseconds
            ? new ClockMemory(wall, runningMs, boot, null)
            : new ClockMemory(expected, runningMs, boot, doubted);
    }
}
