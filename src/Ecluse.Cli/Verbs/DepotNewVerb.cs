using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Spaces;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse depot new</c>: opens a space under an instruction; nothing that a space must say may be left out.</summary>
internal static class DepotNewVerb
{
    private const long Mebibyte = 1024 * 1024;
    private const int MebibytesUsual = 10_240;
    private const int ObjectsUsual = 1000;
    private const int DaysUsual = 7;

    public static Command Create(VerbContext context)
    {
        var instruction = new Argument<string>("INSTRUCTION") { Description = "number of the instruction · numéro de l’instruction" };
        var direction = new Option<string>("--direction") { Description = "which side sends: to-processor or to-laboratory · quelle partie envoie : to-processor ou to-laboratory", Required = true };
        direction.AcceptOnlyFromAmong("to-processor", "to-laboratory");
        var people = new Option<string[]>("--person") { Description = "who takes part, by id or name; repeat it · qui participe, par identifiant ou nom ; à répéter", Required = true };
        var recipients = new Option<string[]>("--recipient", "-r") { Description = "age1pq1… or age1… of the side that takes, may be repeated · age1pq1… ou age1… de la partie qui prend, peut être répété", HelpName = "RECIPIENT", Required = true };
        var until = new Option<string>("--erase-by") { Description = "when all of it is erased, with its zone: 2026-03-31T08:00:00+02:00 · quand tout est effacé, avec son fuseau", Required = true };
        var onArrival = new Option<bool>("--on-arrival") { Description = "the server seals what arrives, instead of whoever sends; only where the instruction allows it · le serveur scelle à l’arrivée, au lieu de qui envoie ; seulement si l’instruction le permet" };
        var mebibytes = new Option<int>("--mebibytes") { Description = $"how much it holds · ce qu’il tient ({MebibytesUsual})", DefaultValueFactory = _ => MebibytesUsual };
        var objects = new Option<int>("--objects") { Description = $"objects that it holds · objets qu’il tient ({ObjectsUsual})", DefaultValueFactory = _ => ObjectsUsual };
        var days = new Option<int>("--days") { Description = $"days for which an object is kept · jours pendant lesquels un objet est gardé ({DaysUsual})", DefaultValueFactory = _ => DaysUsual };
        var command = new Command("new", "opens a space under an instruction (exit 0, 2, 4, 10) · ouvre un espace sous une instruction (sortie 0, 2, 4, 10)")
        {
            instruction, direction, people, recipients, until, onArrival, mebibytes, objects, days,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = new SpaceAsked(
                parsed.GetValue(onArrival) ? Grade.OnArrival : Grade.EndToEnd,
                parsed.GetValue(direction) == "to-laboratory" ? Direction.ToLaboratory : Direction.ToProcessor,
                parsed.GetValue(mebibytes) * Mebibyte, parsed.GetValue(objects), parsed.GetValue(recipients)!, parsed.GetValue(people)!,
                PostponeVerb.ReadInstant(parsed.GetValue(until)) ?? throw SpaceErrors.Malformed(new Text(
                    "its erase-by is no instant with a zone", "son échéance n’est pas un instant avec son fuseau")),
                parsed.GetValue(days));
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var opened = await premises.OpenSpaceAsync(parsed.GetValue(instruction)!, asked, cancellation);
            answer.Say(
                $"{opened.Id}: open, sealed {SpaceWords.Of(opened.Grade).English}, erased by {opened.EraseBy:yyyy-MM-dd HH:mm}Z whatever happens",
                $"{opened.Id} : ouvert, scellé {SpaceWords.Of(opened.Grade).French}, effacé avant le {opened.EraseBy:yyyy-MM-dd HH:mm}Z quoi qu’il arrive");
            answer.Json(opened);
            return 0;
        });
        return command;
    }
}
