using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Passages;
using Ecluse.Reconciliation;

namespace Ecluse.Cli;

/// <summary>The folder in which a source gate's answer travels: <c>answer.json</c>, its signature, one sealed parcel.</summary>
internal static class AnswerFolder
{
    /// <summary>Name of the signed answer.</summary>
    public const string File = "answer.json";

    public static Option<DirectoryInfo?> Option() => new("--answer")
    {
        Description = "folder with the source gate's answer, where the gates stand on two machines · dossier de la réponse de la porte source, quand les portes sont sur deux machines",
    };

    /// <summary>The answer in that folder, or at the server of <c>--server</c>, taken in; null where neither was given.</summary>
    public static async Task<AnswerLines?> TakeAsync(
        VerbContext context, ParseResult parsed, Installation installation, PassageWork work, DirectoryInfo? folder, string? line,
        CancellationToken cancellation)
    {
        if (folder is not null)
        {
            return await TakeAsync(installation, work, folder.FullName, line, cancellation);
        }

        if (parsed.GetValue(CommandLine.ServerAddress) is null)
        {
            return null;
        }

        var fetched = Path.Combine(installation.Data.Received, ParcelDepot.FolderNameOf(work.Passage.Id + "-answer"));
        using var server = GateClient.Of(context, parsed, installation.Parts.TargetGate);
        var paper = await server.ReadAsync(work, HandOverShelf.Answer, cancellation);
        var answer = CanonicalDocument.Read<GateAnswer>(paper.Document);
        Directory.CreateDirectory(fetched);
        try
        {
            await WholeFile.WriteAsync(Path.Combine(fetched, File), paper.Document, cancellation);
            await WholeFile.WriteAsync(Path.Combine(fetched, File + ".sig"), paper.Signature, cancellation);
            await server.FetchParcelAsync(work.Passage.Id, answer.Parcel, answer.SealedBytes, fetched, cancellation);
            return await TakeAsync(installation, work, fetched, line, cancellation);
        }
        finally
        {
            Directory.Delete(fetched, recursive: true);
        }
    }

    private static async Task<AnswerLines?> TakeAsync(
        Installation installation, PassageWork work, string folder, string? line, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path) || !System.IO.File.Exists(path + ".sig"))
        {
            throw PassageErrors.HandOverIncomplete(File);
        }

        return await new Asking(installation.Parts).TakeAsync(
            work, await System.IO.File.ReadAllBytesAsync(path, cancellation), await System.IO.File.ReadAllTextAsync(path + ".sig", cancellation),
            folder, line, await installation.ActorAsync(cancellation), cancellation);
    }
}
