using System.CommandLine;
using Ecluse.Canonical;
using Ecluse.Erasure;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage return PASSAGE --to FOLDER</c>: gives the laboratory its parcels, sealed to its own recipient, with the
/// signed manifest as the list of their hashes. Only under an instruction whose fate is <i>return</i>.
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
            Returning.MustReturn(work);
            var manifest = await HandOver.WriteAsync(installation, work, parsed.GetValue(to)!.FullName, cancellation);
            var list = await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation);
            await installation.Ledger.NoteAsync(
                work.Passage.Id, work.Act(Returning.Act, by, ("manifest", Sha256Hex.Of(list!.Bytes))), cancellation);
            answer.Say(
                $"{work.Passage.Id}: {manifest.Parcels.Count} parcels returned with the signed list of their hashes; the laboratory opens them with its own identity",
                $"{work.Passage.Id} : {manifest.Parcels.Count} colis rendus avec la liste signée de leurs empreintes ; le laboratoire les ouvre avec sa propre identité");
            answer.Json(new { passage = work.Passage.Id, parcels = manifest.Parcels.Count });
            return 0;
        });
        return command;
    }
}
