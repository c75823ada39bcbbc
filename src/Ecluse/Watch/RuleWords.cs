using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>What a condition is, and what it measured, in words: an alert says by itself why it fired.</summary>
public static class RuleWords
{
    /// <summary>A condition in a line.</summary>
    public static Text Of(Condition condition) => condition switch
    {
        Count count => new($"{count.AtLeast} within {Span(count.Within).English}", $"{count.AtLeast} en {Span(count.Within).French}"),
        Distinct one => new($"{one.AtLeast} different ({one.Of}) within {Span(one.Within).English}", $"{one.AtLeast} différents ({one.Of}) en {Span(one.Within).French}"),
        Sum sum => new($"{sum.Of} of {sum.AtLeast} within {Span(sum.Within).English}", $"{sum.Of} de {sum.AtLeast} en {Span(sum.Within).French}"),
        AboveUsual above => new(
            $"{above.Of} of {above.Times} times the most of {Span(above.Usual).English} within {Span(above.Within).English}, and {above.AtLeast} at least",
            $"{above.Of} de {above.Times} fois le maximum de {Span(above.Usual).French} en {Span(above.Within).French}, et {above.AtLeast} au moins"),
        FirstSeen first => new($"first time ({first.Of}) in {Span(first.Within).English}", $"première fois ({first.Of}) en {Span(first.Within).French}"),
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

    private static string English(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
