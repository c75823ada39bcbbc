using System.CommandLine;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Keys;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse key destroy FILE</c>: overwrites, removes, reads the absence back, and says what that cannot do.</summary>
internal static class KeyDestroyVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "identity file · fichier d’identité" };
        var command = new Command(
            "destroy", "Destroys a key (exit 0, 1, 2, 4, 10). · Détruit une clé (sortie 0, 1, 2, 4, 10).")
        {
            file,
        };
        command.SetAction(parsed =>
        {
            var done = KeyDestruction.Of(parsed.GetValue(file)!);
            if (parsed.GetValue(CommandLine.Json))
            {
                context.Terminal.Text.WriteLine(JsonSerializer.Serialize(
                    new { found = done.Found, overwrittenBytes = done.OverwrittenBytes, fingerprints = done.Fingerprints }));
            }
            else
            {
                Tell(done, context.Terminal.Text, context.Language(parsed));
            }

            return (int)(done.Found ? ErrorKind.None : ErrorKind.NotFound);
        });
        return command;
    }

    private static void Tell(KeyDestruction done, TextWriter text, Language language)
    {
        if (!done.Found)
        {
            text.WriteLine(new Text(
                "not there; its absence was read back", "absente ; son absence a été relue").In(language));
            return;
        }

        foreach (var fingerprint in done.Fingerprints)
        {
            text.WriteLine(new Text($"key {fingerprint}", $"clé {fingerprint}").In(language));
        }

        text.WriteLine(new Text(
            $"{done.OverwrittenBytes} bytes overwritten and flushed, name removed, absence read back",
            $"{done.OverwrittenBytes} octets réécrits et poussés au disque, nom ôté, absence relue").In(language));
        text.WriteLine(new Text(
            "Copies on SSD cells, snapshots, backups or in swap are out of its reach: docs/operating/keys.md",
            "Les copies en cellules SSD, instantanés, sauvegardes ou mémoire d’échange sont hors de sa portée : docs/operating/keys.md")
            .In(language));
    }
}
