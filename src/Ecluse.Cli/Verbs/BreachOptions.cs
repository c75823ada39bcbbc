using System.CommandLine;
using System.Globalization;
using Ecluse.Breaches;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary>Arguments and options that several verbs of breaches take, and those of warnings that become one.</summary>
internal static class BreachOptions
{
    public static Argument<string> Breach() => new("BREACH") { Description = "id of the breach, from breach list · identifiant de la violation, de breach list" };

    public static Option<int> Part(bool isRequired = false) => new("--controller")
    {
        Description = "number of the controller in this breach, from breach show · numéro du responsable dans cette violation, de breach show",
        Required = isRequired,
    };

    /// <summary>The controller that runs this installation, where its own data is touched.</summary>
    public static Option<string?> Own() => new Option<string?>("--own") { Description = "name of the controller that runs this installation, where its own data is touched · nom du responsable qui tient cette installation, si ses propres données sont touchées" };

    /// <summary>Until when, and why, something closed is held.</summary>
    public static (Option<string> Until, Option<string> Reason) Hold() => (
        new("--until") { Description = "until when, an instant with its zone, at most 90 days from now · jusqu’à quand, un instant avec son fuseau, dans 90 jours au plus", Required = true },
        new("--reason") { Description = "why; never a patient · pourquoi ; jamais un patient", Required = true });

    /// <summary>The options that say where and when something went wrong.</summary>
    public static (Option<string[]> Place, Option<string?> Since, Option<string?> Until) Cause() => (
        new("--place")
        {
            Description = "where: server, store:depot, store:spaces, or account:, passage:, hand-over:, space:, contract: and an id; again for more · où : server, store:depot, store:spaces, ou account:, passage:, hand-over:, space:, contract: et un identifiant ; à répéter",
        },
        new("--since") { Description = "from when, an instant with its zone · depuis quand, un instant avec son fuseau" },
        new("--until") { Description = "until when (default: now) · jusqu’à quand (sinon maintenant)" });

    /// <summary>A cause as the command line says it.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>.</exception>
    public static Cause CauseOf(string[]? places, string? since, string? until) => new(places ?? [], InstantOrNone(since), InstantOrNone(until));

    /// <summary>An instant with its zone; null for none.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>.</exception>
    public static DateTimeOffset? InstantOrNone(string? text) => text is null ? null : InstantOf(text);

    /// <summary>An instant with its zone.</summary>
    /// <exception cref="EcluseException"><c>BREACH-018</c>.</exception>
    public static DateTimeOffset InstantOf(string text) =>
        (text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : throw BreachErrors.NotACause();
}
