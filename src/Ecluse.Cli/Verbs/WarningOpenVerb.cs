using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Keys;
using Ecluse.Warnings;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse warning open FILE -i IDENTITY</c>: a handler reads, on a machine of their own, what the console had them download. Needs no data folder.</summary>
internal static class WarningOpenVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "downloaded from the console: w-….tar.age; with --server, a warning’s id · téléchargé de la console : w-….tar.age ; avec --server, l’identifiant d’un signalement" };
        var identity = new Option<string>("--identity", "-i") { Description = "your identity file · votre fichier d’identité", HelpName = "IDENTITY", Required = true };
        var command = new Command("open", "reads it on your own machine; writes no file (exit 0, 1, 4, 10, 12) · le lit sur votre machine ; n’écrit aucun fichier (sortie 0, 1, 4, 10, 12)") { file, identity };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var key = IdentityFile.Read(parsed.GetValue(identity)!);
            var answer = new Answer(context, parsed);
            if (parsed.GetValue(CommandLine.ServerAddress) is not null)
            {
                await using var premises = await WarningPremises.OpenAsync(context, parsed, cancellation);
                var words = (await premises.WordsAsync(parsed.GetValue(file)!, cancellation)).Select(one => (one.Number, one.At, Content: OpenOne(one.Copies, key))).ToList();
                foreach (var (number, at, content) in words)
                {
                    answer.Say($"{number}  {at:yyyy-MM-dd HH:mm}Z");
                    Tell(content, answer);
                }

                answer.Json(words.Select(one => new { one.Number, one.At, one.Content.Words, Files = FilesOf(one.Content) }));
                return (int)ErrorKind.None;
            }

            var opened = SealedContent.Open(await ReadAsync(parsed.GetValue(file)!, cancellation), [.. key.Identities]);
            Tell(opened, answer);
            answer.Json(new { opened.Words, Files = FilesOf(opened) });
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static void Tell(WarningContent content, Answer answer)
    {
        answer.Say(content.Words);
        foreach (var one in content.Files)
        {
            answer.Say($"{one.Name}: {answer.Number(one.Bytes.Length)} bytes; to take it out: age -d -i IDENTITY FILE | tar xf -", $"{one.Name} : {answer.Number(one.Bytes.Length)} octets ; pour l’extraire : age -d -i IDENTITÉ FICHIER | tar xf -");
        }
    }

    private static object FilesOf(WarningContent content) => content.Files.Select(one => new { one.Name, Bytes = one.Bytes.Length });

    // Of one message there is a copy for each kind of key; the last one says why none opens.
    private static WarningContent OpenOne(IReadOnlyList<byte[]> copies, IdentityFile key)
    {
        foreach (var copy in copies.SkipLast(1))
        {
            try
            {
                return SealedContent.Open(copy, [.. key.Identities]);
            }
            catch (EcluseException)
            {
                // Sealed to another kind of key than this one.
            }
        }

        return copies.Count > 0 ? SealedContent.Open(copies[^1], [.. key.Identities]) : throw WarningErrors.NotFound();
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation) =>
        File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellation) : throw WarningErrors.NotFound();
}
