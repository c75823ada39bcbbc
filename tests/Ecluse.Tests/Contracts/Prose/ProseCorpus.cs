using Ecluse.Testkit;

namespace Ecluse.Contracts.Prose;

/// <summary>The invented contracts, with the verdicts that a person wrote beside them.</summary>
internal static class ProseCorpus
{
    internal sealed record Sample(string Name, byte[] Bytes, bool SetAside, IReadOnlyDictionary<string, ProseVerdict> Expected);

    internal sealed record Disagreement(string Sample, string Point, ProseVerdict Expected, ProseVerdict Found, string? Quote, bool SetAside)
    {
        public override string ToString() => $"{Sample} {Point}: expected {Expected}, found {Found} “{Quote}”";
    }

    internal static readonly IReadOnlyList<Sample> All = [.. Directory
        .EnumerateFiles(RepositoryRoot.Of("samples", "contracts", "prose"))
        .Where(ProseCheck.Takes).Where(path => Path.GetFileName(path) != "README.md").Order(StringComparer.Ordinal).Select(Load)];

    internal static Sample Named(string start) => All.Single(sample => sample.Name.StartsWith(start, StringComparison.Ordinal));

    internal static IEnumerable<Disagreement> Compare(Sample sample, ProseReport report) => report.Findings
        .Where(finding => finding.Verdict != sample.Expected[finding.Point.Id])
        .Select(finding => new Disagreement(
            sample.Name, finding.Point.Id, sample.Expected[finding.Point.Id], finding.Verdict, finding.Quote, sample.SetAside));

    private static Sample Load(string path)
    {
        var lines = File.ReadAllLines(Path.ChangeExtension(path, ".expected.yaml"));
        var expected = lines.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).Select(line => line.Split(':', StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => Enum.Parse<ProseVerdict>(pair[1], ignoreCase: true), StringComparer.Ordinal);
        return new(Path.GetFileName(path), File.ReadAllBytes(path), lines[0] == "set-aside: true", expected);
    }
}
