namespace Ecluse.Fuzz;

/// <summary>One reader of bytes that somebody else may have written.</summary>
/// <param name="Name">Lower-case words joined by hyphens; the name of its corpus.</param>
/// <param name="Try">
/// Reads the bytes. What it may throw is an <see cref="Errors.EcluseException"/>; a round trip that does not hold is a
/// <see cref="FindingException"/>.
/// </param>
/// <param name="Seeds">Inputs to begin with, well-formed ones among them.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Try, Func<IEnumerable<byte[]>> Seeds)
{
    /// <summary>Most bytes of an input; longer ones are cut.</summary>
    public int LengthMax { get; init; } = 64 << 10;

    /// <summary>Most bytes that reading one input may allocate, garbage included.</summary>
    public long AllocatedMax { get; init; } = 64L << 20;

    /// <summary>Pieces of the format, put in by our own mutations and given to afl-fuzz.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How many inputs the short suite tries for one that a quick target takes.</summary>
    public int Slowness { get; init; } = 1;
}
