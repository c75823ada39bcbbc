using System.Globalization;
using System.Reflection;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Erasure;

/// <summary>How long closed warnings, breaches and alerts are kept, as a file says it: each time with its source. A change of law is another file.</summary>
/// <param name="Version">Number of the file.</param>
/// <param name="ReadOn">Day on which the sources were read.</param>
/// <param name="All">The times.</param>
public sealed record KeepingTimes(int Version, DateOnly ReadOn, IReadOnlyList<KeepingTime> All)
{
    /// <summary>The sealed words of a warning.</summary>
    public const string WarningWords = "warning-words";

    /// <summary>A warning without its words.</summary>
    public const string Warning = "warning";

    /// <summary>A breach with its dossier.</summary>
    public const string Breach = "breach";

    /// <summary>What people typed about an alert.</summary>
    public const string AlertWords = "alert-words";

    /// <summary>An alert without those words, with its notifications.</summary>
    public const string Alert = "alert";

    /// <summary>A notification of nothing that is there any more.</summary>
    public const string Notice = "notice";

    /// <summary>A hold is at most this long at a time (rule 8).</summary>
    public static readonly TimeSpan HoldMax = TimeSpan.FromDays(90);

    private const string Start = "Ecluse.Erasure.Keeping.";

    /// <summary>The newest file.</summary>
    public static KeepingTimes Current { get; } = Load().MaxBy(file => file.Version)!;

    /// <summary>The time of a thing.</summary>
    public KeepingTime Of(string what) => All.Single(one => one.What == what);

    /// <summary>Whether a hold may be said: before the date that it moves, to a later one, for at most 90 days from now.</summary>
    public static bool MayHold(DateTimeOffset due, DateTimeOffset until, DateTimeOffset now) => now < due && until > due && until <= now + HoldMax;

    /// <summary>An instant as acts write it.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    internal static KeepingTimes Read(string file, ReadOnlySpan<byte> bytes)
    {
        var root = YamlDocument.Read(file, bytes, DocumentSchema.FromResource(typeof(KeepingTimes).Assembly, "keeping.schema.json"));
        return new(
            (int)root.Integer("version")!, DateOnly.ParseExact(root.Text("read-on")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            [.. root.Sequence("keep")!.Mappings.Select(one => new KeepingTime(one.Text("what")!, (int)one.Integer("months")!, new Text(one.Text("source")!, one.Text("source-fr")!)))]);
    }

    private static IEnumerable<KeepingTimes> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            using var bytes = new MemoryStream();
            using var resource = assembly.GetManifestResourceStream(name)!;
            resource.CopyTo(bytes);
            yield return Read(name, bytes.ToArray());
        }
    }
}

/// <summary>How long one kind of thing is kept.</summary>
/// <param name="What">Which, of the names above.</param>
/// <param name="Months">Months from its closing, to the same day and time in UTC; the month's last day where it has no such day.</param>
/// <param name="Source">Where that comes from.</param>
public sealed record KeepingTime(string What, int Months, Text Source)
{
    /// <summary>When it is erased, for what was closed at an instant.</summary>
    public DateTimeOffset EndOf(DateTimeOffset closed) => closed.ToUniversalTime().AddMonths(Months);

    /// <summary>Nothing that was closed after this instant can be due: for a first choice in a query, which <see cref="EndOf"/> then makes exact.</summary>
    /// <remarks>Four days later than months counted back, because a month's last day stands for days that a month does not have.</remarks>
    public DateTimeOffset ClosedByNow(DateTimeOffset now) => now.ToUniversalTime().AddMonths(-Months).AddDays(4);
}
