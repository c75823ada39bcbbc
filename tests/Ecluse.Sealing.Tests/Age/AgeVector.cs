using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ecluse.Age;

/// <summary>One file of vectors: keys and values, an empty line, a sealed file.</summary>
internal sealed record AgeVector(string Name, string Expect, string? Payload, bool Armored, byte[] File)
{
    public List<string> Identities { get; } = [];

    public List<string> Passphrases { get; } = [];

    public static string PublicFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../../../shared/samples/age-testkit/testdata"));

    public static string OwnFolder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../testdata/age"));

    public static IEnumerable<string> Names(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Where(path => !path.EndsWith(".md", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
            : [];

    public static AgeVector Read(string folder, string name)
    {
        var bytes = System.IO.File.ReadAllBytes(Path.Combine(folder, name));
        var end = bytes.AsSpan().IndexOf("\n\n"u8);
        var lines = Encoding.UTF8.GetString(bytes, 0, end).Split('\n').Select(line => line.Split(": ", 2)).ToList();
        var unknown = lines.Select(line => line[0]).Except(Keys).ToList();
        Assert.True(unknown.Count == 0, $"{name} has unknown keys: {string.Join(", ", unknown)}");

        string? Value(string key) => lines.Find(line => line[0] == key)?[1];
        var vector = new AgeVector(
            name, Value("expect")!, Value("payload"), Value("armored") == "yes",
            Value("compressed") is null ? bytes[(end + 2)..] : Inflate(bytes[(end + 2)..]));
        vector.Identities.AddRange(lines.Where(line => line[0] == "identity").Select(line => line[1]));
        vector.Passphrases.AddRange(lines.Where(line => line[0] == "passphrase").Select(line => line[1]));
        return vector;
    }

    private static readonly string[] Keys =
        ["expect", "payload", "identity", "passphrase", "armored", "file key", "comment", "compressed"];

    private static byte[] Inflate(byte[] compressed)
    {
        using var inflated = new MemoryStream();
        using var stream = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        stream.CopyTo(inflated);
        return inflated.ToArray();
    }
}
