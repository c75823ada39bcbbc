namespace Ecluse.Relational;

/// <summary>
/// A statement may run for hours, so none has a time limit; a wire that was cut says nothing for ever. The system asks the other end of
/// one that is quiet (TCP keep-alive, RFC 9293 section 3.8.4), and tells the driver when nobody answers: within about two minutes of the cut.
/// Bytes under way at the cut are sent again first, for as long as the system does that (about a quarter of an hour on Linux).
/// </summary>
internal static class QuietWire
{
    /// <summary>Seconds of silence before it asks.</summary>
    public const int Seconds = 30;

    /// <summary>Seconds between two questions; the system gives up after its own number of them (nine on Linux).</summary>
    public const int AgainSeconds = 10;
}
