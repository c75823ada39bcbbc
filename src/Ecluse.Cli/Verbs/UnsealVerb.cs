using System.CommandLine;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Keys;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse unseal -i IDENTITY [-o FILE] [FILE]</c>: opens an age file. Chunk by chunk, nothing unverified comes out; a
/// file named with <c>-o</c> appears only when the whole was verified. The tar of an object of a space is opened and joined.
/// </summary>
internal static class UnsealVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "file to open (standard input) · fichier à ouvrir (entrée standard)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var identities = new Option<string[]>("--identity", "-i")
        {
            Description = "identity file, may be repeated · fichier d’identité, peut être répété", HelpName = "IDENTITY",
        };
        var output = new Option<string?>("--output", "-o")
        {
            Description = "file to write (standard output) · fichier à écrire (sortie standard)", HelpName = "FILE",
        };
        var typed = Passphrase.Typed();
        var phraseFile = Passphrase.InFile();
        var withoutEnd = JoinedObject.WithoutEnd();
        var command = new Command(
            "unseal",
            "Opens a sealed file (exit 0, 1, 2, 4, 10, 12). · Ouvre un fichier scellé (sortie 0, 1, 2, 4, 10, 12).")
        {
            file, identities, output, typed, phraseFile, withoutEnd,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var phrase = Passphrase.Read(
                parsed.GetValue(typed), parsed.GetValue(phraseFile), false, context.Terminal, context.Language(parsed));
            var path = parsed.GetValue(output);
            var (length, name) = await RunAsync(
                parsed.GetValue(file), path, parsed.GetValue(identities) ?? [], phrase, parsed.GetValue(withoutEnd), context.Terminal, cancellation);
            var text = name is null
                ? new Text($"opened {length} bytes, all verified", $"{length} octets ouverts, tous vérifiés")
                : new Text($"opened {length} bytes, all verified; it was called {name}", $"{length} octets ouverts, tous vérifiés ; cela s’appelait {name}");
            SealingReport.Write(parsed, context, path, text, name is null ? new { openedBytes = length } : new { openedBytes = length, name });
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static async Task<(long Length, string? Name)> RunAsync(
        string? file,
        string? path,
        string[] identityFiles,
        string? phrase,
        bool mayLackEnd,
        Terminal terminal,
        CancellationToken cancellation)
    {
        var files = new List<IdentityFile>();
        using var secret = phrase is null ? null : new ScryptIdentity(phrase);
        try
        {
            files.AddRange(identityFiles.Select(IdentityFile.Read));
            List<AgeIdentity> identities = [.. files.SelectMany(read => read.Identities)];
            if (secret is not null)
            {
                identities.Add(secret);
            }

            using var input = SealVerb.Input(file, terminal);
            if (JoinedObject.IsOne(input))
            {
                using var joined = SealedOutput.To(path, terminal);
                var opened = await JoinedObject.OpenAsync(input, identities, joined.Stream, mayLackEnd, cancellation);
                joined.Keep();
                return (opened.Length, opened.Name);
            }

            using var plain = await Task.Run(() => AgeDecryptor.Open(input, identities), cancellation).WaitAsync(cancellation);
            using var output = SealedOutput.To(path, terminal);
            var length = await CopiedBytes.CopyAsync(plain, output.Stream, cancellation);
            output.Keep();
            return (length, null);
        }
        finally
        {
            files.ForEach(read => read.Dispose());
        }
    }
}
