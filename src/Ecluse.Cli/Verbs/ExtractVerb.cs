using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse extract</c>: the source gate alone; what it hands over holds neither plaintext nor a key.</summary>
internal static class ExtractVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var to = new Option<DirectoryInfo?>("--to") { Description = "folder for the target gate, else --server · dossier pour la porte cible, sinon --server" };
        var command = new Command("extract", "the source gate alone: seals, closes, hands over (exit 0, 1, 4, 11) · la porte source seule : scelle, se ferme, remet (sortie 0, 1, 4, 11)")
        {
            passage, to,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (folder, server) = (parsed.GetValue(to), parsed.GetValue(CommandLine.ServerAddress));
            if (folder is null == server is null)
            {
                throw RemoteErrors.FolderOrServer("--to");
            }

            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await installation.ActorAsync(cancellation);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);

            // Run again after a cut hand-over, it hands over what is sealed already.
            if (work.Passage.State != PassageState.Sealed)
            {
                using var progress = new ProgressLine(context.Terminal, answer.Language, context.Clock);
                await new PassageRun(installation.Parts, installation.Gates).ExtractAsync(work, progress, cancellation);
            }

            var manifest = folder is null
                ? await HandOverAsync(context, parsed, installation, work, cancellation)
                : await WriteAsync(installation, work, folder.FullName, cancellation);
            answer.Say(
                $"{work.Passage.Id}: {answer.Number(manifest.Counts.Patients)} patients in {manifest.Parcels.Count} sealed parcels; the source gate is closed",
                $"{work.Passage.Id} : {answer.Number(manifest.Counts.Patients)} patients dans {manifest.Parcels.Count} colis scellés ; la porte source est fermée");
            answer.Json(new { passage = work.Passage.Id, parcels = manifest.Parcels.Count, manifest.Counts });
            return 0;
        });
        return command;
    }

    // The log goes along: the target gate refuses one that does not extend what it saw.
    private static async Task<Manifest> WriteAsync(Installation installation, PassageWork work, string folder, CancellationToken cancellation)
    {
        var manifest = await HandOver.WriteAsync(installation.Parts, work, folder, cancellation);
        await (await HandedLog.OfAsync(installation.Journal, cancellation)).WriteAsync(folder, cancellation);
        return manifest;
    }

    private static async Task<Manifest> HandOverAsync(
        VerbContext context, ParseResult parsed, Installation installation, PassageWork work, CancellationToken cancellation)
    {
        using var server = GateClient.Of(context, parsed, installation.Parts.SourceGate);
        return await server.HandOverAsync(installation, work, cancellation);
    }
}
