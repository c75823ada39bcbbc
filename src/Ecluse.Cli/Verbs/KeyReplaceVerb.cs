using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Composition;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse key replace NAME</c>: a new signing key of this machine in the place of the old one, which is destroyed.</summary>
internal static class KeyReplaceVerb
{
    public static Command Create(VerbContext context)
    {
        var name = new Argument<string>("NAME") { Description = "source-gate, target-gate or ssh-ca · source-gate, target-gate ou ssh-ca" };
        name.AcceptOnlyFromAmong([.. KeyRotation.Names.Keys]);
        var command = new Command(
            "replace", "Replaces a signing key of this machine (exit 0, 2, 4). · Remplace une clé de signature de cette machine (sortie 0, 2, 4).") { name };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            await using var installation = await Installation.OpenAsync(context, parsed, cancellation);
            var key = await new KeyRotation(installation).RunAsync(parsed.GetValue(name)!, await installation.ActorAsync(cancellation), cancellation);
            answer.Say(
                $"{parsed.GetValue(name)} has a new key, {key.Fingerprint}; the old one is destroyed here. Start a running server again.",
                $"{parsed.GetValue(name)} a une nouvelle clé, {key.Fingerprint} ; l’ancienne est détruite ici. Relancer un serveur en marche.");
            answer.Json(new { name = parsed.GetValue(name), fingerprint = key.Fingerprint, key = key.ToLine() });
            return (int)ErrorKind.None;
        });
        return command;
    }
}
