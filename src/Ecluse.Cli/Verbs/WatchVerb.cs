using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Watch;
using Ecluse.Watch;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse watch</c>: the rules, their cases, what they would have found, and one round of them.</summary>
internal static class WatchVerb
{
    public static Command Create(VerbContext context) => new("watch", "what is watched, by which rules, and what they find · ce qui est surveillé, par quelles règles, et ce qu’elles trouvent")
    {
        Rules(context), WatchTestVerb.Create(context), WatchReplayVerb.Create(context), Events(context), Run(context), WatchOutsideVerb.Create(context),
    };

    /// <summary>The installation's own rules, where there are any: no installation is needed to see the others.</summary>
    public static string FolderOf(ParseResult parsed) => Path.Combine(parsed.GetValue(CommandLine.Data)!, "watch");

    private static Command Rules(VerbContext context)
    {
        var command = new Command("rules", "every rule: level, what it looks at, when it fires, where the duty is written (exit 0, 2) · toutes les règles : niveau, ce qu’elles regardent, quand elles réagissent, où le devoir est écrit (sortie 0, 2)");
        command.SetAction(parsed =>
        {
            var answer = new Answer(context, parsed);
            var rules = RuleBook.InForce(FolderOf(parsed));
            foreach (var (rule, standing) in rules)
            {
                answer.Say($"{rule.Id,-26} {rule.Level.ToString().ToLowerInvariant(),-8} {rule.Title.In(answer.Language)}");
                answer.Say($"{"",-26} {RuleWords.Of(rule.When).In(answer.Language)} · {string.Join(" ; ", rule.Law)}");
                if (standing != RuleStanding.BuiltIn)
                {
                    answer.Say($"{"",-26} ! {RuleInForce.WordsOf(standing).In(answer.Language)}{(rule.Reason is { } reason ? $": {reason}" : "")}");
                }
            }

            answer.Json(rules.Select(one => Shown(one.Rule, RuleInForce.NameOf(one.Standing), answer)));
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static object Shown(WatchRule rule, string standing, Answer answer) => new
    {
        rule.Id, rule.Version, Standing = standing, rule.Reason, rule.Level, Title = rule.Title.In(answer.Language), Why = rule.Why.In(answer.Language),
        Todo = rule.Todo.In(answer.Language), LooksAt = rule.Looks.Source, Kinds = rule.Looks.Kinds.Order(StringComparer.Ordinal),
        When = RuleWords.Of(rule.When).In(answer.Language), FalsePositives = rule.FalsePositives.Select(one => one.In(answer.Language)), rule.Law, rule.IsTrial,
    };

    private static Command Events(VerbContext context)
    {
        var since = Since(isRequired: false);
        var command = new Command("events", "how many events of each kind there are, and when the watch last went round (exit 0, 4) · combien d’événements de chaque sorte, et la dernière ronde (sortie 0, 4)") { since };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            _ = await installation.ActorAsync(cancellation);
            var answer = new Answer(context, parsed);
            var counts = await installation.Events.CountsAsync(parsed.GetValue(since) ?? DateTimeOffset.UnixEpoch, cancellation);
            foreach (var (kind, what) in EventKinds.All)
            {
                answer.Say($"{kind,-16} {answer.Number(counts.GetValueOrDefault(kind)),10}  {what.In(answer.Language)}");
            }

            var last = await installation.Events.LastRoundAsync(cancellation);
            answer.Say($"last round: {last:yyyy-MM-dd HH:mm:ss}Z", $"dernière ronde : {last:yyyy-MM-dd HH:mm:ss}Z");
            answer.Json(new { Counts = counts, LastRound = last });
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static Command Run(VerbContext context)
    {
        var command = new Command("run", "one round: new events and acts through every rule; for a timer where no server runs (exit 0, 2, 4) · une ronde : événements et actes nouveaux par toutes les règles ; pour une minuterie sans serveur (sortie 0, 2, 4)");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            using var watcher = new Watcher(installation, new StandingFacts(installation, null));
            var (seen, raised) = await watcher.RoundAsync(cancellation);
            answer.Say(
                $"{answer.Number(seen)} events and acts looked at by {watcher.Rules.Count} rules; new alerts: {answer.Number(raised)}",
                $"{answer.Number(seen)} événements et actes regardés par {watcher.Rules.Count} règles ; alertes nouvelles : {answer.Number(raised)}");
            answer.Json(new { Seen = seen, Rules = watcher.Rules.Count, Raised = raised });
            return (int)ErrorKind.None;
        });
        return command;
    }

    /// <summary>The option that says from when on.</summary>
    public static Option<DateTimeOffset?> Since(bool isRequired) => new("--since")
    {
        Description = "from this day or instant on, UTC where no zone stands: 2026-03-01 · depuis ce jour ou cet instant, UTC sans fuseau : 2026-03-01",
        Required = isRequired,
        CustomParser = text =>
        {
            if (text.Tokens is [{ Value: var written }] && DateTimeOffset.TryParse(
                written, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var since))
            {
                return since;
            }

            text.AddError("--since: 2026-03-01, 2026-03-01T08:00Z");
            return null;
        },
    };
}
