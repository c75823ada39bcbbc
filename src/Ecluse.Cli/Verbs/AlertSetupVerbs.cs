using System.CommandLine;
using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Notices;
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
        AlertVerb.On(command, context, async (parsed, answer, desk, installation, cancellation) =>
        {
            var me = await HouseAsync(installation, cancellation);
            await desk.Shelf.SetAddressAsync(parsed.GetValue(owner)!, parsed.GetValue(address)!, me, cancellation);
            answer.Say("entered", "saisi");
            answer.Json(new { Who = parsed.GetValue(owner) });
        });
        return command;
    }

    private static Command Away(VerbContext context)
    {
        var person = new Argument<string>("PERSON") { Description = "id of the person · identifiant de la personne" };
        var from = AlertVerb.Instant("--from", "first instant", "premier instant");
        var until = AlertVerb.Instant("--until", "last instant", "dernier instant");
        var command = new Command("away", "a person is away: steps pass them over (exit 0, 2, 4, 10) · une personne est absente : les étapes la sautent (sortie 0, 2, 4, 10)") { person, from, until };
        AlertVerb.On(command, context, async (parsed, answer, desk, installation, cancellation) =>
        {
            var me = await HouseAsync(installation, cancellation);
            await desk.Shelf.AwayAsync(parsed.GetValue(person)!, parsed.GetValue(from), parsed.GetValue(until), me, cancellation);
            answer.Say("entered", "saisi");
            answer.Json(new { Person = parsed.GetValue(person) });
        });
        return command;
    }

    private static Command Policy(VerbContext context)
    {
        var command = new Command("policy", "who is told when: the file in force, checked (exit 0, 2) · qui est averti quand : le fichier en vigueur, vérifié (sortie 0, 2)");
        AlertVerb.On(command, context, (_, answer, _, installation, _) =>
        {
            var policy = new EscalationFile(installation.Data).Read();
            foreach (var level in Enum.GetValues<AlertLevel>().Reverse())
            {
                var one = policy.Of(level);
                answer.Say($"{AlertWords.Of(level).In(answer.Language)}  {string.Join(" → ", one.Steps.Select(step => $"{string.Join(" + ", step.To.Select(to => to.Name).Concat(step.Also))} ({step.Wait:d\\.hh\\:mm})"))}");
            }

            answer.Json(new { policy.Sha256 });
            return Task.CompletedTask;
        });
        return command;
    }

    private static Command Round(VerbContext context)
    {
        var command = new Command("round", "makes and sends what is due, once; the server does it by itself (exit 0, 2) · fait et envoie ce qui est dû, une fois ; le serveur le fait de lui-même (sortie 0, 2)");
        AlertVerb.On(command, context, async (_, answer, desk, _, cancellation) =>
        {
            var tried = await desk.RoundAsync(cancellation);
            answer.Say($"notifications tried: {answer.Number(tried)}", $"notifications tentées : {answer.Number(tried)}");
            answer.Json(new { tried });
        });
        return command;
    }

    private static Command Test(VerbContext context)
    {
        var command = new Command("test-notification", "sends a test by every way, to your address and to each receiver (exit 0, 3, 4) · envoie un essai par chaque voie, à votre adresse et à chaque récepteur (sortie 0, 3, 4)");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var me = await HouseAsync(installation, cancellation);
            _ = new NoticeSettingsFile(installation.Data).Read();
            var made = await installation.Notices.TestAsync(me, cancellation);
            await new NoticePost(installation).SendAsync(cancellation);
            var rows = (await installation.Notices.OfAsync(me, cancellation)).Where(row => row.Kind == NoticeKind.Test && row.Channel != NoticeWays.Console).TakeLast(made).ToList();
            foreach (var row in rows)
            {
                answer.Say($"{row.Channel}  {AlertWords.Name(row.State)}  {row.Code}");
            }

            if (made == 0)
            {
                answer.Say("nothing to send by: notifications.yaml names no way, or you have no address (alert address)", "aucune voie d’envoi : notifications.yaml n’en nomme pas, ou vous n’avez pas d’adresse (alert address)");
            }

            answer.Json(rows.Select(row => new { row.Channel, row.State, row.Code }));
            return (int)(made > 0 && rows.TrueForAll(row => row.State == NoticeState.Delivered) ? ErrorKind.None : ErrorKind.PartlyDone);
        });
        return command;
    }

    private static async Task<string> HouseAsync(Installation installation, CancellationToken cancellation) =>
        await AlertVerb.PersonAsync(installation, Right.HandleAlerts, cancellation) is { Controller: null } me ? me.Person : throw AlertErrors.NotAHandler();
}
