using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ecluse.Testkit;

namespace Ecluse.Host.Notices;

/// <summary>npm's maildev and smtp-server on loopback, one process for a class.</summary>
public sealed class MailServers : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private Process? process;

    /// <summary>Why they are not there; null where they are.</summary>
    public string? Missing { get; private set; }

    public int Plain { get; private set; }

    public int StartTls { get; private set; }

    public string Certificate => folder.Of("cert.pem");

    private int Pages { get; set; }

    private int Received { get; set; }

    public async ValueTask InitializeAsync()
    {
        string packages;
        try
        {
            packages = await NodePackages.OrSkipAsync("mail");
        }
        catch (Exception skipped) when (skipped.Message.Contains("missing", StringComparison.Ordinal))
        {
            Missing = "missing: npm packages of tests/oracles/mail";
            return;
        }

        WriteCertificate();
        process = Process.Start(new ProcessStartInfo(Programs.Find("node")!, [Path.Combine(packages, "server.mjs"), folder.Of("key.pem"), Certificate])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = packages,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync();
        var ports = (line ?? throw new InvalidOperationException(await errors)).Split(' ').Select(port => int.Parse(port, null)).ToArray();
        (Plain, Pages, StartTls, Received) = (ports[0], ports[1], ports[2], ports[3]);
    }

    public ValueTask DisposeAsync()
    {
        // Its standard input closed, it ends, and maildev with it.
        process?.StandardInput.Close();
        process?.WaitForExit(10_000);
        process?.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>What maildev has.</summary>
    public Task<JsonElement> InMaildevAsync() => GetAsync($"http://127.0.0.1:{Pages}/api/email");

    /// <summary>What the server with STARTTLS has.</summary>
    public Task<JsonElement> InStartTlsAsync() => GetAsync($"http://127.0.0.1:{Received}/received");

    /// <summary>It refuses every recipient with this code from now on; 0 for none.</summary>
    public Task AnswerAsync(int code) => GetAsync($"http://127.0.0.1:{Received}/answer?code={code}");

    private static async Task<JsonElement> GetAsync(string address)
    {
        using var client = new HttpClient();
        return JsonDocument.Parse(await client.GetStringAsync(new Uri(address))).RootElement;
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(folder.Of("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
