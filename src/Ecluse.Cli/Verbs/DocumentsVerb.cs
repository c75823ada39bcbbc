using System.CommandLine;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse passage documents</c>: hands out what was signed, byte for byte, with the list of signers and the commands
/// by which <c>ssh-keygen</c> alone verifies each.
/// </summary>
internal static class DocumentsVerb
{
    public static Command Create(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var folder = new Option<DirectoryInfo>("--output", "-o")
        {
            Description = "folder for the documents · dossier pour les documents", Required = true,
        };
        var command = new Command(
            "documents",
            "hands out what was signed, to be verified without Écluse · remet ce qui a été signé, à vérifier sans Écluse")
        {
            passage, folder,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            var work = await installation.WorkAsync(parsed.GetValue(passage)!, cancellation);
            var place = Directory.CreateDirectory(parsed.GetValue(folder)!.FullName).FullName;
            var (documents, signers) = await new SignedDocuments(installation).GatherAsync(work, cancellation);
            await WholeFile.WriteAsync(Path.Combine(place, SignedDocuments.SignersFile), signers, cancellation);
            foreach (var document in documents)
            {
                await WholeFile.WriteAsync(Path.Combine(place, document.File), document.Bytes, cancellation);
                await WholeFile.WriteAsync(Path.Combine(place, document.File + ".sig"), document.Signature, cancellation);
            }

            var commands = documents.Select(document => document.Command).ToList();
            commands.ForEach(answer.Say);
            answer.Json(new { folder = place, commands });
            return 0;
        });
        return command;
    }
}
