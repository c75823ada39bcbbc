using System.CommandLine;
using Ecluse.Warnings;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse warning key|acknowledge|answer|concern|release|close|breach|hold</c>: what a handler does.</summary>
internal static class WarningActVerbs
{
    public static IEnumerable<Command> Create(VerbContext context) =>
        [Key(context), Acknowledge(context), Say(context), Concern(context), Release(context), Close(context), Breach(context), Hold(context)];

    private static Command Key(VerbContext context)
    {
        var recipient = new Argument<string>("RECIPIENT") { Description = "age recipient: age1… · destinataire age : age1…" };
        var command = new Command("key", "warnings are sealed to this key of yours from now on (exit 0, 2, 4) · les signalements sont désormais scellés pour cette clé à vous (sortie 0, 2, 4)") { recipient };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var person = await premises.KeyAsync(parsed.GetValue(recipient)!, cancellation);
            answer.Say("sealed to this key from now on", "scellé désormais pour cette clé");
            answer.Json(new { person });
        });
        return command;
    }

    private static Command Acknowledge(VerbContext context)
    {
        var id = WarningVerb.Id();
        var command = new Command("acknowledge", "says that it was seen (exit 0, 4, 10) · dit qu’il a été vu (sortie 0, 4, 10)") { id };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var warning = parsed.GetValue(id)!;
            await premises.AcknowledgeAsync(warning, cancellation);
            answer.Say("acknowledged", "réception accusée");
            answer.Json(new { Id = warning });
        });
        return command;
    }

    private static Command Say(VerbContext context)
    {
        var id = WarningVerb.Id();
        var words = new Option<string?>("--words") { Description = "file with the answer (standard input) · fichier de la réponse (entrée standard)", HelpName = "FILE" };
        var command = new Command("answer", "answers whoever told it (exit 0, 2, 4, 10) · répond à son auteur (sortie 0, 2, 4, 10)") { id, words };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var warning = parsed.GetValue(id)!;
            await premises.AnswerAsync(warning, await WarningAddVerb.ReadAsync(parsed.GetValue(words), context.Terminal, cancellation), cancellation);
            answer.Say("answered; read with the receipt", "répondu ; se lit avec le code de suivi");
            answer.Json(new { Id = warning });
        });
        return command;
    }

    private static Command Concern(VerbContext context)
    {
        var id = WarningVerb.Id();
        var controller = new Argument<string>("CONTROLLER") { Description = "as warning show has it · tel que warning show le donne" };
        var not = new Option<string?>("--not-because") { Description = "it is not concerned, and why · il n’est pas concerné, et pourquoi", HelpName = "REASON" };
        var command = new Command("concern", "says whether the same cause concerns a controller, SAN-2022-009 §61 (exit 0, 2, 4, 10) · dit si la même cause concerne un responsable de traitement, SAN-2022-009 §61 (sortie 0, 2, 4, 10)") { id, controller, not };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var warning = parsed.GetValue(id)!;
            var reason = parsed.GetValue(not);
            await premises.ConcernAsync(warning, new(parsed.GetValue(controller)!, reason is null, reason), cancellation);
            answer.Say(reason is null ? "concerned" : "not concerned", reason is null ? "concerné" : "non concerné");
            answer.Json(new { Id = warning, IsConcerned = reason is null });
        });
        return command;
    }

    private static Command Release(VerbContext context)
    {
        var id = WarningVerb.Id();
        var controller = new Argument<string>("CONTROLLER") { Description = "as warning show has it · tel que warning show le donne" };
        var words = new Option<string?>("--words") { Description = "file with the words, struck out of everything that identifies a person (standard input) · fichier des mots, expurgés de tout ce qui identifie une personne (entrée standard)", HelpName = "FILE" };
        var command = new Command("release", "releases struck-out words to one controller, sealed to its officers (exit 0, 2, 4, 10) · communique des mots expurgés à un responsable, scellés pour ses délégués (sortie 0, 2, 4, 10)") { id, controller, words };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var warning = parsed.GetValue(id)!;
            await premises.ReleaseAsync(
                warning, new(parsed.GetValue(controller)!, await WarningAddVerb.ReadAsync(parsed.GetValue(words), context.Terminal, cancellation)), cancellation);
            answer.Say("released, sealed to that controller’s officers", "communiqué, scellé pour les délégués de ce responsable");
            answer.Json(new { Id = warning });
        });
        return command;
    }

    private static Command Hold(VerbContext context)
    {
        var id = WarningVerb.Id();
        var (until, reason) = BreachOptions.Hold();
        var command = new Command("hold", "holds a closed warning past its date, for at most 90 days (exit 0, 2, 4, 10) · conserve un signalement clos au-delà de son échéance, 90 jours au plus (sortie 0, 2, 4, 10)") { id, until, reason };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var warning = parsed.GetValue(id)!;
            await premises.HoldAsync(warning, new(BreachOptions.InstantOf(parsed.GetValue(until)!), parsed.GetValue(reason)!), cancellation);
            answer.Say("held", "conservé");
            answer.Json(new { Id = warning });
        });
        return command;
    }

    private static Command Close(VerbContext context)
    {
        var id = WarningVerb.Id();
        var outcome = new Option<string?>("--outcome") { Description = "proposes this outcome; without it, confirms as the second person · propose cette issue ; sans elle, confirme comme seconde personne" };
        outcome.AcceptOnlyFromAmong([.. WarningWords.Names<WarningOutcome>()]);
        var reason = new Option<string?>("--reason") { Description = "why, for whoever told it to read · pourquoi, que son auteur lira" };
        var command = new Command("close", "one proposes, another confirms: nobody closes alone (exit 0, 2, 4, 10) · l’un propose, un autre confirme : personne ne clôt seul (sortie 0, 2, 4, 10)") { id, outcome, reason };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var warning = parsed.GetValue(id)!;
            if (WarningWords.Parse<WarningOutcome>(parsed.GetValue(outcome)) is { } proposed)
            {
                await premises.ProposeAsync(warning, new(proposed, parsed.GetValue(reason) ?? ""), cancellation);
                answer.Say("proposed; another person confirms", "proposé ; une autre personne confirme");
            }
            else
            {
                await premises.CloseAsync(warning, cancellation);
                answer.Say("closed", "clos");
            }

            answer.Json(new { Id = warning });
        });
        return command;
    }

    private static Command Breach(VerbContext context)
    {
        var id = WarningVerb.Id();
        var (place, since, until) = BreachOptions.Cause();
        var own = BreachOptions.Own();
        var command = new Command("breach", "it is a breach: opens one that keeps its first receipt (exit 0, 2, 4, 10) · c’est une violation : en ouvre une, qui garde sa première réception (sortie 0, 2, 4, 10)") { id, place, since, until, own };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var cause = BreachOptions.CauseOf(parsed.GetValue(place), parsed.GetValue(since), parsed.GetValue(until));
            var warning = parsed.GetValue(id)!;
            var breach = await premises.BreachAsync(warning, cause, parsed.GetValue(own), cancellation);
            answer.Say(breach);
            answer.Json(new { breach });
        });
        return command;
    }
}
