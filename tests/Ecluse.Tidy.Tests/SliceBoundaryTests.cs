using System.Text.RegularExpressions;

namespace Ecluse.Tidy;

/// <summary>
/// Which folder of the inner projects may name which: a slice knows what it is made from, and nothing of what is made
/// from it. Outer projects are held by <see cref="ProjectReferenceTests"/>.
/// </summary>
public sealed partial class SliceBoundaryTests
{
    // Tiers of the field: what people write; who agrees and the walk of one passage; what watches over all of them.
    // A slice names the tiers before its own and the slices of its own.
    private static readonly string[][] Tiers =
    [
        ["Documents", "Acts"],
        ["Contracts"],
        ["Instructions"],
        ["Approvals", "Plans", "Passages", "Reconciliation", "Erasure", "Certificates", "Spaces"],
        ["Accounts", "Watch", "Alerts", "Notices", "Warnings", "Breaches", "Tracing"],
        ["Checks", "Months"],
    ];

    private static readonly string[] Field = [.. Tiers.SelectMany(tier => tier)];

    private static readonly string[] Formats =
        ["PatientIdentity", "Records", "Fhir", "Hl7v2", "HprimSante", "HprimMedecin", "Csv"];

    private static readonly Dictionary<string, string[]> Sealing = new()
    {
        ["Errors"] = [],
        ["Durability"] = ["Errors"],
        ["Canonical"] = ["Errors"],
        ["Age"] = ["Errors"],
        ["Signatures"] = ["Errors", "Canonical", "Durability"],
        ["Keys"] = ["Errors", "Durability", "Age", "Signatures"],
        ["Depot"] = ["Errors", "Durability", "Age"],
        ["Scratch"] = ["Errors", "Durability"],
        ["Journal"] = ["Errors", "Durability", "Canonical", "Signatures"],
    };

    [Fact]
    public void Each_slice_names_only_slices_it_may_name() => Faults.None(
        Tree.Under("src", ".cs").SelectMany(file => Found(file, Tree.Read(file))).Distinct());

    [Theory]
    [InlineData("src/Ecluse/Contracts/X.cs", "using Ecluse.Passages;")]
    [InlineData("src/Ecluse/Contracts/X.cs", "var x = Passages.Passage.Open();")]
    [InlineData("src/Ecluse/Instructions/X.cs", "Ecluse.Erasure.Certificate c;")]
    [InlineData("src/Ecluse.Formats/Records/X.cs", "using Ecluse.Fhir;")]
    [InlineData("src/Ecluse.Sealing/Age/X.cs", "using Ecluse.Journal;")]
    [InlineData("src/Ecluse.Sealing/Age/X.cs", "using Ecluse.Contracts;")]
    [InlineData("src/Ecluse/Elsewhere/X.cs", "class X;")]
    public void A_slice_that_names_what_it_must_not_is_found(string file, string text) =>
        Assert.NotEmpty(Found(file, text));

    [Theory]
    [InlineData("src/Ecluse/Passages/X.cs", "using Ecluse.Contracts; using Ecluse.Records; using Ecluse.Errors;")]
    [InlineData("src/Ecluse/Contracts/X.cs", "/// names <see cref=\"Ecluse.Passages.Passage\"/> in a comment")]
    public void A_slice_that_names_what_it_may_is_left_alone(string file, string text) =>
        Faults.None(Found(file, text));

    private static IEnumerable<string> Found(string file, string text)
    {
        var parts = file.Split('/');
        var (project, slice) = (parts[1], parts[2]);
        if (parts.Length < 4 || project is not ("Ecluse" or "Ecluse.Formats" or "Ecluse.Sealing"))
        {
            return [];
        }

        return MayName(project, slice) is { } may
            ? Named(text).Where(other => other != slice && IsSlice(other) && !may.Contains(other))
                .Select(other => $"{file} names {other}")
            : [$"{project}/{slice} stands in no line of the table"];
    }

    private static string[]? MayName(string project, string slice) => project switch
    {
        "Ecluse.Sealing" => Sealing.GetValueOrDefault(slice),
        "Ecluse.Formats" => Before(Formats, slice) is { } before ? [.. before, "Errors", "Canonical"] : null,
        _ => Array.FindIndex(Tiers, tier => tier.Contains(slice)) is >= 0 and var tier
            ? [.. Tiers[..(tier + 1)].SelectMany(slices => slices), .. Formats, .. Sealing.Keys]
            : null,
    };

    private static string[]? Before(string[] order, string slice) =>
        Array.IndexOf(order, slice) is >= 0 and var at ? order[..at] : null;

    private static bool IsSlice(string name) => Field.Contains(name) || Formats.Contains(name) || Sealing.ContainsKey(name);

    // Names after the root namespace, and relative ones: `Passages.Passage` resolves from inside `Ecluse.Contracts`.
    private static IEnumerable<string> Named(string text) => text.Split('\n')
        .Select(line => line.Split("//")[0])
        .SelectMany(line => Name().Matches(Quoted().Replace(line, "\"\"")))
        .Select(match => match.Groups[1].Value)
        .Distinct();

    [GeneratedRegex(@"(?:\bEcluse\.|(?<![\w.]))([A-Z]\w+)(?=\.[A-Z]|;)")]
    private static partial Regex Name();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();
}
