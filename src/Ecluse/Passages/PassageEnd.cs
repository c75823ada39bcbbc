using Ecluse.Acts;

namespace Ecluse.Passages;

/// <summary>From the intent to stop or to erase on, a run writes nothing more: what may still be journaled stands here.</summary>
public static class PassageEnd
{
    /// <summary>Announces a stop.</summary>
    public const string Stopping = "passage.stopping";

    /// <summary>Acts that announce the end.</summary>
    public static IReadOnlyList<string?> Intents { get; } = [Stopping, "passage.erasing"];

    private static readonly HashSet<string> Acts =
    [
        Stopping, "passage.stopped", "parcel.sweeping", "parcel.swept", "passage.erasing", "passage.erased", "intent.abandoned",
        "alert.raised", "alert.closed", "destruction.stated", "key.destroyed",
    ];

    /// <summary>Refuses what a run would still do.</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-017</c>, <c>PASSAGE-016</c>.</exception>
    public static void Refuse(PassageState state, string? intent, Act act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var ends = Intents.Contains(intent) || state == PassageState.Stopped;
        if (state == PassageState.Erased || (ends && !Acts.Contains(act.Name)))
        {
            throw PassageErrors.Ending();
        }

        if (act.Name == Stopping && state == PassageState.Accepted)
        {
            throw PassageErrors.AcceptedAlready();
        }
    }
}
