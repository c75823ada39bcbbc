using System.CommandLine;
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
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var stored = await installation.Contracts.FindAsync(parsed.GetValue(number)!, cancellation);
            var withdrawn = await installation.Contracts.WithdrawalsAsync(stored.Contract.Record.Number, cancellation);
            if (parsed.GetValue(signers))
            {
                await context.Terminal.Text.WriteAsync(SignerList.Write(stored.Contract.Record, withdrawn));
                return 0;
            }

            Show(answer, stored.Contract, withdrawn, context.Clock.GetUtcNow());
            return 0;
        });
        return command;
    }

    private static void Show(
        Answer answer, SignedContract contract, IReadOnlyList<KeyWithdrawal> withdrawn, DateTimeOffset now)
    {
        var record = contract.Record;
        var verdict = contract.Check(now);
        answer.Say($"{record.Number}  {record.Controller} / {record.Processor}");
        answer.Say($"sha256 {record.Sha256}");
        answer.Say(
            $"from {record.From:yyyy-MM-dd HH:mm zzz} until {record.Until:yyyy-MM-dd HH:mm zzz}: {(verdict.InForce ? "in force" : "not in force")}",
            $"du {record.From:yyyy-MM-dd HH:mm zzz} au {record.Until:yyyy-MM-dd HH:mm zzz} : {(verdict.InForce ? "en vigueur" : "pas en vigueur")}");
        foreach (var reason in verdict.Reasons)
        {
            answer.Say($"  ✗ {reason.Code}: {reason.Reason.In(answer.Language)}");
        }

        foreach (var signatory in record.Signatories)
        {
            var entry = withdrawn.FirstOrDefault(one => one.Fingerprint == signatory.Key?.Fingerprint)?.FromCheckpoint;
            answer.Say($"  {signatory.Id}  {signatory.Name} ({signatory.Role})  {signatory.Key?.Fingerprint}{Withdrawn(answer, entry)}");
        }

        answer.Json(new
        {
            record.Number, record.Sha256, record.Controller, record.Processor, record.From, record.Until, verdict.InForce,
            reasons = verdict.Reasons.Select(one => new { one.Code, reason = one.Reason.In(answer.Language) }),
            signatories = record.Signatories.Select(one => new
            {
                one.Id, one.Name, one.Role, fingerprint = one.Key?.Fingerprint, one.ValidFrom, one.ValidUntil, one.Deputies,
                confirmed = one.IsConfirmed,
                withdrawnFrom = withdrawn.FirstOrDefault(row => row.Fingerprint == one.Key?.Fingerprint)?.FromCheckpoint,
            }),
        });
    }

    private static string Withdrawn(Answer answer, long? entry) => entry is null
        ? ""
        : new Text($"  withdrawn from entry {entry} on", $"  révoquée à partir de l’entrée {entry}").In(answer.Language);
}
