using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Watch;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse watch replay --since DATE</c>: what the rules, or a changed one, would have found in what was kept. It raises nothing.</summary>
internal static class WatchReplayVerb
{
    public static Command Create(VerbContext context)
    {
        var since = WatchVerb.Since(isRequired: true);
        var file = new Option<FileInfo?>("--rule") { Description = "this rule's file alone, in force or not · le fichier de cette seule règle, en vigueur ou non" };
        var command = new Command("replay", "runs the rules over past events and acts; raises nothing (exit 0, 2, 4) · rejoue les règles sur les événements et actes passés ; ne lève aucune alerte (sortie 0, 2, 4)") { since, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            _ = await installation.ActorAsync(cancellation);
            var answer = new Answer(context, parsed);
            IReadOnlyList<WatchRule> rules = parsed.GetValue(file) is { } named
                ? [RuleFile.Read(named.Name, await File.ReadAllBytesAsync(named.FullName, cancellation))]
                : RuleBook.Read(installation.Data.Watch);
            var from = parsed.GetValue(since)!.Value;
            var engine = new WatchEngine(rules);
            var seen = await installation.Events.SeenAsync(from - engine.LookBack, await installation.Events.EndAsync(cancellation), cancellation);

            var notReplayed = rules.Where(rule => rule.Looks.Source == SightingSource.Standing || rule.When is AbsentFor).ToList();

            // What lies before is what the rules learn from, as the watch would have.
            var found = seen.OrderBy(one => one.At).SelectMany(one => engine.Take(one).Where(_ => one.At >= from))
                .ToList();
            foreach (var one in found)
            {
                answer.Say($"{one.At:yyyy-MM-dd HH:mm:ss}Z  {one.Rule,-26} {one.Level.ToString().ToLowerInvariant(),-8} {one.Subject}  {one.Why.In(answer.Language)}");
            }

            answer.Say(
                $"{answer.Number(seen.Count(one => one.At >= from))} events and acts since then, {rules.Count} rules, {answer.Number(found.Count)} findings; nothing was raised.",
                $"{answer.Number(seen.Count(one => one.At >= from))} événements et actes depuis, {rules.Count} règles, {answer.Number(found.Count)} constats ; aucune alerte levée.");
            foreach (var rule in notReplayed)
            {
                answer.Say(
                    $"not replayed: {rule.Id}: {WhyNot(rule).English}",
                    $"non rejouée : {rule.Id} : {WhyNot(rule).French}");
            }

            answer.Json(new
            {
                Findings = found.Select(one => new { one.At, one.Rule, one.RuleVersion, one.Level, one.Subject, Why = one.Why.In(answer.Language), one.Evidence }),
                NotReplayed = notReplayed.Select(rule => new { Rule = rule.Id, Why = WhyNot(rule).In(answer.Language) }),
            });
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static Text WhyNot(WatchRule rule) => rule.Looks.Source == SightingSource.Standing
        ? new("it looks at what stands in the moment of a round, and how that stood in the past is kept nowhere", "elle regarde l’état au moment d’une ronde, et l’état passé n’est gardé nulle part")
        : new("it fires when nothing comes, which only a round sees; which rounds were made is kept nowhere", "elle réagit quand rien ne vient, ce que seule une ronde voit ; les rondes faites ne sont gardées nulle part");
}
