using System.Xml.Linq;

namespace Ecluse.Tidy;

/// <summary>Which project may reference which, as the design says; a project exists only where something is forbidden.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Ecluse.Sealing"] = [],
        ["Ecluse.Depot.S3"] = ["Ecluse.Sealing"],
        ["Ecluse.Formats"] = ["Ecluse.Sealing"],
        ["Ecluse"] = ["Ecluse.Sealing", "Ecluse.Formats"],
        ["Ecluse.Gates"] = ["Ecluse.Sealing", "Ecluse.Formats", "Ecluse"],
        ["Ecluse.Pages"] = ["Ecluse.Sealing", "Ecluse.Formats", "Ecluse"],
        ["Ecluse.Storage"] = ["Ecluse.Sealing", "Ecluse.Formats", "Ecluse"],
        ["Ecluse.Storage.Sqlite"] = ["Ecluse.Sealing", "Ecluse.Formats", "Ecluse", "Ecluse.Storage"],
        ["Ecluse.Storage.Postgres"] = ["Ecluse.Sealing", "Ecluse.Formats", "Ecluse", "Ecluse.Storage"],
        ["Ecluse.Host"] = ["Ecluse.Sealing", "Ecluse.Depot.S3", "Ecluse.Formats", "Ecluse", "Ecluse.Gates", "Ecluse.Storage", "Ecluse.Pages"],
        ["Ecluse.Gate"] = ["Ecluse.Sealing", "Ecluse.Formats", "Ecluse", "Ecluse.Gates"],
        ["Ecluse.SampleLaboratory"] = ["Ecluse.Sealing", "Ecluse.Formats"],
    };

    private static readonly string[] Executables = ["Ecluse.Cli", "Ecluse.Gate"];

    // What must never come near the code an auditor reads first, nor near the field.
    private static readonly Dictionary<string, string[]> PackagesAllowed = new()
    {
        ["Ecluse.Sealing"] = ["BouncyCastle.Cryptography", "ZstdSharp.Port"],
        ["Ecluse.Formats"] = [],
        ["Ecluse"] = ["YamlDotNet", "NJsonSchema", "PdfPig", "DocumentFormat.OpenXml"],
        ["Ecluse.Pages"] = [],
        ["Ecluse.Depot.S3"] = ["AWSSDK.S3"],
        ["Ecluse.Gate"] = [],
    };

    [Fact]
    public void Each_project_references_only_what_the_table_allows() => Faults.None(
        Projects().SelectMany(project => Forbidden(project.Name, project.References)));

    [Fact]
    public void A_reference_from_the_sealing_to_the_field_would_be_found() => Assert.Equal(
        ["Ecluse.Sealing references Ecluse"], Forbidden("Ecluse.Sealing", ["Ecluse"]));

    [Fact]
    public void Nobody_references_an_executable() => Faults.None(
        Projects().Where(project => !project.Name.Contains("Tests", StringComparison.Ordinal))
            .SelectMany(project => project.References.Intersect(Executables).Select(to => $"{project.Name} → {to}")));

    [Fact]
    public void The_inner_projects_take_only_the_packages_named_here() => Faults.None(
        Projects().Where(project => PackagesAllowed.ContainsKey(project.Name))
            .SelectMany(project => project.Packages.Except(PackagesAllowed[project.Name])
                .Select(package => $"{project.Name} takes {package}")));

    [Fact]
    public void Every_project_stands_in_the_solution() => Faults.None(
        new[] { "src", "samples", "tests" }.SelectMany(folder => Tree.Under(folder, ".csproj"))
            .Where(file => !Tree.Read("Ecluse.slnx").Contains($"\"{file}\"", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_has_its_lock_file() => Faults.None(
        Tree.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(file => Path.GetDirectoryName(file)! + "/packages.lock.json")
            .Except(Tree.Files));

    private static IEnumerable<string> Forbidden(string project, IEnumerable<string> references) =>
        Allowed.TryGetValue(project, out var allowed)
            ? references.Except(allowed).Select(to => $"{project} references {to}")
            : Executables.Contains(project) ? [] : [$"{project} stands in no line of the table"];

    private static IEnumerable<(string Name, string[] References, string[] Packages)> Projects() =>
        Tree.Under("src", ".csproj").Concat(Tree.Under("samples", ".csproj")).Select(file =>
        {
            var project = XDocument.Parse(Tree.Read(file));
            string[] Includes(string element) => project.Descendants(element)
                .Select(item => item.Attribute("Include")!.Value).ToArray();
            return (
                Path.GetFileNameWithoutExtension(file),
                Includes("ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)!).ToArray(),
                Includes("PackageReference"));
        });
}
