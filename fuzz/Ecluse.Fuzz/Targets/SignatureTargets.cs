using System.Text;
using Ecluse.Signatures;

namespace Ecluse.Fuzz.Targets;

/// <summary>SSHSIG, OpenSSH's keys, and the laboratory's own list of signers.</summary>
internal static class SignatureTargets
{
    private const string Line = "ssh-ed25519 ";

    private static readonly SshSigner Signer = SshSigner.Generate("fuzz");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("ssh-signature", Signature, () => [Seeds.Text(Signer.Sign(SignatureNamespaces.Plan, "plan"u8).Armor())])
        {
            Words = ["-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----\n", "U1NIU0lH", "\n"],
        },
        new("ssh-signature-blob", SignatureBlob, () => [Blob()]) { Words = ["ssh-ed25519", "sk-ssh-ed25519@openssh.com", "rsa-sha2-512", "sha512", "plan@ecluse"] },
        new("ssh-public-key", PublicKey, PublicKeys) { Words = [Line, "ecdsa-sha2-nistp256 ", "ssh-rsa ", "sk-ssh-ed25519@openssh.com ", "AAAA"] },
        new("ssh-public-blob", PublicBlob, () => PublicKeys().Select(key => SshPublicKey.Parse(Encoding.ASCII.GetString(key)).Blob.ToArray()))
        {
            Words = ["ssh-rsa", "ecdsa-sha2-nistp521", "nistp521", "sk-ecdsa-sha2-nistp256@openssh.com", "ssh:"],
        },
        new("ssh-private-key", PrivateKey, PrivateKeys) { Words = ["-----BEGIN OPENSSH PRIVATE KEY-----\n", "-----END OPENSSH PRIVATE KEY-----\n"] },
        new("allowed-signers", Signers, SignerFiles)
        {
            Words = ["namespaces=\"", "valid-after=\"", "valid-before=\"", "cert-authority", "20201231", "20201231235959Z", ",", "\"", "*", "!", "?", "\n"],
        },
    ];

    private static void Signature(byte[] bytes)
    {
        var signature = SshSignature.Parse(Encoding.Latin1.GetString(bytes));
        var armor = signature.Armor();
        Must.Hold(SshSignature.Parse(armor).Armor() == armor, "a signature that was read is not read back");
        signature.Verify(signature.PublicKey, signature.Namespace, "plan"u8);
    }

    // The same reader under the armor, where the changes of a fuzzer are not lost on base64.
    private static void SignatureBlob(byte[] bytes) => Signature(Encoding.ASCII.GetBytes(SshArmor.Encode(bytes, SshArmor.Signature)));

    private static void PublicKey(byte[] bytes)
    {
        var key = SshPublicKey.Parse(Encoding.UTF8.GetString(bytes));
        var again = SshPublicKey.Parse(key.ToLine());
        Must.Hold(again.Equals(key) && again.ToLine() == key.ToLine(), "a public key that was read is not read back");
    }

    private static void PublicBlob(byte[] bytes)
    {
        var key = SshPublicKey.FromBlob(bytes);
        Must.BeEqual(bytes, key.Blob, "a public key's blob is not the bytes that it was read from");
    }

    private static void PrivateKey(byte[] bytes)
    {
        using var signer = PrivateKeyFile.Parse(Encoding.Latin1.GetString(bytes));
        signer.Sign(SignatureNamespaces.Plan, "plan"u8).Verify(signer.PublicKey, SignatureNamespaces.Plan, "plan"u8);
    }

    private static void Signers(byte[] bytes)
    {
        var signers = AllowedSigners.Parse(Encoding.UTF8.GetString(bytes), TimeZoneInfo.Utc);
        foreach (var entry in signers.Entries)
        {
            _ = entry.Names("director@laboratory.example");
            _ = entry.Allows(SignatureNamespaces.Plan, DateTimeOffset.UnixEpoch);
            var again = AllowedSigners.Parse(entry.ToLine(), TimeZoneInfo.Utc).Entries;
            Must.Hold(again is [var one] && one.ToLine() == entry.ToLine(), "a signer that was read is not read back");
        }
    }

    private static byte[] Blob() => SshArmor.Decode(Signer.Sign(SignatureNamespaces.Plan, "plan"u8).Armor(), SshArmor.Signature);

    private static IEnumerable<byte[]> PublicKeys() => [Seeds.Text(Signer.PublicKey.ToLine())];

    private static IEnumerable<byte[]> PrivateKeys() => [Seeds.Text(PrivateKeyFile.Encode(Signer))];

    private static IEnumerable<byte[]> SignerFiles()
    {
        var key = Signer.PublicKey.ToLine();
        yield return Seeds.Text($"director@laboratory.example {key}\n");
        yield return Seeds.Text($"""
            # the laboratory's
            director@laboratory.example,*@laboratory.example namespaces="plan@ecluse,instruction@ecluse",valid-after="20240101",valid-before="20291231235959Z" {key}
            !deputy@laboratory.example,d?puty@* {key}

            """);
    }
}
