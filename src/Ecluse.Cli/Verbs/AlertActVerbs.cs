using System.CommandLine;
using Ecluse.Alerts;
using Ecluse.Cli.Remote;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse alert acknowledge|act|silence|close|hold|breach</c>: what somebody does about an alert.</summary>
internal static class AlertActVerbs
{
    public static IEnumerable<Command> Create(VerbContext context) => [Acknowledge(context), Act(context), Silence(context), Close(context), Hold(context), Breach(context)];

    private static Command Acknowledge(VerbContext context) => Verb(
        context, new("acknowledge", "says that it was seen; the clock of the next useful act begins (exit 0, 4, 10) · dit qu’elle a été vue ; l’échéance du prochain acte utile commence (sortie 0, 4, 10)"),
        async (_, premises, alert, cancellation) =>
        {
            await premises.AcknowledgeAsync(alert, cancellation);
            return new("acknowledged", "prise en charge");
        });

    private static Command Act(VerbContext context)
    {
        var words = Words();
        words.Required = true;
        return Verb(
            context, new("act", "enters what was done about it (exit 0, 2, 4, 10) · saisit ce qui a été fait (sortie 0, 2, 4, 10)") { words },
            async (parsed, premises, alert, cancellation) =>
            {
                await premises.ActAsync(alert, new(parsed.GetValue(words)!), cancellation);
                return new("entered", "saisi");
            });
    }

    private static Command Silence(VerbContext context)
    {
        var until = AlertVerb.Instant("--until", "asks for silence until then; without it, agrees as the second person", "demande le silence jusque-là ; sans elle, approuve comme seconde personne");
        until.Required = false;
        var words = Words();
        return Verb(
            context, new("silence", "no step until its end; reason, end and a second person (exit 0, 2, 4, 10) · aucune étape jusqu’à sa fin ; motif, fin et seconde personne (sortie 0, 2, 4, 10)") { until, words },
            async (parsed, premises, alert, cancellation) =>
            {
                if (parsed.GetResult(until) is null)
                {
                    await premises.AgreeSilenceAsync(alert, cancellation);
                    return new("silent", "en silence");
                }

                await premises.AskSilenceAsync(alert, new(parsed.GetValue(until), parsed.GetValue(words) ?? ""), cancellation);
                return new("asked for; another person agrees", "demandé ; une autre personne approuve");
            });
    }

    private static Command Close(VerbContext context)
    {
        var outcome = new Option<string?>("--outcome") { Description = "what became of it; without it, confirms as the second person · issue ; sans elle, confirme comme seconde personne" };
        outcome.AcceptOnlyFromAmong([.. AlertWords.Names<AlertOutcome>()]);
        var words = Words();
        return Verb(
            context, new("close", "closes it after an act; high and critical ones by two persons (exit 0, 2, 4, 10) · la clôt après un acte ; les élevées et critiques à deux personnes (sortie 0, 2, 4, 10)") { outcome, words },
            async (parsed, premises, alert, cancellation) =>
            {
                if (AlertWords.Parse<AlertOutcome>(parsed.GetValue(outcome)) is { } proposed)
                {
                    return await premises.CloseAsync(alert, new(proposed, parsed.GetValue(words) ?? ""), cancellation)
                        ? new("closed", "close") : new("proposed; another person confirms", "proposé ; une autre personne confirme");
                }

                await premises.ConfirmAsync(alert, cancellation);
                return new("closed", "close");
            });
    }

    private static Command Hold(VerbContext context)
    {
        var until = AlertVerb.Instant("--until", "until when, at most 90 days from now", "jusqu’à quand, dans 90 jours au plus");
        var words = Words();
        words.Required = true;
        return Verb(
            context, new("hold", "holds a closed alert past its date, for at most 90 days (exit 0, 2, 4, 10) · conserve une alerte close au-delà de son échéance, 90 jours au plus (sortie 0, 2, 4, 10)") { until, words },
            async (parsed, premises, alert, cancellation) =>
            {
                await premises.HoldAsync(alert, new(parsed.GetValue(until), parsed.GetValue(words)!), cancellation);
                return new("held", "conservée");
            });
    }

    private static Command Breach(VerbContext context) => Verb(
        context, new("breach", "it becomes a breach, with its first receipt (exit 0, 4, 10) · elle devient une violation, avec sa première réception (sortie 0, 4, 10)"),
        async (_, premises, alert, cancellation) =>
        {
            var breach = await premises.BreachAsync(alert, cancellation);
            return new($"breach {breach} is open", $"la violation {breach} est ouverte");
        });

    private static Option<string?> Words() => new("--words") { Description = "what was done, or why: 20 characters or more, no patient · ce qui a été fait, ou le motif : 20 caractères au moins, aucun patient", HelpName = "TEXT" };

    private static Command Verb(VerbContext context, Command command, Func<ParseResult, AlertPremises, string, CancellationToken, Task<Text>> act)
    {
        var id = AlertVerb.Id();
        command.Arguments.Add(id);
        AlertVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var alert = parsed.GetValue(id)!;
            var said = await act(parsed, premises, alert, cancellation);
            answer.Say(said.English, said.French);
            answer.Json(new { Alert = alert, Said = said.In(answer.Language) });
            return 0;
        });
        return command;
    }
}
