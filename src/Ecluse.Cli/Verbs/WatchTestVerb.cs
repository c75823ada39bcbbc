using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Watch;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse watch test</c>: runs each rule on what must make it fire and on what must not.</summary>
internal static class WatchTestVerb
{
    public static Command Create(VerbContext context)
    {
        var rule = new Argument<string?>("RULE") { Description = "one rule, by its id · une seule règle, par son identifiant", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            Description = "a folder of rules and cases in place of DATA/watch · un dossier de règles et de cas au lieu de DATA/watch",
        };
        var command = new Command("test", "runs the cases that each rule ships with (exit 0, 2, 3, 10) · exécute les cas livrés avec chaque règle (sortie 0, 2, 3, 10)") { rule, folder };
        command.SetAction(parsed =>
        {
            var answer = new Answer(context, parsed);
            var named = parsed.GetValue(rule);
            var results = RuleBook.ReadFiles(parsed.GetValue(folder)?.FullName ?? WatchVerb.FolderOf(parsed))
                .Where(one => named is null || one.Rule.Id == named).Select(one => Result(one.Rule, one.Cases)).ToList();
            if (results.Count == 0)
            {
                throw WatchErrors.NoSuchRule();
            }

            foreach (var one in results)
            {
                Say(answer, one);
            }

            var wrong = results.Count(one => !one.Holds);
            answer.Say(
                $"{results.Count} rules, {results.Sum(one => one.Cases.Count)} cases; rules that do not do what their cases say: {wrong}",
                $"{results.Count} règles, {results.Sum(one => one.Cases.Count)} cas ; règles qui ne font pas ce que disent leurs cas : {wrong}");
            answer.Json(results.Select(one => new
            {
                Rule = one.Rule.Id, one.Holds, Cases = one.Cases.Select(run => new { What = run.Case.What.In(answer.Language), run.Case.MustFire, run.Findings, Holds = run.Case.Holds(run.Findings) }),
            }));
            return wrong == 0 ? (int)ErrorKind.None : (int)ErrorKind.PartlyDone;
        });
        return command;
    }

    private static Tested Result(WatchRule rule, IReadOnlyList<RuleCase> cases) => new(rule, [.. cases.Select(one => (one, one.Run(rule)))]);

    private static void Say(Answer answer, Tested one)
    {
        answer.Say($"{(one.Holds ? "✓" : "✗")} {one.Rule.Id}");
        if (one.Cases.Count == 0)
        {
            answer.Say("    ✗ no cases: nobody can see what it does", "    ✗ aucun cas : personne ne peut voir ce qu’elle fait");
        }

        foreach (var (run, findings) in one.Cases)
        {
            var must = (run.MustFire ? new Text("fires", "réagit") : new Text("does not fire", "ne réagit pas")).In(answer.Language);
            answer.Say($"    {(run.Holds(findings) ? "✓" : "✗")} {must,-14} {answer.Number(findings),3}  {run.What.In(answer.Language)}");
        }
    }

    private sealed record Tested(WatchRule Rule, IReadOnlyList<(RuleCase Case, int Findings)> Cases)
    {
        public bool Holds => Cases.Any(one => one.Case.MustFire) && Cases.Any(one => !one.Case.MustFire) && Cases.All(one => one.Case.Holds(one.Findings));
    }
}
