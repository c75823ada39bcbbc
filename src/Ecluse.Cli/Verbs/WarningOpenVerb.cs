using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Keys;
using Ecluse.Warnings;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse warning open FILE -i IDENTITY</c>: a handler reads, on a machine of their own, what the console had them download. Needs no data folder.</summary>
internal static class WarningOpenVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "downloaded from the console: w-….tar.age · téléchargé de la console : w-….tar.age" };
        var identity = new Option<string>("--identity", "-i") { Description = "your identity file · votre fichier d’identité", HelpName = "IDENTITY", Required = true };
        var command = new Command("open", "reads it on your own machine; writes no file (exit 0, 1, 4, 10, 12) · le lit sur votre machine ; n’écrit aucun fichier (sortie 0, 1, 4, 10, 12)") { file, identity };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var key = IdentityFile.Read(parsed.GetValue(identity)!);
            var content = SealedContent.Open(await ReadAsync(parsed.GetValue(file)!, cancellation), [.. key.Identities]);
            var answer = new Answer(context, parsed);
            answer.Say(content.Words);
            foreach (var one in content.Files)
            {
                answer.Say($"{one.Name}: {answer.Number(one.Bytes.Length)} bytes; to take it out: age -d -i IDENTITY FILE | tar xf -", $"{one.Name} : {answer.Number(one.Bytes.Length)} octets ; pour l’extraire : age -d -i IDENTITÉ FICHIER | tar xf -");
            }

            answer.Json(new { content.Words, Files = content.Files.Select(one => new { one.Name, Bytes = one.Bytes.Length }) });
            return (int)ErrorKind.None;
        });
        return command;
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation) =>
        File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellation) : throw WarningErrors.NotFound();
}
