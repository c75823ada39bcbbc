using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Breaches;

/// <summary>A duty after a breach, as its file says it: who owes what to whom, from when, until when, and where that is written.</summary>
/// <param name="Id">Short id, the file's name: <c>gdpr-33-1</c>.</param>
/// <param name="Version">Raised with each change of the file.</param>
/// <param name="Who">Who owes it.</param>
/// <param name="Starts">The instant from which it runs.</param>
/// <param name="Hours">How long, in hours of 3,600 seconds; null for "without undue delay".</param>
/// <param name="Applies">When it is owed.</param>
/// <param name="DoneBy">The field whose entry ends it.</param>
/// <param name="Title">What is owed.</param>
/// <param name="To">To whom.</param>
/// <param name="Source">Where it is written.</param>
/// <param name="Checked">The day on which the file was compared with its source.</param>
public sealed record Duty(
    string Id, int Version, DutyBearer Who, DutyStart Starts, int? Hours, DutyCondition Applies, string DoneBy, Text Title, Text To,
    string Source, DateOnly Checked)
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>: not such a file; <c>BREACH-011</c>: it names a field that there is not.</exception>
    public static Duty Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, DutyBook.Schema);
        var done = tree.Text("done-by")!;
        return BreachFields.Find(done) is { Kind: FieldKind.Instant }
            ? new Duty(
                tree.Text("id")!, (int)tree.Integer("version")!, Enum.Parse<DutyBearer>(tree.Text("who")!, ignoreCase: true),
                Enum.Parse<DutyStart>(tree.Text("starts")!, ignoreCase: true), (int?)tree.Integer("hours"),
                Enum.Parse<DutyCondition>(tree.Text("applies")!.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), done,
                Both(tree.Mapping("title")!), Both(tree.Mapping("to")!), tree.Text("source")!,
                DateOnly.ParseExact(tree.Text("checked")!, "yyyy-MM-dd", null))
            : throw BreachErrors.DutyNamesNoField(file);
    }

    private static Text Both(DocumentMapping text) => new(text.Text("en")!, text.Text("fr")!);
}

/// <summary>Who owes a duty.</summary>
public enum DutyBearer
{
    /// <summary>Whoever processes for the controller (GDPR 33(2)).</summary>
    Processor,

    /// <summary>The controller.</summary>
    Controller,
}

/// <summary>From when a duty runs.</summary>
public enum DutyStart
{
    /// <summary>From when the processor is aware; for a controller alone, its own awareness.</summary>
    Aware,

    /// <summary>From when the controller knows: it was told, or knew otherwise.</summary>
    Told,
}

/// <summary>When a duty is owed.</summary>
public enum DutyCondition
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>Unless the controller has written why a risk is unlikely (GDPR 33(1)).</summary>
    UnlessRiskUnlikely,

    /// <summary>Where the severity is important or maximal (GDPR 34(1)), unless a ground of 34(3) stands.</summary>
    HighRisk,

    /// <summary>Where somebody has said that NIS2 applies.</summary>
    Nis2,
}

/// <summary>The duties that stand in files: Écluse's own, and an installation's in place of those with the same id.</summary>
public static class DutyBook
{
    private const string Resources = "Ecluse.Breaches.Duties.";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private static readonly Lazy<DocumentSchema> Shape = new(() => DocumentSchema.FromResource(typeof(DutyBook).Assembly, "duty.schema.json"));

    internal static DocumentSchema Schema => Shape.Value;

    /// <summary>The duties that a breach opened now comes under.</summary>
    /// <param name="folder">An installation's own files, <c>*.yaml</c>; null or missing for none.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>, <c>BREACH-011</c>: a file of the folder is none.</exception>
    public static IReadOnlyList<Duty> Read(string? folder)
    {
        var duties = Own().ToDictionary(duty => duty.Id);
        if (folder is not null && Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal))
            {
                var duty = Duty.Read(Path.GetFileName(file), File.ReadAllBytes(file));
                duties[duty.Id] = duty;
            }
        }

        return [.. duties.Values.OrderBy(duty => duty.Id, StringComparer.Ordinal)];
    }

    /// <summary>Duties as a breach keeps them.</summary>
    public static string Write(IReadOnlyList<Duty> duties) => JsonSerializer.Serialize(duties, Json);

    /// <summary>Duties as a breach kept them.</summary>
    public static IReadOnlyList<Duty> Kept(string json) => JsonSerializer.Deserialize<List<Duty>>(json, Json)!;

    private static IEnumerable<Duty> Own()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Resources, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return Duty.Read(name[Resources.Length..], Encoding.UTF8.GetBytes(reader.ReadToEnd()));
        }
    }
}
