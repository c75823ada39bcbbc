using System.CommandLine;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse alert address|away|policy|round|test-notification</c>: whom alerts tell and by which ways.</summary>
internal static class AlertSetupVerbs
{
    public static IEnumerable<Command> Create(VerbContext context) => [Address(context), Away(context), Policy(context), Round(context), Test(context)];

    private static Command Address(VerbContext context)
    {
        var owner = new Argument<string>("WHO") { Description = "id of a person, or name of a controller whose officer has no account · identifiant d’une personne, ou nom d’un responsable dont le délégué n’a pas de compte" };
        var address = new Argument<string>("ADDRESS") { Description = "name@example.org; empty to take it away · nom@exemple.org ; vide pour l’ôter" };
        var command = new Command("address", "where somebody is told by e-mail (exit 0, 2, 4, 10) · où quelqu’un est averti par courriel (sortie 0, 2, 4, 10)") { owner, address };
        AlertVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            await premises.AddressAsync(new(parsed.GetValue(owner)!, parsed.GetValue(address)!), cancellation);
            answer.Say("entered", "saisi");
            answer.Json(new { Who = parsed.GetValue(owner) });
            return 0;
        });
        return command;
    }

    private static Command Away(VerbContext context)
    {
        var person = new Argument<string>("PERSON") { Description = "id of the person · identifiant de la personne" };
        var from = AlertVerb.Instant("--from", "first instant", "premier instant");
        var until = AlertVerb.Instant("--until", "last instant", "dernier instant");
        var command = new Command("away", "a person is away: steps pass them over (exit 0, 2, 4, 10) · une personne est absente : les étapes la sautent (sortie 0, 2, 4, 10)") { person, from, until };
        AlertVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            await premises.AwayAsync(new(parsed.GetValue(person)!, parsed.GetValue(from), parsed.GetValue(until)), cancellation);
            answer.Say("entered", "saisi");
            answer.Json(new { Person = parsed.GetValue(person) });
            return 0;
        });
        return command;
    }

    private static Command Policy(VerbContext context)
    {
        var command = new Command("policy", "who is told when: the file in force, checked (exit 0, 2) · qui est averti quand : le fichier en vigueur, vérifié (sortie 0, 2)");
        AlertVerb.On(command, context, async (_, answer, premises, cancellation) =>
        {
            var policy = await premises.PolicyAsync(cancellation);
            foreach (var one in policy.Levels)
            {
                answer.Say($"{AlertWords.Of(one.Level).In(answer.Language)}  {string.Join(" → ", one.Steps.Select(step => $"{string.Join(" + ", step.To)} ({step.Wait:d\\.hh\\:mm})"))}");
            }

            answer.Json(policy);
            return 0;
        });
        return command;
    }

    private static Command Round(VerbContext context)
    {
        var command = new Command("round", "makes and sends what is due, once; the server does it by itself (exit 0, 2) · fait et envoie ce qui est dû, une fois ; le serveur le fait de lui-même (sortie 0, 2)");
        AlertVerb.On(command, context, async (_, answer, premises, cancellation) =>
        {
            var tried = await premises.RoundAsync(cancellation);
            answer.Say($"notifications tried: {answer.Number(tried)}", $"notifications tentées : {answer.Number(tried)}");
            answer.Json(new { tried });
            return 0;
        });
        return command;
    }

    private static Command Test(VerbContext context)
    {
        var command = new Command("test-notification", "sends a test by every way, to your address and to each receiver (exit 0, 3, 4) · envoie un essai par chaque voie, à votre adresse et à chaque récepteur (sortie 0, 3, 4)");
        AlertVerb.On(command, context, async (_, answer, premises, cancellation) =>
        {
            var tried = await premises.TestAsync(cancellation);
            foreach (var one in tried)
            {
                answer.Say($"{one.Channel}  {AlertWords.Name(one.State)}  {one.Code}");
            }

            if (tried.Count == 0)
            {
                answer.Say("nothing to send by: notifications.yaml names no way, or you have no address (alert address)", "aucune voie d’envoi : notifications.yaml n’en nomme pas, ou vous n’avez pas d’adresse (alert address)");
            }

            answer.Json(tried);
            return (int)(tried.Count > 0 && tried.All(one => one.State == NoticeState.Delivered) ? ErrorKind.None : ErrorKind.PartlyDone);
        });
        return command;
    }
}
