using Ecluse.Errors;

namespace Ecluse.Writing;

/// <summary>The time zone in which a page tells its instants, with the name under which it says so, once.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Name">Its name in a sentence: <c>Paris time</c>, <c>heure de Paris</c>.</param>
public sealed record PageZone(TimeZoneInfo Zone, Text Name)
{
    /// <summary>Universal time.</summary>
    public static PageZone Utc { get; } = new(TimeZoneInfo.Utc, new Text("universal time (UTC)", "temps universel (UTC)"));

    /// <summary>A zone named after the town of its IANA name: <c>Europe/Paris</c>, <c>America/Port-au-Prince</c>.</summary>
    public static PageZone Of(TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var at = zone.Id.LastIndexOf('/');
        if (at < 0)
        {
            return zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime
                ? Utc
                : new PageZone(zone, new Text($"time zone {zone.Id}", $"fuseau {zone.Id}"));
        }

        var town = zone.Id[(at + 1)..].Replace('_', ' ');
        return new PageZone(zone, new Text($"{town} time", French(town)));
    }

    private static string French(string town) =>
        "AEIOUY".Contains(town[0], StringComparison.Ordinal) ? $"heure d’{town}" : $"heure de {town}";
}
