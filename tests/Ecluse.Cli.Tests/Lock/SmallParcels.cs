using System.Runtime.CompilerServices;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

/// <summary>A laboratory of sixty patients has several parcels in these tests, as a real one has.</summary>
internal static class SmallParcels
{
    public const string Bytes = "60000";

    /// <summary>Settings with which a process of its own cuts such parcels too.</summary>
    /// <returns>The file, in that folder.</returns>
    public static string Settings(string folder) => Settings(folder, typeof(CommandLine).Assembly.Location);

    /// <summary>The same for another program, given by its assembly.</summary>
    public static string Settings(string folder, string program)
    {
        var settings = Path.Combine(folder, Path.GetFileNameWithoutExtension(program) + ".small.runtimeconfig.json");
        if (!File.Exists(settings))
        {
            File.WriteAllText(settings, File.ReadAllText(Path.ChangeExtension(program, "runtimeconfig.json")).Replace(
                "\"configProperties\": {", $"\"configProperties\": {{ \"{Extraction.ParcelBytesProperty}\": \"{Bytes}\",",
                StringComparison.Ordinal));
        }

        return settings;
    }

    [ModuleInitializer]
    internal static void Set() => AppContext.SetData(Extraction.ParcelBytesProperty, Bytes);
}
