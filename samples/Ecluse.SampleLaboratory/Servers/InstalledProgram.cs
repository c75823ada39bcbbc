namespace Ecluse.Samples.Servers;

/// <summary>Where the system keeps its programs; a database server's are often on no path.</summary>
public static class InstalledProgram
{
    private static readonly string[] ExtraFolders = ["/usr/sbin", "/sbin", "/usr/local/sbin"];

    /// <summary>Full path of a program of PATH or of the system's folders; null when there is none.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(ExtraFolders)
        .Concat(Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => folder + "/bin")
            : [])
        .Where(folder => folder.Length > 0)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(IsThere);

    // A link that leads nowhere counts as a file that exists.
    private static bool IsThere(string path) =>
        File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Exists ?? true);
}
