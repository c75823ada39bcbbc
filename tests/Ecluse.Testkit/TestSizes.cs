using System.Globalization;
using System.Text.Json;

namespace Ecluse.Testkit;

/// <summary>How much a test does: the column <c>short</c> or <c>long</c> of <c>tests/sizes.json</c>.</summary>
public static class TestSizes
{
    private static readonly JsonDocument Table =
        JsonDocument.Parse(File.ReadAllBytes(RepositoryRoot.Of("tests", "sizes.json")));

    /// <summary>Whether <c>./test --long</c> runs.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("ECLUSE_TEST_SIZE") == "long";

    /// <summary>The seed of this run: that of <c>ECLUSE_TEST_SEED</c>, or 1 when a test is run alone.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ECLUSE_TEST_SEED"), CultureInfo.InvariantCulture, out var seed)
            ? seed
            : 1;

    /// <summary>The size that stands in the table under this name, for this run.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such name.</exception>
    public static int Of(string name) => Table.RootElement.TryGetProperty(name, out var row)
        ? row.GetProperty(IsLong ? "long" : "short").GetInt32()
        : throw new KeyNotFoundException($"tests/sizes.json has no line '{name}'.");

    /// <summary>Writes a figure that <c>./test --long</c> puts into <c>docs/endurance.md</c>.</summary>
    public static void Note(string what, FormattableString figure)
    {
        if (Environment.GetEnvironmentVariable("ECLUSE_TEST_FIGURES") is { Length: > 0 } file)
        {
            File.AppendAllText(file, $"{what}\t{FormattableString.Invariant(figure)}\n");
        }
    }
}
