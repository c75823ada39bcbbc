using System.CommandLine;
using Ecluse.Age;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse seal -r RECIPIENT… [-p] [--armor] [-o FILE] [FILE]</c>: an age file, as the age program makes it.</summary>
internal static class SealVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "file to seal (standard input) · fichier à sceller (entrée standard)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var recipients = new Option<string[]>("--recipient", "-r")
        {
            Description = "age1pq1… or age1…, may be repeated · age1pq1… ou age1…, peut être répété",
            HelpName = "RECIPIENT",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "file to write (standard output) · fichier à écrire (sortie standard)", HelpName = "FILE",
        };
        var armor = new Option<bool>("--armor", "-a") { Description = "text instead of bytes · du texte au lieu d’octets" };
        var typed = Passphrase.Typed();
        var phraseFile = Passphrase.InFile();
        var command = new Command(
            "seal",
            "Seals a file to recipients (exit 0, 1, 2, 10). · Scelle un fichier pour des destinataires (sortie 0, 1, 2, 10).")
        {
            file, recipients, output, armor, typed, phraseFile,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var phrase = Passphrase.Read(
                parsed.GetValue(typed), parsed.GetValue(phraseFile), true, context.Terminal, context.Language(parsed));
            IReadOnlyList<AgeRecipient> to =
            [
                .. (parsed.GetValue(recipients) ?? []).Select(AgeRecipient.Parse),
                .. phrase is null ? Enumerable.Empty<AgeRecipient>() : [new ScryptRecipient(phrase)],
            ];
            var path = parsed.GetValue(output);
            RefuseTerminal(path, parsed.GetValue(armor), context.Terminal);
            var length = await RunAsync(
                parsed.GetValue(file), path, to, parsed.GetValue(armor), context.Terminal, cancellation);
            Report(parsed, context, path, to.Count, length);
            return (int)ErrorKind.None;
        });
        return command;
    }

    /// <summary>Opens a file to read, or standard input.</summary>
    internal static Stream Input(string? path, Terminal terminal)
    {
        if (path is null or "-")
        {
            return terminal.In();
        }

        return File.Exists(path) ? File.OpenRead(path) : throw SealingErrors.InputMissing();
    }

    private static async Task<long> RunAsync(
        string? file,
        string? path,
        IReadOnlyList<AgeRecipient> recipients,
        bool armor,
        Terminal terminal,
        CancellationToken cancellation)
    {
        using var plain = Input(file, terminal);
        using var output = SealedOutput.To(path, terminal);
        using var sealing = AgeEncryptor.Start(output.Stream, recipients, armor, leaveOpen: true);
        var length = await CopiedBytes.CopyAsync(plain, sealing, cancellation);
        sealing.Complete();
        output.Keep();
        return length;
    }

    private static void RefuseTerminal(string? path, bool armor, Terminal terminal)
    {
        if (path is null && !armor && terminal.IsInteractive)
        {
            throw SealingErrors.BytesToTerminal();
        }
    }

    private static void Report(ParseResult parsed, VerbContext context, string? path, int recipients, long length)
    {
        var text = new Text(
            $"sealed {length} bytes for {recipients} recipient(s)", $"{length} octets scellés pour {recipients} destinataire(s)");
        SealingReport.Write(parsed, context, path, text, new { sealedBytes = length, recipients });
    }
}
