using System.Runtime.CompilerServices;

namespace Ecluse.Testkit;

/// <summary>Sample data that nobody here wrote; it stands beside the repository and is never copied into it.</summary>
public static class Samples
{
    /// <summary>Full path of a folder under <c>../shared/samples</c>, or null where it is missing.</summary>
    public static string? Find(string name, [CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var samples = Path.Combine(folder, "shared", "samples", name);
            if (Directory.Exists(samples))
            {
                return samples;
            }
        }

        return null;
    }
}
