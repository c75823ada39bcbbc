using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Host.Sftp;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse hand-over</c>: the forced command of a key that sshd runs; nobody types it.</summary>
internal static class SftpHandOverVerb
{
    public static Command Create(VerbContext context)
    {
        var key = new Argument<string>("key") { Description = "id of the key · identifiant de la clé" };
        var door = new Option<FileInfo>("--door") { Description = "socket of the server · socket du serveur", Required = true };
        var command = new Command("hand-over", "run by sshd: gives a client's connection to the server · lancé par sshd : remet la connexion d’un client au serveur")
        {
            key, door,
        };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var connection = Environment.GetEnvironmentVariable("SSH_CONNECTION") ?? "";
            var asked = Environment.GetEnvironmentVariable("SSH_ORIGINAL_COMMAND") ?? "";
            var words = await SftpHandOver.RunAsync(parsed.GetValue(door)!.FullName, parsed.GetValue(key)!, connection, asked, cancellation);
            if (words == SftpHandOver.Ended)
            {
                return (int)ErrorKind.None;
            }

            await context.Terminal.Error.WriteLineAsync(words);
            return (int)(words.Length == 0 ? ErrorKind.Failed : ErrorKind.Refused);
        });
        return command;
    }
}
