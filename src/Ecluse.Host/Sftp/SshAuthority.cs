using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Signatures;

namespace Ecluse.Host.Sftp;

/// <summary>
/// Gives a signed-in person a certificate for SFTP that ends by itself: an OpenSSH certificate by a key of this server's own, which names one
/// entry of the keys that open and nothing else.
/// </summary>
internal sealed class SshAuthority(ServerParts parts, SshKeyShelf keys)
{
    /// <summary>Name of its key among the signing keys.</summary>
    public const string KeyName = "ssh-ca.key";

    /// <summary>How long a certificate is good at most.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    // Clocks of two machines differ a little.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Certifies a key that was made for it.</summary>
    /// <param name="who">The person, and the session that the certificate ends with.</param>
    /// <param name="subject">The key; ed25519.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>The line of the <c>-cert.pub</c> file, and when it ends at the latest.</returns>
    /// <exception cref="EcluseException"><c>SIGN-005</c>; <c>SFTP-011</c>; <c>SFTP-020</c>: the key is, or was, on an account.</exception>
    public async Task<(string Line, DateTimeOffset Until)> CertifyAsync(SignedIn who, SshPublicKey subject, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        var until = new[] { now + Lifetime, who.Since + Sessions.Longest }.Min();
        using var authority = await new SigningKeys(parts.Installation.Data, parts.Installation.Journal).OpenAsync(KeyName, who.Account.Person, cancellation);
        var id = SshKeyShelf.NewCertificate();
        var line = SshCertificate.Write(subject, authority, id, now - Skew, until);
        await keys.AddCertificateAsync(who, id, authority.PublicKey, subject, until, cancellation);
        return (line, until);
    }
}
