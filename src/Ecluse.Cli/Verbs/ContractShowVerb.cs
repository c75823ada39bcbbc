using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Approvals;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse contract show NUMBER</c>: who signs, until when, which keys are withdrawn.</summary>
internal static class ContractShowVerb
{
    public static Command Create(VerbContext context)
    {
        var number = new Argument<string>("NUMBER") { Description = "number of the contract · numéro du contrat" };
        var signers = new Option<bool>("--allowed-signers")
        {
            Description = "only the laboratory's list of signers, for ssh-keygen -Y verify and for the source gate · "
                + "seulement la liste des signataires, pour ssh-keygen -Y verify et la porte source",
        };
        var command = new Command("show", "shows a record kept · montre une fiche gardée") { number, signers };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            if (parsed.GetValue(signers))
            {
                await context.Terminal.Text.WriteAsync(await premises.AllowedSignersAsync(parsed.GetValue(number)!, cancellation));
                return 0;
            }

            Show(answer, await premises.ContractAsync(parsed.GetValue(number)!, answer.Language, cancellation));
            return 0;
        });
        return command;
    }

    private static void Show(Answer answer, ContractFacts contract)
    {
        answer.Say($"{contract.Number}  {contract.Controller} / {contract.Processor}");
        answer.Say($"sha256 {contract.Sha256}");
        answer.Say(
            $"from {contract.From:yyyy-MM-dd HH:mm zzz} until {contract.Until:yyyy-MM-dd HH:mm zzz}: {(contract.InForce ? "in force" : "not in force")}",
            $"du {contract.From:yyyy-MM-dd HH:mm zzz} au {contract.Until:yyyy-MM-dd HH:mm zzz} : {(contract.InForce ? "en vigueur" : "pas en vigueur")}");
        foreach (var reason in contract.Reasons)
        {
            answer.Say($"  ✗ {reason.Code}: {reason.Reason}");
        }

        foreach (var signatory in contract.Signatories)
        {
            answer.Say($"  {signatory.Id}  {signatory.Name} ({signatory.Role})  {signatory.Fingerprint}{Withdrawn(answer, signatory.WithdrawnFrom)}");
        }

        answer.Json(contract);
    }

    private static string Withdrawn(Answer answer, long? entry) => entry is null
        ? ""
        : new Text($"  withdrawn from entry {entry} on", $"  révoquée à partir de l’entrée {entry}").In(answer.Language);
}
