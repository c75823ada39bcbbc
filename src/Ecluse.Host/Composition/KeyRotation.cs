using System.Security.Cryptography;
using System.Text;
using Ecluse.Durability;
using Ecluse.Errors;
using Ecluse.Host.Sftp;
using Ecluse.Keys;
using Ecluse.Passages;
using Ecluse.Signatures;
using Ecluse.Storage.Journal;

namespace Ecluse.Host.Composition;

/// <summary>
/// Puts a new signing key in the place of an old one, which is destroyed; announced before and told after (rule 10). Killed at any step,
/// it is done again and ends the same.
/// </summary>
internal sealed class KeyRotation(Installation installation)
{
    /// <summary>Keys that are replaced so, by the names of their files.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["source-gate"] = SigningKeys.Source, ["target-gate"] = SigningKeys.Target, ["ssh-ca"] = SshAuthority.KeyName,
    };

    /// <summary>Replaces one.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="by">Who has it replaced.</param>
    /// <param name="cancellation">Stops before it begins; once begun it goes on.</param>
    /// <returns>The new key's public half.</returns>
    /// <exception cref="EcluseException"><c>KEY-009</c>: a passage or a plan names the old key; <c>KEY-006</c>, <c>KEY-007</c>, <c>KEY-008</c>.</exception>
    public async Task<SshPublicKey> RunAsync(string name, string by, CancellationToken cancellation)
    {
        var file = Names[name];
        if (file != SshAuthority.KeyName)
        {
            await RefuseWhileNamedAsync(cancellation);
        }

        var path = Path.Combine(installation.Data.SigningKeys, file);
        var intent = await installation.Journal.AppendAsync(SigningKeyActs.Making(file, by), cancellation);
        using var made = Next(path, name);
        if (File.Exists(path))
        {
            File.Move(path, path + ".old", overwrite: true);
        }

        File.Move(path + ".next", path);
        File.Move(path + ".next.pub", path + ".pub", overwrite: true);
        FolderSync.Flush(installation.Data.SigningKeys);
        Destroy(path + ".old");
        await installation.Journal.AppendAsync(SigningKeyActs.Made(file, made.PublicKey, by) with { Intent = intent }, CancellationToken.None);
        await installation.Journal.PublishAsync(CancellationToken.None);
        return made.PublicKey;
    }

    // A plan is fitted to its gates by their keys, and only the gate that it names can say that an identity is gone.
    private async Task RefuseWhileNamedAsync(CancellationToken cancellation)
    {
        var open = (await installation.Ledger.ListAsync(cancellation)).Count(passage => passage.State != PassageState.Erased);
        var plans = (await installation.Ledger.UnusedPlansAsync(cancellation)).Count;
        if (open + plans > 0)
        {
            throw new EcluseException(
                "KEY-009",
                new($"{open} passage(s) not erased and {plans} unused plan(s) name this machine’s gates by their keys.",
                    $"{open} passage(s) non effacé(s) et {plans} plan(s) inutilisé(s) nomment les portes de cette machine par leurs clés."),
                new("Erase them first, or let their date come; then replace the key.", "Les effacer d’abord, ou attendre leur échéance ; puis remplacer la clé."),
                ErrorKind.Refused);
        }
    }

    // One that was made and not put in place yet, by a command that was killed, is taken.
    private static SshSigner Next(string path, string name)
    {
        var next = path + ".next";
        if (File.Exists(next) && File.Exists(next + ".pub"))
        {
            return SshSigner.Load(next);
        }

        File.Delete(next);
        File.Delete(next + ".pub");
        var made = SshSigner.Generate("ecluse " + name);
        made.Save(next);
        return made;
    }

    private static void Destroy(string old)
    {
        if (!File.Exists(old))
        {
            return;
        }

        using (var file = new FileStream(old, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(Encoding.ASCII.GetBytes("#" + RandomNumberGenerator.GetHexString((int)file.Length - 1)));
            file.Flush(flushToDisk: true);
        }

        KeyDestruction.Of(old);
    }
}
