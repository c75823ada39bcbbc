using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ecluse.Errors;
using Ecluse.Storage;

namespace Ecluse.Host.Composition;

/// <summary>
/// The certificate that the server shows: one of the organisation's own, or a local one for <c>localhost</c> and the signing site beside
/// it, made once in the data folder. Browsers know the local one from nobody: whoever uses it has to trust it there first.
/// </summary>
/// <param name="Leaf">Certificate with its key.</param>
/// <param name="Chain">Certificates above it, as its file has them.</param>
internal sealed record ServerCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    private const int ValidDays = 397;
    private const int RenewedDays = 30;
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The local certificate's file, for a browser to trust: no key in it.</summary>
    public static string FileToTrust(DataFolder data) => Path.Combine(data.Path, "tls", "localhost.crt");

    /// <summary>Opens the local certificate; makes it at the first start, and anew a month before it ends.</summary>
    public static ServerCertificate Local(DataFolder data, TimeProvider clock)
    {
        var path = Path.Combine(data.Path, "tls", "localhost.pem");
        if (!File.Exists(path) || Ends(path) < clock.GetUtcNow().AddDays(RenewedDays))
        {
            Make(path, FileToTrust(data), clock.GetUtcNow());
        }

        return new(X509Certificate2.CreateFromPemFile(path), []);
    }

    /// <summary>Opens a certificate of one's own.</summary>
    /// <param name="certificate">PEM: the server's certificate first, those above it behind.</param>
    /// <param name="key">PEM: its private key, which nobody else may read.</param>
    /// <param name="now">What time it is.</param>
    /// <exception cref="EcluseException"><c>SERVE-043</c>: it cannot be used.</exception>
    public static ServerCertificate Own(string certificate, string key, DateTimeOffset now)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            var isOthers = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(key) & ~Mine & ~UnixFileMode.UserExecute) != 0;
            return !isOthers && leaf.NotBefore.ToUniversalTime() <= now.UtcDateTime && now.UtcDateTime < leaf.NotAfter.ToUniversalTime()
                ? new(leaf, [.. chain.Skip(1)])
                : throw ServerErrors.CertificateRefused(null);
        }
        catch (Exception trouble) when (trouble is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ServerErrors.CertificateRefused(trouble);
        }
    }

    private static DateTimeOffset Ends(string path)
    {
        using var made = X509Certificate2.CreateFromPemFile(path);
        return made.NotAfter.ToUniversalTime();
    }

    private static void Make(string path, string toTrust, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Server.Name}, O=Ecluse on this machine", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Server.Name);
        names.AddDnsName(new Site(Server.Name).Signing);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using var made = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(ValidDays));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Write(path, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        Write(toTrust, made.ExportCertificatePem() + "\n");
    }

    // Beside and renamed: a crash leaves the old one or the new one.
    private static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mine;
        }

        File.Delete(path + ".new");
        using (var file = new StreamWriter(path + ".new", options))
        {
            file.Write(text);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
