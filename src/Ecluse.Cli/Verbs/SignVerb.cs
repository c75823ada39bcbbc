using System.CommandLine;
using System.Text;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Signatures;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse sign FILE --key KEY</c>: shows what the document says, then signs its exact bytes for its kind. The file
/// <c>FILE.sig</c> is what <c>ssh-keygen -Y sign</c> would have written.
/// </summary>
internal static class SignVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<string>("FILE") { Description = "document to sign · document à signer" };
        var key = new Option<string>("--key")
        {
            Description = "ed25519 private key of OpenSSH · clé privée ed25519 d’OpenSSH", Required = true,
        };
        var command = new Command(
            "sign",
            "Shows a document's figures, then signs it (exit 0, 2, 4, 10, 12). · "
            + "Montre les chiffres d’un document, puis le signe (sortie 0, 2, 4, 10, 12).")
        {
            file, key,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(file)!;
            var bytes = File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellation) : throw Missing();
            var document = DocumentFigures.Read(path, bytes);
            var space = SignedDocument.NamespaceOf(document.Type);
            if (!parsed.GetValue(CommandLine.Json))
            {
                document.Write(context.Terminal.Text);
            }

            using var signer = Load(parsed.GetValue(key)!, space, path);
            var signature = signer.Sign(space, bytes).Armor();
            SshSignature.Parse(signature).Verify(signer.PublicKey, space, bytes);
            await WriteAsync(path + ".sig", signature, cancellation);
            JournalVerb.Answer(
                context, parsed,
                new Text(
                    $"Signed as {space} with {signer.PublicKey.Fingerprint}: {path}.sig",
                    $"Signé comme {space} avec {signer.PublicKey.Fingerprint} : {path}.sig"),
                new
                {
                    type = document.Type, sha256 = Sha256Hex.Of(bytes), @namespace = space,
                    key = signer.PublicKey.Fingerprint, signature = path + ".sig",
                });
            return (int)ErrorKind.None;
        });
        return command;
    }

    /// <summary>Keys with a passphrase or in a security key sign with OpenSSH: then the very command is told.</summary>
    private static SshSigner Load(string key, string space, string path)
    {
        try
        {
            return SshSigner.Load(key);
        }
        catch (EcluseException refused) when (refused.Code is "SIGN-008" or "SIGN-009")
        {
            throw new EcluseException(
                refused.Code, refused.Problem,
                new($"If it is yours, sign with OpenSSH: ssh-keygen -Y sign -f {key} -n {space} {path}",
                    $"Si c’est la vôtre, signer avec OpenSSH : ssh-keygen -Y sign -f {key} -n {space} {path}"),
                refused.Kind);
        }
    }

    /// <summary>A signature that is there already is kept: it may be the other party's.</summary>
    private static async Task WriteAsync(string path, string signature, CancellationToken cancellation)
    {
        if (File.Exists(path))
        {
            if (await File.ReadAllTextAsync(path, cancellation) == signature)
            {
                return;
            }

            throw new EcluseException(
                "CLI-021",
                new("A signature file of this name exists already, with another signature.",
                    "Un fichier de signature de ce nom existe déjà, avec une autre signature."),
                new("Move it away, for example to the name of the party that signed it, and sign again.",
                    "Le renommer, par exemple au nom de la partie qui l’a signé, et signer de nouveau."),
                ErrorKind.Refused);
        }

        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(Encoding.ASCII.GetBytes(signature), cancellation);
        file.Flush(flushToDisk: true);
    }

    private static EcluseException Missing() => new(
        "CLI-022",
        new("The document to sign does not exist.", "Le document à signer n’existe pas."),
        new("Check its path.", "Vérifier son chemin."),
        ErrorKind.NotFound);
}
