using System.CommandLine;
using System.Text.Json;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Keys;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse key new [--classic] -o FILE</c>: a new identity in a new file; prints the recipient.</summary>
internal static class KeyNewVerb
{
    public static Command Create(VerbContext context)
    {
        var output = new Option<string>("--output", "-o")
        {
            Description = "new file, mode 600 · nouveau fichier, mode 600", HelpName = "FILE", Required = true,
        };
        var classic = new Option<bool>("--classic")
        {
            Description = "X25519, for age before 1.3 · X25519, pour age d’avant 1.3",
        };
        var command = new Command(
            "new", "Makes an identity and prints its recipient (exit 0, 1, 2). · Fait une identité et affiche son destinataire (sortie 0, 1, 2).")
        {
            output, classic,
        };
        command.SetAction(parsed =>
        {
            var kind = parsed.GetValue(classic) ? AgeKeyKind.X25519 : AgeKeyKind.Hybrid;
            var recipient = IdentityFile.Create(parsed.GetValue(output)!, kind, context.Clock);
            var fingerprint = KeyDestruction.Fingerprint(recipient);
            context.Terminal.Text.WriteLine(parsed.GetValue(CommandLine.Json)
                ? JsonSerializer.Serialize(new { recipient = recipient.ToString(), fingerprint })
                : recipient.ToString());
            return (int)ErrorKind.None;
        });
        return command;
    }
}
