using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Ecluse.Host.Notices;

/// <summary>Believes a server by one authority of the settings, name and dates as usual; by the system's where none is named.</summary>
internal sealed class TrustedRoot(string? file)
{
    /// <summary>Null lets the system's authorities decide.</summary>
    public RemoteCertificateValidationCallback? Check => file is null ? null : Judge;

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }

        using var leaf = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(file!);
        return own.Build(leaf);
    }
}
