using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Months;

/// <summary>A month of the calendar.</summary>
/// <param name="Year">The year, four digits.</param>
/// <param name="Number">1 to 12.</param>
public sealed record CalendarMonth(int Year, int Number)
{
    /// <summary>The month after it.</summary>
    public CalendarMonth Next => Number == 12 ? new(Year + 1, 1) : new(Year, Number + 1);

    /// <summary>Reads <c>2026-10</c>.</summary>
    /// <exception cref="EcluseException"><c>CHECK-004</c>: not a month.</exception>
    public static CalendarMonth Read(string? text) =>
        TryRead(text) ?? throw new EcluseException(
            "CHECK-004",
            new("That is not a month.", "Ce n’est pas un mois."),
            new("Give the year and the month, as 2026-10.", "Donner l’année et le mois, comme 2026-10."),
            ErrorKind.Usage);

    /// <summary>Reads <c>2026-10</c>; null for anything else.</summary>
    public static CalendarMonth? TryRead(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? new(first.Year, first.Month) : null;

    /// <summary>The month that an instant falls into, in a zone.</summary>
    public static CalendarMonth Of(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return new(local.Year, local.Month);
    }

    /// <summary>Its first instant in a zone; it ends with the first instant of the next one.</summary>
    public DateTimeOffset BeginsIn(TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var midnight = new DateTime(Year, Number, 1, 0, 0, 0, DateTimeKind.Unspecified);

        // Where the clock is put forward at midnight, the day begins at one o'clock.
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        // Where it is put back at midnight, the day begins at the earlier of both.
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Year:0000}-{Number:00}";
}
