using System.CommandLine;
using System.Net;
using Ecluse.Errors;
using Ecluse.Host.Sftp;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse sshd</c>: sshd's own unit, under its own user, which reaches the door's socket and nothing else of Écluse.</summary>
internal static class SshdVerb
{
    public static Command Create(VerbContext context)
    {
        var port = new Option<int>("--port") { Description = "port of sshd · port de sshd", Required = true };
        var listen = new Option<string>("--listen") { Description = "address to listen on · adresse d’écoute (::)", DefaultValueFactory = _ => "::" };
        var door = new Option<FileInfo>("--door") { Description = "socket of the server · socket du serveur", Required = true };
        var folder = new Option<DirectoryInfo>("--folder") { Description = "folder of this user's, for host keys · dossier de cet utilisateur, pour les clés de l’hôte", Required = true };
        var command = new Command("sshd", "run by its own unit: SFTP's sshd under a user of its own · lancé par sa propre unité : le sshd de SFTP, sous un utilisateur à lui")
        {
            port, listen, door, folder,
        };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = IPAddress.TryParse(parsed.GetValue(listen), out var given) ? given : IPAddress.IPv6Any;
            var options = new SftpOptions(parsed.GetValue(port)) { Address = address, Clock = context.Clock };
            var answer = new Answer(context, parsed);
            await SshdUnit.RunAsync(
                new SshdPlace(parsed.GetValue(folder)!.FullName), options, parsed.GetValue(door)!.FullName,
                () => answer.Say(new Text($"sshd listens on port {options.Port}", $"sshd écoute sur le port {options.Port}").In(context.Language(parsed))), cancellation);
            return 0;
        });
        return command;
    }
}
