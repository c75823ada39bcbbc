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

            // What lies before is what the rules learn from, as the watch would have.
            var found = seen.OrderBy(one => one.At).SelectMany(one => engine.Take(one).Where(_ => one.At >= from))
                .ToList();
            foreach (var one in found)
            {
                answer.Say($"{one.At:yyyy-MM-dd HH:mm:ss}Z  {one.Rule,-26} {one.Level.ToString().ToLowerInvariant(),-8} {one.Subject}  {one.Why.In(answer.Language)}");
            }

            answer.Say(
                $"{answer.Number(seen.Count(one => one.At >= from))} events and acts since then, {rules.Count} rules, {answer.Number(found.Count)} findings; nothing was raised. Rules over what stands now are not replayed.",
                $"{answer.Number(seen.Count(one => one.At >= from))} événements et actes depuis, {rules.Count} règles, {answer.Number(found.Count)} constats ; aucune alerte levée. Les règles sur l’état du moment ne se rejouent pas.");
            answer.Json(found.Select(one => new { one.At, one.Rule, one.RuleVersion, one.Level, one.Subject, Why = one.Why.In(answer.Language), one.Evidence }));
            return (int)ErrorKind.None;
        });
        return command;
    }
}
