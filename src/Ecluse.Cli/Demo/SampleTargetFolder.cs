using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.SampleTargets;
using Ecluse.SamplePages;

namespace Ecluse.Cli.Demo;

/// <summary>
/// The invented new system as a folder of pages beside the demonstration's others, and as a file of the data folder for the console. Made
/// by the demonstration alone, of people who do not exist.
/// </summary>
internal static class SampleTargetFolder
{
    /// <summary>Writes them, in both languages.</summary>
    /// <returns>Path of the list in the reader's language.</returns>
    public static async Task<string> WriteAsync(DemoStage stage, string folder, Language language, CancellationToken cancellation)
    {
        SampleTarget target;
        await using (var connection = stage.NewSystem.Open())
        {
            target = SampleTargetReading.Read(connection);
        }

        await WholeFile.WriteAsync(SampleTargetFile.In(stage.Data), JsonSerializer.SerializeToUtf8Bytes(target), cancellation);
        var pages = Directory.CreateDirectory(Path.Combine(folder, "kalisil")).FullName;
        foreach (var (name, bytes) in SampleTargetFiles.All(target))
        {
            await File.WriteAllBytesAsync(Path.Combine(pages, name), bytes, cancellation);
        }

        return Path.Combine(pages, SampleTargetFiles.List(language));
    }
}
