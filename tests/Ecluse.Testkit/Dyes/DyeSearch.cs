namespace Ecluse.Testkit.Dyes;

/// <summary>
/// Looks for dyes in bytes: as they are (UTF-8, UTF-16, Windows-1252; any of three cases), and under layers of
/// percent, form, JSON, HTML and mail (quoted-printable) escapes, hexadecimal, base64 at any offset, and gzip, zlib, zstd and brotli frames,
/// nested to a depth of <see cref="DepthMax"/>.
/// </summary>
/// <remarks>
/// It does not see: what is encrypted, raw deflate without a header, dictionaries, brotli that begins in the middle of
/// one write of a large stream, a value cut in two by something between its halves, a value changed otherwise than
/// in case.
/// </remarks>
public sealed class DyeSearch(IEnumerable<Dye> dyes)
{
    /// <summary>How many layers are taken off one another.</summary>
    public const int DepthMax = 4;

    private readonly DyePatterns patterns = new(dyes);

    /// <summary>Every dye of the bytes, once for each place and layer it was first seen at.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="where">How a finding names them.</param>
    /// <param name="starts">Offsets at which a write began; brotli frames of large streams are looked for there.</param>
    public IReadOnlyList<DyeFinding> Find(byte[] data, string where, IReadOnlyCollection<int>? starts = null)
    {
        var findings = new Dictionary<(string Dye, string Layers), DyeFinding>();
        Walk(data, "", 0, guessed: false);
        return [.. findings.Values];

        void Walk(byte[] bytes, string layers, int depth, bool guessed)
        {
            patterns.Find(bytes, (dye, encoding, at) => findings.TryAdd(
                (dye, Kinds(layers)), new DyeFinding(dye, where, $"{layers}{encoding}@{at}")));
            if (depth == DepthMax || bytes.Length < Dye.LengthMin)
            {
                return;
            }

            foreach (var (layer, inner) in TextLayers.Of(bytes).Concat(CompressedLayers.Marked(bytes)))
            {
                Walk(inner, $"{layers}{layer} › ", depth + 1, guessed);
            }

            // Once is enough: nonsense read as brotli gives more nonsense, and so on without end.
            foreach (var (layer, inner) in guessed ? [] : CompressedLayers.Guessed(bytes, depth == 0 ? starts : []))
            {
                Walk(inner, $"{layers}{layer} › ", depth + 1, guessed: true);
            }
        }
    }

    // A dye in a thousand lines of one log is one finding: offsets do not make another.
    private static string Kinds(string layers) =>
        string.Join(' ', layers.Split(" › ").Select(layer => layer.Split('@')[0]));
}
