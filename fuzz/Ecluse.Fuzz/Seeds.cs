using System.Text;

namespace Ecluse.Fuzz;

/// <summary>Inputs to begin with that stand in the repository: test vectors and samples, as resources of this program.</summary>
internal static class Seeds
{
    /// <summary>Files of a folder of seeds, in the order of their names.</summary>
    public static IEnumerable<byte[]> Of(string folder) => typeof(Seeds).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith($"seeds/{folder}/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(Read);

    /// <summary>Bytes of a text.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Read(string name)
    {
        using var stream = typeof(Seeds).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
