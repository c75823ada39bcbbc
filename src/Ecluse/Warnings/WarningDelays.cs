using System.Globalization;
using System.Reflection;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Warnings;

/// <summary>How long a warning may wait, as a file says it: each delay with its source. A change of law is another file.</summary>
/// <param name="Version">Number of the file; a warning keeps the one that it began with.</param>
/// <param name="ReadOn">Day on which the sources were read.</param>
/// <param name="All">The delays.</param>
public sealed record WarningDelays(int Version, DateOnly ReadOn, IReadOnlyList<WarningDelay> All)
{
    private const string Start = "Ecluse.Warnings.Deadlines.";

    private static readonly Dictionary<int, WarningDelays> Versions = Load().ToDictionary(file => file.Version);

    /// <summary>The newest file.</summary>
    public static WarningDelays Current { get; } = Versions.Values.MaxBy(file => file.Version)!;

    /// <summary>The file of a version.</summary>
    public static WarningDelays OfVersion(int version) => Versions[version];

    /// <summary>The delay of a clock for a kind of source.</summary>
    public WarningDelay Of(WarningClockKind clock, WarningSource source) =>
        All.Single(delay => delay.Clock == clock && delay.ForAuthority == (source == WarningSource.Authority));

    internal static WarningDelays Read(string file, ReadOnlySpan<byte> bytes)
    {
        var root = YamlDocument.Read(file, bytes, DocumentSchema.FromResource(typeof(WarningDelays).Assembly, "warnings.schema.json"));
        return new(
            (int)root.Integer("version")!, DateOnly.ParseExact(root.Text("read-on")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            [.. root.Sequence("delays")!.Mappings.Select(one => new WarningDelay(
                WarningWords.Parse<WarningClockKind>(one.Text("clock"))!.Value, one.Boolean("authority")!.Value,
                (int)one.Integer("hours")!, (int)one.Integer("days")!, (int)one.Integer("months")!, new Text(one.Text("source")!, one.Text("source-fr")!)))]);
    }

    private static IEnumerable<WarningDelays> Load()
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

/// <summary>One delay.</summary>
/// <param name="Clock">Of which clock.</param>
/// <param name="ForAuthority">For an authority's warnings, or for everybody else's.</param>
/// <param name="Hours">Consecutive hours; week-ends count.</param>
/// <param name="Days">Days, to the same time in France; week-ends count.</param>
/// <param name="Months">Months, to the same day and time in France; the month's last day where it has no such day.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record WarningDelay(WarningClockKind Clock, bool ForAuthority, int Hours, int Days, int Months, Text Source)
{
    private static readonly TimeZoneInfo France = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>When it ends for what was received at an instant: never later than the end of the day that the law reckons.</summary>
    public DateTimeOffset EndOf(DateTimeOffset received)
    {
        // Consecutive hours go by no wall clock, which shows one hour of October twice.
        if (Days == 0 && Months == 0)
        {
            return received.ToUniversalTime().AddHours(Hours);
        }

        var there = TimeZoneInfo.ConvertTime(received, France).DateTime.AddMonths(Months).AddDays(Days);
        return new DateTimeOffset(there, France.GetUtcOffset(there)).ToUniversalTime().AddHours(Hours);
    }
}
