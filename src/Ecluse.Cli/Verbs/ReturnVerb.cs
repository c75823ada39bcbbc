using System.CommandLine;
using Ecluse.Erasure;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage return PASSAGE --to FOLDER</c>: gives the laboratory its parcels, sealed to its own recipient, with the
/// signed manifest and a signed receipt. Only under an instruction whose fate is <i>return</i>.
/// </summary>
internal static class ReturnVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var to = new Option<DirectoryInfo>("--to") { Description = "folder for the laboratory · dossier pour le laboratoire", Required = true };
        var command = new Command("return", "gives the laboratory its sealed parcels, before erasure (exit 0, 4) · rend au laboratoire ses colis scellés, avant l’effacement (sortie 0, 4)") { passage, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var by = await installation.ActorAsync(cancellation);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var folder = parsed.GetValue(to)!.FullName;
            var (receipt, document) = await new Returning(installation.Parts).RunAsync(
                work, by,
                async () =>
                {
                    await HandOver.WriteAsync(installation.Parts, work, folder, cancellation);
                    return folder;
                },
                await installation.CheckpointAsync(cancellation), cancellation);
            await WholeFile.WriteAsync(Path.Combine(folder, Returning.ReceiptFile), document.Bytes, cancellation);
            await WholeFile.WriteAsync(Path.Combine(folder, Returning.ReceiptFile + ".sig"), document.Signature!, cancellation);
            answer.Say(
                $"{work.Passage.Id}: {receipt.Files.Count} files returned, {answer.Number(receipt.Files.Sum(file => file.Bytes))} bytes, each read again and listed in the signed receipt; the laboratory opens them with its own identity",
                $"{work.Passage.Id} : {receipt.Files.Count} fichiers rendus, {answer.Number(receipt.Files.Sum(file => file.Bytes))} octets, chacun relu et porté sur le reçu signé ; le laboratoire les ouvre avec sa propre identité");
            answer.Json(receipt);
            return 0;
        });
        return command;
    }
}
