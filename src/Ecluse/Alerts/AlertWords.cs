using Ecluse.Errors;

namespace Ecluse.Alerts;

/// <summary>The closed lists in words, and by the names that files, state and command line write.</summary>
public static class AlertWords
{
    /// <summary>A value as files write it: <c>false-positive</c>.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((letter, at) =>
            char.IsUpper(letter) ? (at == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>The value of a name; null for a name that is none.</summary>
    public static T? Parse<T>(string? name)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Name(value) == name).Select(value => (T?)value).FirstOrDefault();

    /// <summary>Every name of a list, in its order.</summary>
    public static IReadOnlyList<string> Names<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Name)];

    /// <summary>A level in words.</summary>
    public static Text Of(AlertLevel level) => level switch
    {
        AlertLevel.Low => new("low", "faible"),
        AlertLevel.Medium => new("medium", "moyen"),
        AlertLevel.High => new("high", "élevé"),
        _ => new("critical", "critique"),
    };

    /// <summary>What a clock waits for, in words.</summary>
    public static Text Of(AlertClockKind clock) => clock == AlertClockKind.Acknowledge
        ? new("to be acknowledged", "à prendre en charge")
        : new("next useful act", "prochain acte utile");

    /// <summary>An outcome in words.</summary>
    public static Text Of(AlertOutcome outcome) => outcome switch
    {
        AlertOutcome.PutRight => new("put right", "corrigé"),
        AlertOutcome.FalsePositive => new("false positive", "faux positif"),
        AlertOutcome.KnownElsewhere => new("known elsewhere", "déjà connu"),
        _ => new("became a breach", "devenu une violation"),
    };

    /// <summary>An act in words.</summary>
    public static Text Of(AlertActKind act) => act switch
    {
        AlertActKind.Acknowledged => new("Acknowledged", "Prise en charge"),
        AlertActKind.Acted => new("Act", "Acte"),
        AlertActKind.SilenceProposed => new("Silence asked for", "Silence demandé"),
        AlertActKind.Silenced => new("Silenced", "Mise en silence"),
        AlertActKind.ClosingProposed => new("Closing proposed", "Clôture proposée"),
        AlertActKind.Closed => new("Closed", "Close"),
        AlertActKind.LevelRaised => new("Level raised", "Niveau relevé"),
        _ => new("Became a breach", "Devenue une violation"),
    };
}
