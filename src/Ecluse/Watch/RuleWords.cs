using System.Globalization;
using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>What a condition is, and what it measured, in words: an alert says by itself why it fired.</summary>
public static class RuleWords
{
    private const long Gibibyte = 1L << 30;

    /// <summary>A condition in a line.</summary>
    public static Text Of(Condition condition) => condition switch
    {
        Count count => new($"{count.AtLeast} within {Span(count.Within).English}", $"{count.AtLeast} en {Span(count.Within).French}"),
        Distinct one => new(
            $"{one.AtLeast} different ({Named(one.Of).English}) within {Span(one.Within).English}", $"{one.AtLeast} différents ({Named(one.Of).French}) en {Span(one.Within).French}"),
        Sum sum => new($"{Amount(sum.Of, sum.AtLeast).English} within {Span(sum.Within).English}", $"{Amount(sum.Of, sum.AtLeast).French} en {Span(sum.Within).French}"),
        AboveUsual above => new(
            $"within {Span(above.Within).English}, {above.Times} times the most of the last {Span(above.Usual).English} and at least {Amount(above.Of, above.AtLeast).English}",
            $"en {Span(above.Within).French}, {above.Times} fois le maximum des derniers {Span(above.Usual).French} et au moins {Amount(above.Of, above.AtLeast).French}"),
        FirstSeen first => new(
            $"first time ({Named(first.Of).English}) in {Span(first.Within).English}", $"première fois ({Named(first.Of).French}) en {Span(first.Within).French}"),
        DueWithin { Within: var within } when within <= TimeSpan.FromSeconds(1) => new("once it is over", "dès que c’est passé"),
        DueWithin due => new($"ends within {Span(due.Within).English}", $"prend fin dans les {Span(due.Within).French}"),
        AbsentFor absent => new($"nothing for {Span(absent.Within).English}", $"rien depuis {Span(absent.Within).French}"),
        _ => new("at every one", "à chaque fois"),
    };

    /// <summary>What was measured where a rule fired.</summary>
    internal static Text Measured(Condition condition, Firing firing)
    {
        var limit = Of(condition);
        return condition switch
        {
            Each => new("It happened once; the rule fires at every one.", "C’est arrivé une fois ; la règle réagit à chaque fois."),
            FirstSeen => new($"It was the first time; the rule: {limit.English}.", $"C’était la première fois ; la règle : {limit.French}."),
            DueWithin => new($"Its end: {firing.By.Due:yyyy-MM-dd HH:mm}Z; the rule: {limit.English}.", $"Sa fin : {firing.By.Due:yyyy-MM-dd HH:mm}Z ; la règle : {limit.French}."),
            AbsentFor => new($"Nothing came for {firing.Figure} minutes; the rule: {limit.English}.", $"Rien n’est venu pendant {firing.Figure} minutes ; la règle : {limit.French}."),
            _ => new($"Measured: {firing.Figure}; the rule: {limit.English}.", $"Mesuré : {firing.Figure} ; la règle : {limit.French}."),
        };
    }

    /// <summary>A duration in words.</summary>
    internal static Text Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } when span.Ticks % TimeSpan.TicksPerDay == 0 => new($"{English(span.Days, "day")}", $"{span.Days} j"),
        { TotalHours: >= 1 } when span.Ticks % TimeSpan.TicksPerHour == 0 => new($"{English((int)span.TotalHours, "hour")}", $"{(int)span.TotalHours} h"),
        { TotalMinutes: >= 1 } => new($"{English((int)span.TotalMinutes, "minute")}", $"{(int)span.TotalMinutes} min"),
        _ => new($"{English((int)span.TotalSeconds, "second")}", $"{(int)span.TotalSeconds} s"),
    };

    private static Text Named(string of) => of switch
    {
        "network" => new("network", "réseau"),
        "person" => new("person", "personne"),
        "object" => new("object", "objet"),
        "bytes" => new("bytes", "octets"),
        "rows" => new("rows", "lignes"),
        _ => new(of, of),
    };

    // Bytes in whole gibibytes where they are whole ones.
    private static Text Amount(string of, long amount) => of == "bytes" && amount > 0 && amount % Gibibyte == 0
        ? new($"{amount / Gibibyte} GiB", $"{amount / Gibibyte} Gio")
        : new(
            $"{amount.ToString("N0", CultureInfo.InvariantCulture)} {Named(of).English}",
            $"{amount.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f')} {Named(of).French}");

    private static string English(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
