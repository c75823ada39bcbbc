using System.Reflection;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>The rules of an installation: Écluse's own, and its own files in place of those with the same id.</summary>
public static class RuleBook
{
    /// <summary>How a rule's file ends.</summary>
    public const string RuleEnding = ".rule.yaml";

    /// <summary>How the file of its cases ends.</summary>
    public const string CasesEnding = ".cases.yaml";

    private const string Resources = "Ecluse.Watch.Rules.";

    /// <summary>Every rule that watches, by id.</summary>
    /// <param name="folder">An installation's own files; null or missing for none.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>, <c>WATCH-…</c>: a file of the folder is no rule.</exception>
    public static IReadOnlyList<WatchRule> Read(string? folder) => [.. ReadFiles(folder).Select(one => one.Rule)];

    /// <summary>Every rule that watches with its cases, by id; a rule without a file of cases has none.</summary>
    /// <param name="folder">An installation's own files; null or missing for none.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>, <c>WATCH-…</c>: a file of the folder is no rule, or no cases.</exception>
    public static IReadOnlyList<(WatchRule Rule, IReadOnlyList<RuleCase> Cases)> ReadFiles(string? folder) =>
        [.. All(folder).Where(one => !one.Rule.IsOff).Select(one => (one.Rule, one.Cases))];

    /// <summary>Every rule, those that are switched off too, and where each comes from, by id.</summary>
    /// <param name="folder">An installation's own files; null or missing for none.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>, <c>WATCH-…</c>: a file of the folder is no rule.</exception>
    public static IReadOnlyList<RuleInForce> InForce(string? folder)
    {
        var shipped = Own().Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        return [.. All(folder).Select(one => new RuleInForce(one.Rule, !one.IsHere ? RuleStanding.BuiltIn
            : one.Rule.IsOff ? RuleStanding.Off
            : shipped.Contains(one.Rule.Id + RuleEnding) ? RuleStanding.Replaced : RuleStanding.Own))];
    }

    private static List<(WatchRule Rule, IReadOnlyList<RuleCase> Cases, bool IsHere)> All(string? folder)
    {
        var rules = new Dictionary<string, (WatchRule Rule, IReadOnlyList<RuleCase> Cases, bool IsHere)>(StringComparer.Ordinal);
        foreach (var ((name, bytes, cases), isHere) in Own().Select(one => (one, false)).Concat(Of(folder).Select(one => (one, true))))
        {
            var rule = RuleFile.Read(name, bytes);
            if (name != rule.Id + RuleEnding)
            {
                throw WatchErrors.FileName(name, rule.Id);
            }

            rules[rule.Id] = (rule, cases is null ? [] : RuleCase.Read(rule.Id + CasesEnding, cases), isHere);
        }

        return [.. rules.Values.OrderBy(one => one.Rule.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Name, byte[] Bytes, byte[]? Cases)> Own()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources, StringComparison.Ordinal) && name.EndsWith(RuleEnding, StringComparison.Ordinal))
            .Select(name => (name[Resources.Length..], Bytes(assembly, name)!, Bytes(assembly, name[..^RuleEnding.Length] + CasesEnding)));
    }

    private static IEnumerable<(string Name, byte[] Bytes, byte[]? Cases)> Of(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return [];
        }

        return Directory.EnumerateFiles(folder, "*" + RuleEnding).Order(StringComparer.Ordinal).Select(file =>
        {
            var cases = file[..^RuleEnding.Length] + CasesEnding;
            return (Path.GetFileName(file), File.ReadAllBytes(file), File.Exists(cases) ? File.ReadAllBytes(cases) : null);
        });
    }

    private static byte[]? Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
