using System.CommandLine;
using Ecluse.Host.Composition;
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

    /// <summary>The answer in that folder, taken in; null where no folder was given.</summary>
    public static async Task<AnswerLines?> TakeAsync(
        Installation installation, PassageWork work, DirectoryInfo? folder, string? line, CancellationToken cancellation)
    {
        if (folder is null)
        {
            return null;
        }

        var path = Path.Combine(folder.FullName, File);
        if (!System.IO.File.Exists(path) || !System.IO.File.Exists(path + ".sig"))
        {
            throw PassageErrors.HandOverIncomplete(File);
        }

        return await new Asking(installation.Parts).TakeAsync(
            work, await System.IO.File.ReadAllBytesAsync(path, cancellation), await System.IO.File.ReadAllTextAsync(path + ".sig", cancellation),
            folder.FullName, line, await installation.ActorAsync(cancellation), cancellation);
    }
}
