using System.CommandLine;
using System.Text;
using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Journal;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse journal verify</c>: the separate reader, on the data folder; with <c>--log DIR --key VKEY</c> on a published
/// log alone; with <c>--server</c> on the raw entries that the server gives out; with <c>--proof FILE --entry FILE --key VKEY</c> on one entry, without any folder.
/// </summary>
internal static class JournalVerifyVerb
{
    public static Command Create(VerbContext context)
    {
        var options = new Options();
        var command = new Command(
            "verify",
            "Rebuilds the log from its entries and checks it (exit 0, 2, 10, 12). · "
            + "Reconstruit le journal depuis ses entrées et le contrôle (sortie 0, 2, 10, 12).")
        {
            options.Log, options.Key, options.With, options.Proof, options.Entry,
        };
        command.SetAction(async (parsed, cancellation) => parsed.GetValue(options.Proof) is { } proof
            ? VerifyProof(context, parsed, proof, Required(parsed, options.Entry), Required(parsed, options.Key))
            : await VerifyLogAsync(context, parsed, options, cancellation));
        return command;
    }

    private static async Task<int> VerifyLogAsync(
        VerbContext context, ParseResult parsed, Options options, CancellationToken cancellation)
    {
        var older = (parsed.GetValue(options.With) ?? []).Select(CheckpointFile.Read).ToList();
        JournalReport report;
        if (parsed.GetValue(options.Log) is { } folder)
        {
            var key = NoteKey.Parse(KeyText(Required(parsed, options.Key)));
            report = await new JournalVerifier(key)
                .VerifyAsync(JournalEvidence.OfFolder(folder, key, older), cancellation);
        }
        else if (parsed.GetValue(CommandLine.ServerAddress) is not null)
        {
            using var server = ServerClient.SignedIn(context, parsed);
            var (key, evidence) = await JournalThere.ReadAsync(server, parsed.GetValue(options.Key) is { } known ? KeyText(known) : null, older, cancellation);
            report = await new JournalVerifier(key).VerifyAsync(evidence, cancellation);
        }
        else
        {
            var (key, evidence) = await JournalVerb.Open(context, parsed).EvidenceAsync(older, cancellation);
            report = await new JournalVerifier(key).VerifyAsync(evidence, cancellation);
        }

        Write(context, parsed, report);
        return (int)(report.Holds ? ErrorKind.None : ErrorKind.SealBroken);
    }

    private static int VerifyProof(VerbContext context, ParseResult parsed, string proof, string entry, string key)
    {
        var (checkpoint, index) = ProofCheck.Verify(File.ReadAllBytes(entry), File.ReadAllBytes(proof), KeyText(key));
        JournalVerb.Answer(
            context, parsed,
            new Text(
                $"✓ The entry stands at index {index} of log {checkpoint.Origin}; entries under the checkpoint: {checkpoint.Size}.",
                $"✓ L’entrée est au rang {index} du journal {checkpoint.Origin} ; entrées sous le point de contrôle : "
                + $"{checkpoint.Size}."),
            new { index, origin = checkpoint.Origin, size = checkpoint.Size });
        return (int)ErrorKind.None;
    }

    private static void Write(VerbContext context, ParseResult parsed, JournalReport report)
    {
        var language = context.Language(parsed);
        if (parsed.GetValue(CommandLine.Json))
        {
            context.Terminal.Text.WriteLine(JsonSerializer.Serialize(new
            {
                holds = report.Holds, entries = report.Entries, published = report.Published, root = report.Root,
                open = report.OpenIntents,
                findings = report.Findings.Select(finding => new
                {
                    fault = finding.Fault.ToString(), index = finding.Index, message = finding.Message.In(language),
                }),
            }));
            return;
        }

        foreach (var finding in report.Findings)
        {
            var where = finding.Index is { } index
                ? new Text($"entry {index}", $"entrée {index}")
                : new Text("log", "journal");
            context.Terminal.Text.WriteLine($"✗ {where.In(language)}  {finding.Message.In(language)}");
        }

        if (report.OpenIntents.Count > 0)
        {
            context.Terminal.Text.WriteLine(new Text(
                $"· intents without outcome: {string.Join(", ", report.OpenIntents)}",
                $"· intentions sans suite : {string.Join(", ", report.OpenIntents)}").In(language));
        }

        context.Terminal.Text.WriteLine(Verdict(report).In(language));
    }

    private static Text Verdict(JournalReport report) => report.Holds
        ? new(
            $"✓ The journal holds. Entries: {report.Entries}; under the checkpoint: {report.Published}; root: {report.Root}",
            $"✓ Le journal tient. Entrées : {report.Entries} ; sous le point de contrôle : {report.Published} ; "
            + $"racine : {report.Root}")
        : new(
            $"✗ The journal does not hold. Findings: {report.Findings.Count}; entries: {report.Entries}.",
            $"✗ Le journal ne tient pas. Constats : {report.Findings.Count} ; entrées : {report.Entries}.");

    private static string Required(ParseResult parsed, Option<string?> option) => parsed.GetValue(option)
        ?? throw new EcluseException(
            "CLI-003",
            new($"The option {option.Name} is missing.", $"L’option {option.Name} manque."),
            new($"Add {option.Name}.", $"Ajouter {option.Name}."),
            ErrorKind.Usage);

    /// <summary>A key as text, or the file it stands in.</summary>
    private static string KeyText(string key) => File.Exists(key) ? File.ReadAllText(key, Encoding.UTF8) : key;

    private sealed class Options
    {
        public Option<string?> Log { get; } = new("--log")
        {
            Description = "folder of a published log · dossier d’un journal publié",
        };

        public Option<string?> Key { get; } = new("--key")
        {
            Description = "verifier key, or its file · clé de vérification, ou son fichier",
        };

        public Option<string[]> With { get; } = new("--with")
        {
            Description = "document or checkpoint that the log must continue · document ou point de contrôle à prolonger",
        };

        public Option<string?> Proof { get; } = new("--proof")
        {
            Description = "proof of one entry · preuve d’une entrée",
        };

        public Option<string?> Entry { get; } = new("--entry")
        {
            Description = "that entry · cette entrée",
        };
    }
}
