using System.CommandLine;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse journal prove INDEX</c>: a file that shows, with the log's key alone, that an entry is in the log.</summary>
internal static class JournalProveVerb
{
    public static Command Create(VerbContext context)
    {
        var index = new Argument<long>("INDEX") { Description = "index of the entry · rang de l’entrée" };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "proof file (INDEX.tlog-proof) · fichier de preuve (RANG.tlog-proof)",
        };
        var command = new Command(
            "prove",
            "Writes an entry and its proof (exit 0, 1, 4, 10). · Écrit une entrée et sa preuve (sortie 0, 1, 4, 10).")
        {
            index, output,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var journal = JournalVerb.Open(context, parsed);
            var entry = await journal.EntryAsync(parsed.GetValue(index), cancellation);
            await journal.PublishAsync(cancellation);
            var proof = await journal.ProveAsync(parsed.GetValue(index), cancellation);
            var proofFile = parsed.GetValue(output) ?? $"{parsed.GetValue(index)}.tlog-proof";
            var entryFile = Path.ChangeExtension(proofFile, ".entry.json");
            await File.WriteAllBytesAsync(proofFile, proof, cancellation);
            await File.WriteAllBytesAsync(entryFile, entry, cancellation);
            var key = await journal.VerifierKeyAsync(cancellation);
            JournalVerb.Answer(
                context, parsed,
                new Text(
                    $"{proofFile} proves {entryFile}. To check without this folder:\n"
                    + $"ecluse journal verify --proof {proofFile} --entry {entryFile} --key '{key}'",
                    $"{proofFile} prouve {entryFile}. Pour vérifier sans ce dossier :\n"
                    + $"ecluse journal verify --proof {proofFile} --entry {entryFile} --key '{key}'"),
                new { proof = proofFile, entry = entryFile, key });
            return (int)ErrorKind.None;
        });
        return command;
    }
}
