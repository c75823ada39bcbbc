using System.Text.Json;
using Ecluse.Host.Composition;
using Ecluse.SamplePages;
using Ecluse.Storage;

namespace Ecluse.Host.SampleTargets;

/// <summary>Where the demonstration leaves what its invented new system holds; no other data folder has this file.</summary>
internal static class SampleTargetFile
{
    /// <summary>Its path in a data folder.</summary>
    public static string In(string data) => Path.Combine(data, "sample-target.json");

    /// <summary>What is in it; null where there is none.</summary>
    public static async Task<SampleTarget?> ReadAsync(DataFolder data, CancellationToken cancellation)
    {
        if (!File.Exists(In(data.Path)))
        {
            return null;
        }

        await using var file = File.OpenRead(In(data.Path));
        return await JsonSerializer.DeserializeAsync<SampleTarget>(file, cancellationToken: cancellation);
    }
}
