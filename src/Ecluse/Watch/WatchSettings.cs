using System.Reflection;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>How long events are kept: 12 months, unless a file of the installation says otherwise (CNIL recommendation 2021-122).</summary>
/// <param name="KeepMonths">6 to 36; more than 12 has a reason.</param>
public sealed record WatchSettings(int KeepMonths)
{
    /// <summary>Name of the file in the folder of the watch.</summary>
    public const string FileName = "settings.yaml";

    private const int Usual = 12;

    private static readonly Lazy<DocumentSchema> Shape = new(() => DocumentSchema.FromResource(Assembly.GetExecutingAssembly(), "watch-settings.schema.json"));

    /// <summary>The settings of a folder.</summary>
    /// <param name="folder">The installation's folder of the watch; may be missing.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>: not such a file; <c>WATCH-008</c>: more than 12 months without a reason.</exception>
    public static WatchSettings Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return new WatchSettings(Usual);
        }

        var tree = YamlDocument.Read(FileName, File.ReadAllBytes(file), Shape.Value);
        var months = (int)tree.Integer("keep-months")!;
        return months <= Usual || tree.Has("reason") ? new WatchSettings(months) : throw WatchErrors.NoReasonToKeep();
    }

    /// <summary>How long that is, counted back from an instant.</summary>
    public TimeSpan Keep(DateTimeOffset now) => now - now.AddMonths(-KeepMonths);
}
