namespace Ecluse.Testkit;

/// <summary>Data nobody here wrote, kept beside the repository in <c>../shared/samples</c> and never inside it.</summary>
public static class SampleFolder
{
    /// <summary>Full path of a folder of samples, or null where it is missing.</summary>
    public static string? Find(string name) => Place(name) is { } path && Directory.Exists(path) ? path : null;

    /// <summary>The folder of samples with this name; the test is skipped by that name when it is not there.</summary>
    public static string Folder(string name) => Find(name) ?? Missing(name);

    /// <summary>One file of the samples; the test is skipped by that name when it is not there.</summary>
    public static string File(string name) =>
        Place(name) is { } path && System.IO.File.Exists(path) ? path : Missing(name);

    private static string Place(string name) =>
        Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "samples", name));

    private static string Missing(string name)
    {
        Assert.Skip($"shared/samples/{name} is not there");
        return name;
    }
}
