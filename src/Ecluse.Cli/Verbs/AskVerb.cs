using System.CommandLine;
using Ecluse.Canonical;
using Ecluse.Cli.Remote;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Reconciliation;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage ask</c>: at a target gate that stands by itself, asks the source gate for its figures without the rejected
/// patients and, with the signatory's line, for the raw columns of the patients drawn; each named by place.
/// </summary>
internal static class AskVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var line = new Option<string?>("--line") { Description = "the signatory's own random line, to ask for the sample too · la ligne que le signataire invente, pour demander aussi l’échantillon" };
        var output = new Option<FileInfo?>("--output", "-o") { Description = "question.json, for the source gate, else --server · question.json, pour la porte source, sinon --server" };
        var command = new Command("ask", "at the target gate alone: asks the source gate, naming patients by place (exit 0, 4) · à la porte cible seule : interroge la porte source, patients nommés par leur place (sortie 0, 4)") { passage, line, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(output) is null == parsed.GetValue(CommandLine.ServerAddress) is null)
            {
                throw RemoteErrors.FolderOrServer("--output");
            }

            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var document = await new Asking(installation.Parts).AskAsync(
                work, parsed.GetValue(line), await installation.ActorAsync(cancellation), cancellation);
            if (parsed.GetValue(output) is { } to)
            {
                await WholeFile.WriteAsync(to.FullName, document.Bytes, cancellation);
                await WholeFile.WriteAsync(to.FullName + ".sig", document.Signature!, cancellation);
                answer.Say(
                    $"Asked: hand {to.Name} and {to.Name}.sig to the source gate (ecluse passage answer).",
                    $"Demandé : remettre {to.Name} et {to.Name}.sig à la porte source (ecluse passage answer).");
            }
            else
            {
                using var server = GateClient.Of(context, parsed, installation.Parts.TargetGate);
                await server.LeaveAsync(work, HandOverShelf.Question, document.Bytes, document.Signature!, cancellation);
                answer.Say(
                    "Asked: the question lies at the server for the source gate (ecluse passage answer).",
                    "Demandé : la question est au serveur pour la porte source (ecluse passage answer).");
            }

            answer.Json(new { passage = work.Passage.Id, question = Sha256Hex.Of(document.Bytes) });
            return 0;
        });
        return command;
    }
}
