using System.CommandLine;
using Ecluse.Cli.Remote;
using Ecluse.Durability;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Signatures;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse ssh-login</c>: a key made here and now, certified by the server for some hours, as ssh and sftp take them.</summary>
internal static class SshLoginVerb
{
    // What a token that is missing, over or not fresh is answered with.
    private static readonly string[] AskAgain = ["REMOTE-004", "API-003", "SERVE-021"];

    public static Command Create(VerbContext context)
    {
        var command = new Command(
            "ssh-login", "gets a certificate of a server for sftp, good for eight hours at most · obtient d’un serveur un certificat pour sftp, valable huit heures au plus");
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            using var made = SshSigner.Generate("ecluse ssh-login");
            var subject = new SshSubject(made.PublicKey.ToLine());
            SshCertified given;
            try
            {
                given = await AskAsync(context, parsed, subject, cancellation);
            }
            catch (EcluseException missing) when (AskAgain.Contains(missing.Code))
            {
                await LoginVerb.SignInAsync(context, parsed, cancellation);
                given = await AskAsync(context, parsed, subject, cancellation);
            }

            using var server = ServerClient.Unsigned(context, parsed);
            var path = Keep(server.Address, made, given.Certificate);
            answer.Say(
                $"Until {given.Until:yyyy-MM-dd HH:mm}Z at the latest, and no longer than your session in the console: sftp -i {path} …",
                $"Au plus tard jusqu’au {given.Until:yyyy-MM-dd HH:mm}Z, et pas plus que votre session dans la console : sftp -i {path} …");
            answer.Json(new { key = path, certificate = path + "-cert.pub", given.Until });
            return 0;
        });
        return command;
    }

    private static async Task<SshCertified> AskAsync(VerbContext context, ParseResult parsed, SshSubject subject, CancellationToken cancellation)
    {
        using var server = ServerClient.SignedIn(context, parsed);
        return await server.PostAsync<SshCertified>("/ssh-certificate", subject, cancellation);
    }

    // Beside the token: in the person's own folder, in the place of the one before. OpenSSH finds the certificate by its key's name.
    private static string Keep(Uri server, SshSigner key, string certificate)
    {
        var path = Path.Combine(JournalPlaces.OfPerson(), "servers", $"{Uri.EscapeDataString(server.Host)}_{server.Port}.ssh");
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        foreach (var old in new[] { path, path + ".pub", path + "-cert.pub" })
        {
            File.Delete(old);
        }

        key.Save(path);
        File.WriteAllText(path + "-cert.pub", certificate + "\n");
        FolderSync.Flush(folder);
        return path;
    }
}
