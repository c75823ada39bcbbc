using System.CommandLine;
using Ecluse.Age;
using Ecluse.Cli.Remote;
using Ecluse.Errors;
using Ecluse.Host.Spaces;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse depot send</c>: sends a file into a space of a server. Where the space is end to end, it is sealed here, name included; cut, or run
/// again, it goes on where the server stands.
/// </summary>
internal static class DepotSendVerb
{
    public static Command Create(VerbContext context)
    {
        var space = DepotVerb.Space();
        var file = new Argument<string>("FILE") { Description = "file to send · fichier à envoyer" };
        var expected = new Option<string[]>("--recipient", "-r")
        {
            Description = "recipients that the space must seal to, and no other; may be repeated · destinataires pour lesquels l’espace doit sceller, et aucun autre ; peut être répété",
            HelpName = "RECIPIENT",
        };
        var command = new Command(
            "send", "sends a file, sealed before it leaves, and goes on after a cut (exit 0, 1, 4, 10) · envoie un fichier, scellé avant de partir, et reprend après une coupure (sortie 0, 1, 4, 10)")
        {
            space, file, expected,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            using var server = ServerClient.SignedIn(context, parsed);
            var found = (await server.GetAsync<SpaceFacts>($"/spaces/{Uri.EscapeDataString(parsed.GetValue(space)!)}", cancellation)).Space;
            Compare(found, parsed.GetValue(expected) ?? []);
            using var bytes = Prepare(found, new SentFile(parsed.GetValue(file)!));
            using var progress = new ByteProgress(context.Terminal, bytes.Length);
            var (sent, from) = await new SpaceSending(server, context.Clock, progress).RunAsync(found.Id, bytes, cancellation);
            progress.Dispose();
            answer.Say(
                $"{sent}: sent{(from > 0 ? $", from byte {answer.Number(from)} on" : "")}, {answer.Number(bytes.Length)} bytes; {How(found).English}",
                $"{sent} : envoyé{(from > 0 ? $", à partir de l’octet {answer.Number(from)}" : "")}, {answer.Number(bytes.Length)} octets ; {How(found).French}");
            answer.Json(new { space = found.Id, sent, from, bytes = bytes.Length, found.Grade, found.Recipients });
            return 0;
        });
        return command;
    }

    private static void Compare(Space space, string[] expected)
    {
        if (expected.Length > 0 && !expected.ToHashSet().SetEquals(space.Recipients))
        {
            throw RemoteErrors.OtherRecipients();
        }
    }

    private static ISentBytes Prepare(Space space, SentFile file)
    {
        try
        {
            return space.Grade == Grade.OnArrival ? file : new SealedFileParts(file, space.Id, [.. space.Recipients.Select(AgeRecipient.Parse)]);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static Text How(Space space) => space.Grade == Grade.OnArrival
        ? new("the server sealed it on arrival", "le serveur l’a scellé à l’arrivée")
        : new($"sealed here, name included, for {string.Join(' ', space.Recipients)}", $"scellé ici, nom compris, pour {string.Join(' ', space.Recipients)}");
}
