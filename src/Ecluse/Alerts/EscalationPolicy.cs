using System.Globalization;
using System.Reflection;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Alerts;

/// <summary>Who is told of an alert when, as a file says it. An alert keeps the text it began with.</summary>
/// <param name="Sha256">Hash of the file's exact bytes: its version.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Levels">What it says for each level.</param>
public sealed record EscalationPolicy(string Sha256, ReadOnlyMemory<byte> Bytes, IReadOnlyDictionary<AlertLevel, LevelPolicy> Levels)
{
    /// <summary>Longest file.</summary>
    public const int BytesMax = 64 * 1024;

    private const string ShippedName = "Ecluse.Alerts.escalation.yaml";

    private static readonly DocumentSchema Schema = DocumentSchema.FromResource(typeof(EscalationPolicy).Assembly, "escalation.schema.json");

    /// <summary>The one that comes with Écluse.</summary>
    public static EscalationPolicy Shipped { get; } = Read(ShippedName, ShippedBytes());

    /// <summary>What it says for a level.</summary>
    public LevelPolicy Of(AlertLevel level) => Levels[level];

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="EcluseException"><c>DOC-…</c>: not such a file; <c>ALERT-020</c>: a last step that is not the laboratory's; with the line.</exception>
    public static EscalationPolicy Read(string file, ReadOnlyMemory<byte> bytes)
    {
        var root = YamlDocument.Read(file, bytes.Span, Schema);
        var problems = new ProblemList(file);
        var levels = new Dictionary<AlertLevel, LevelPolicy>();
        foreach (var level in Enum.GetValues<AlertLevel>())
        {
            levels[level] = ReadLevel(level, root.Mapping("levels")!.Mapping(AlertWords.Name(level))!, problems);
        }

        problems.ThrowIfAny();
        return new(Sha256Hex.Of(bytes.Span), bytes, levels);
    }

    private static LevelPolicy ReadLevel(AlertLevel level, DocumentMapping one, ProblemList problems)
    {
        var steps = one.Sequence("steps")!.Mappings.Select(Step).ToList();
        if (!steps[^1].IsOutside)
        {
            problems.Add("ALERT-020", one, new(
                "the last step is the laboratory's data protection officer (controller-dpo) and nobody of the vendor's: an alert reaches the controller at last",
                "la dernière étape est le délégué à la protection des données du laboratoire (controller-dpo), sans personne du prestataire : une alerte finit par atteindre le responsable de traitement"));
        }

        var secondPerson = one.Boolean("second-person")!.Value;
        if (level >= AlertLevel.High && !secondPerson)
        {
            problems.Add("ALERT-021", one, new(
                "nobody closes a high or critical alert alone: second-person is true there", "personne ne clôt seul une alerte élevée ou critique : second-person y vaut true"));
        }

        return new(Delay(one.Text("act-within")!), secondPerson, steps);
    }

    private static EscalationStep Step(DocumentMapping one) => new(
        Delay(one.Text("wait")!), [.. one.Texts("to").Select(EscalationTarget.Parse)], one.Texts("also"));

    // 15m, 4h, 3d: the schema has seen to the form.
    private static TimeSpan Delay(string text)
    {
        var count = int.Parse(text[..^1], CultureInfo.InvariantCulture);
        return text[^1] switch { 'm' => TimeSpan.FromMinutes(count), 'h' => TimeSpan.FromHours(count), _ => TimeSpan.FromDays(count) };
    }

    private static byte[] ShippedBytes()
    {
        using var bytes = new MemoryStream();
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(ShippedName)!;
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}

/// <summary>What a policy says for one level.</summary>
/// <param name="ActWithin">After an acknowledgement or an act, the next useful act comes within this, or the escalation begins again.</param>
/// <param name="SecondPerson">Whether two persons close it.</param>
/// <param name="Steps">Who is told, in order; the last is outside the vendor.</param>
public sealed record LevelPolicy(TimeSpan ActWithin, bool SecondPerson, IReadOnlyList<EscalationStep> Steps)
{
    /// <summary>The step of a number: beyond the last one, the last one again.</summary>
    public EscalationStep Step(int number) => Steps[Math.Min(number, Steps.Count - 1)];

    /// <summary>Whether a number is the last step's, or that of a reminder of it.</summary>
    public bool IsLast(int number) => number >= Steps.Count - 1;
}

/// <summary>One step.</summary>
/// <param name="Wait">How long the next step waits after it; after how long the last one comes again.</param>
/// <param name="To">Whom it tells.</param>
/// <param name="Also">Names of webhooks and syslog receivers of <c>notifications.yaml</c> that hear of it too.</param>
public sealed record EscalationStep(TimeSpan Wait, IReadOnlyList<EscalationTarget> To, IReadOnlyList<string> Also)
{
    /// <summary>Whether it tells the laboratory's data protection officer, and nobody of the vendor's.</summary>
    public bool IsOutside => To.All(target => target.IsController) && To.Any(target => target.Name == EscalationTarget.Outside);
}

/// <summary>Whom a step tells: those with a role, at the house or at the controller, or one person.</summary>
/// <param name="Name">As the file has it: <c>security-officer</c>, <c>controller-dpo</c>, <c>person:…</c>.</param>
/// <param name="Role">Role, by its name; null for a person.</param>
/// <param name="IsController">Whether it is the controller's people.</param>
public sealed record EscalationTarget(string Name, string? Role, bool IsController)
{
    /// <summary>The laboratory's data protection officer: the end of every policy.</summary>
    public const string Outside = "controller-dpo";

    private const string AtController = "controller-";

    /// <summary>Reads one, of the form that the schema has seen to.</summary>
    public static EscalationTarget Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith("person:", StringComparison.Ordinal) ? new(name, null, IsController: false)
            : name.StartsWith(AtController, StringComparison.Ordinal) ? new(name, name[AtController.Length..], IsController: true)
            : new(name, name, IsController: false);
    }
}
