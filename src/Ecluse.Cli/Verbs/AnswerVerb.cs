using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Depot;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Passages;
using Ecluse.Reconciliation;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse passage answer</c>: at a source gate that stands by itself, seals what the target gate asked for.</summary>
internal static class AnswerVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var question = new Option<FileInfo?>("--question") { Description = "what ecluse passage ask wrote, its .sig beside it, else --server · ce qu’a écrit ecluse passage ask, son .sig à côté, sinon --server" };
        var to = new Option<DirectoryInfo?>("--to") { Description = "folder for the target gate, else --server · dossier pour la porte cible, sinon --server" };
        var command = new Command("answer", "at the source gate alone: seals figures and raw columns for the target gate (exit 0, 4) · à la porte source seule : scelle chiffres et colonnes brutes pour la porte cible (sortie 0, 4)") { passage, question, to };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (hasQuestion, hasTo) = (parsed.GetValue(question) is not null, parsed.GetValue(to) is not null);
            if (hasQuestion != hasTo || hasTo == parsed.GetValue(CommandLine.ServerAddress) is not null)
            {
                throw RemoteErrors.FolderOrServer("--question --to");
            }

            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            await installation.ActorAsync(cancellation);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var given = parsed.GetValue(CommandLine.ServerAddress) is null
                ? await InFolderAsync(installation, work, parsed.GetValue(question)!, parsed.GetValue(to)!, cancellation)
                : await AtServerAsync(context, parsed, installation, work, cancellation);
            await installation.Journal.PublishAsync(cancellation);
            answer.Say(
                $"Answered in one sealed parcel, {answer.Number(given.SealedBytes)} bytes: give the folder to the target gate with --answer.",
                $"Répondu en un colis scellé, {answer.Number(given.SealedBytes)} octets : remettre le dossier à la porte cible par --answer.");
            answer.Json(given);
            return 0;
        });
        return command;
    }

    private static async Task<GateAnswer> InFolderAsync(
        Installation installation, PassageWork work, FileInfo question, DirectoryInfo to, CancellationToken cancellation)
    {
        var (given, bytes, signature) = await new Answering(installation.Parts, installation.Gates).RunAsync(
            work, await File.ReadAllBytesAsync(question.FullName, cancellation), await File.ReadAllTextAsync(question.FullName + ".sig", cancellation),
            to.FullName, cancellation);
        await WholeFile.WriteAsync(Path.Combine(to.FullName, AnswerFolder.File), bytes, cancellation);
        await WholeFile.WriteAsync(Path.Combine(to.FullName, AnswerFolder.File + ".sig"), signature, cancellation);
        return given;
    }

    // Sealed before it touches the disk, and gone from it once the server has it.
    private static async Task<GateAnswer> AtServerAsync(
        VerbContext context, ParseResult parsed, Installation installation, PassageWork work, CancellationToken cancellation)
    {
        using var server = GateClient.Of(context, parsed, installation.Parts.SourceGate);
        var asked = await server.ReadAsync(work, HandOverShelf.Question, cancellation);
        var folder = Path.Combine(installation.Data.Received, ParcelDepot.FolderNameOf(work.Passage.Id + "-answer"));
        Directory.CreateDirectory(folder);
        try
        {
            var (given, bytes, signature) = await new Answering(installation.Parts, installation.Gates).RunAsync(
                work, asked.Document, asked.Signature, folder, cancellation);
            await server.LeaveAsync(work, HandOverShelf.Answer, bytes, signature, cancellation);
            await server.SendParcelAsync(work, given.Parcel, Path.Combine(folder, ParcelDepot.FileNameOf(given.Parcel)), given.Sha256, cancellation);
            return given;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
