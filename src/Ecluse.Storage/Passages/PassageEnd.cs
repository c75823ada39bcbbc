using Ecluse.Acts;
using Ecluse.Passages;

namespace Ecluse.Storage.Passages;

/// <summary>From the intent to stop or to erase on, a run writes nothing more: what may still be journaled stands here.</summary>
internal static class PassageEnd
{
    public const string Stopping = "passage.stopping";

    /// <summary>Acts that announce the end.</summary>
    public static readonly string?[] Intents = [Stopping, "passage.erasing"];

    private static readonly HashSet<string> Acts =
    [
        Stopping, "passage.stopped", "parcel.sweeping", "parcel.swept", "passage.erasing", "passage.erased", "intent.abandoned",
        "alert.raised", "alert.closed", "destruction.stated", "key.destroyed",
    ];

    /// <summary>Refuses what a run would still do.</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-017</c>, <c>PASSAGE-016</c>.</exception>
    public static void Refuse(PassageRow row, Act act)
    {
        var ends = Intents.Contains(row.IntentName) || row.State == PassageState.Stopped;
        if (row.State == PassageState.Erased || (ends && !Acts.Contains(act.Name)))
        {
            throw PassageErrors.Ending();
        }

        if (act.Name == Stopping && row.State == PassageState.Accepted)
        {
            throw PassageErrors.AcceptedAlready();
        }
    }
}
