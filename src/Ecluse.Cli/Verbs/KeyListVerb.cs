using System.CommandLine;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Keys;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse key list [FILE…]</c>: fingerprint and recipient of each identity; by default those of the passages.</summary>
internal static class KeyListVerb
{
    private const string PassageKeys = "keys/passages";
    private const int ShownLength = 62;

    public static Command Create(VerbContext context)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "identity files (DATA/keys/passages) · fichiers d’identité (DATA/keys/passages)",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(
            "list", "Shows recipients, never a secret (exit 0, 2, 4, 10). · Montre les destinataires, jamais un secret (sortie 0, 2, 4, 10).")
        {
            files,
        };
        command.SetAction(parsed =>
        {
            var named = parsed.GetValue(files) ?? [];
            var keys = (named.Length > 0 ? named : InData(parsed.GetValue(CommandLine.Data)!)).SelectMany(Read).ToList();
            if (parsed.GetValue(CommandLine.Json))
            {
                context.Terminal.Text.WriteLine(JsonSerializer.Serialize(
                    keys.Select(key => new { file = key.File, fingerprint = key.Fingerprint, recipient = key.Recipient })));
                return (int)ErrorKind.None;
            }

            foreach (var key in keys)
            {
                var shown = key.Recipient.Length > ShownLength ? key.Recipient[..ShownLength] + "…" : key.Recipient;
                context.Terminal.Text.WriteLine($"{key.Fingerprint}  {shown}  {key.File}");
            }

            return (int)ErrorKind.None;
        });
        return command;
    }

    private static string[] InData(string data)
    {
        var folder = Path.Combine(data, PassageKeys);
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal)] : [];
    }

    private static List<ListedKey> Read(string path)
    {
        using var file = IdentityFile.Read(path);
        return
        [
            .. file.Identities.Select(identity => identity.Recipient)
                .Select(recipient => new ListedKey(path, KeyDestruction.Fingerprint(recipient), recipient.ToString()!)),
        ];
    }

    private sealed record ListedKey(string File, string Fingerprint, string Recipient);
}
