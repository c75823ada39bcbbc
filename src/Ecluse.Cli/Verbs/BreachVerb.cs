using System.CommandLine;
using Ecluse.Breaches;
using Ecluse.Cli.Remote;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse breach</c>: dossiers of breaches (GDPR 33, 34), who is concerned, which clocks run.</summary>
internal static class BreachVerb
{
    public static Command Create(VerbContext context)
    {
        var command = new Command("breach", "breaches: who is concerned, what is known, which clocks run · violations : qui est concerné, ce qu’on sait, quelles horloges courent")
        {
            Concerned(context), List(context), Show(context), Fields(context), BreachPrintVerb.Create(context),
        };
        foreach (var act in BreachActVerbs.Create(context))
        {
            command.Add(act);
        }

        return command;
    }

    /// <summary>Runs a verb here or at a server; it gives its exit code.</summary>
    public static void On(Command command, VerbContext context, Func<ParseResult, Answer, BreachPremises, CancellationToken, Task<int>> act) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await BreachPremises.OpenAsync(context, parsed, cancellation);
            return await act(parsed, new Answer(context, parsed), premises, cancellation);
        });

    private static Command Concerned(VerbContext context)
    {
        var (place, since, until) = BreachOptions.Cause();
        var command = new Command(
            "concerned", "who had data in that place then, as the journal tells it (exit 0, 2) · qui y avait des données alors, d’après le journal (sortie 0, 2)") { place, since, until };
        On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var cause = BreachOptions.CauseOf(parsed.GetValue(place), parsed.GetValue(since), parsed.GetValue(until));
            var found = await premises.ConcernedAsync(new(cause.Places, cause.From, cause.Until), cancellation);
            foreach (var one in found)
            {
                answer.Say($"{one.Controller}  {string.Join(' ', one.Contracts)}  {string.Join(' ', one.Holdings.Select(held => held.Id))}");
            }

            answer.Json(found);
            return 0;
        });
        return command;
    }

    private static Command List(VerbContext context)
    {
        var command = new Command("list", "lists the breaches, the latest first · liste les violations, la dernière d’abord");
        On(command, context, async (_, answer, premises, cancellation) =>
        {
            var list = await premises.ListAsync(cancellation);
            foreach (var one in list)
            {
                answer.Say(
                    $"{one.Breach}  received {one.ReceivedAt:yyyy-MM-dd HH:mm}Z  unanswered {one.Unanswered}/{one.Listed}  told {one.Told}/{one.Concerned}  late {one.Late}{(one.Closed ? "  closed" : "")}",
                    $"{one.Breach}  reçue {one.ReceivedAt:yyyy-MM-dd HH:mm}Z  sans réponse {one.Unanswered}/{one.Listed}  informés {one.Told}/{one.Concerned}  en retard {one.Late}{(one.Closed ? "  close" : "")}");
            }

            answer.Json(list);
            return 0;
        });
        return command;
    }

    private static Command Show(VerbContext context)
    {
        var breach = BreachOptions.Breach();
        var command = new Command(
            "show", "what stands in a dossier, and its clocks (exit 0, 3 when one is late, 10) · ce qui figure dans un dossier, et ses horloges (sortie 0, 3 si l’une est en retard, 10)") { breach };
        On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var story = await premises.ShowAsync(parsed.GetValue(breach)!, cancellation);
            BreachTelling.Say(answer, story);
            answer.Json(story);
            return story.Clocks.Any(clock => clock.State == ClockState.Late) ? (int)ErrorKind.PartlyDone : 0;
        });
        return command;
    }

    private static Command Fields(VerbContext context)
    {
        var command = new Command("fields", "the fields of a dossier, in the order of the CNIL's form · les champs d’un dossier, dans l’ordre du formulaire de la CNIL");
        command.SetAction((parsed, _) =>
        {
            var answer = new Answer(context, parsed);
            foreach (var field in BreachFields.All)
            {
                var of = field.Scope switch { FieldScope.Incident => "–", FieldScope.Controller => "--controller", _ => "(--controller)" };
                answer.Say($"{field.Name,-20} {field.Kind.ToString().ToLowerInvariant(),-8} {of,-15} {field.Title.In(answer.Language)}");
                if (field.Choices.Count > 0)
                {
                    answer.Say($"{"",-20} {string.Join(", ", field.Choices.Select(choice => choice.Value))}");
                }
            }

            answer.Json(BreachFields.All.Select(field => new { field.Name, field.Section, field.Kind, field.Scope, Choices = field.Choices.Select(choice => choice.Value) }));
            return Task.FromResult(0);
        });
        return command;
    }
}
