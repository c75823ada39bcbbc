using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ecluse.Testkit.Traces;

namespace Ecluse.Testkit.Servers;

/// <summary>nginx with the configuration that ships, in front of a server of ours.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly Process? process;

    private NginxServer(string program, string site, int port, bool isTraced)
    {
        Port = port;
        File.WriteAllText(folder.Of("site.conf"), site.Replace("FOLDER", folder.Path, StringComparison.Ordinal));
        File.WriteAllText(folder.Of("nginx.conf"), $$"""
            daemon off; master_process off; pid {{folder.Of("pid")}}; error_log {{folder.Of("errors.log")}};
            events {}
            http {
              access_log {{folder.Of("access.log")}};
              client_body_temp_path {{folder.Of("body")}}; proxy_temp_path {{folder.Of("proxy")}};
              fastcgi_temp_path {{folder.Of("fastcgi")}}; uwsgi_temp_path {{folder.Of("uwsgi")}}; scgi_temp_path {{folder.Of("scgi")}};
              include {{folder.Of("site.conf")}};
            }
            """);
        ServerCertificate.Write(folder.Path, TimeProvider.System.GetUtcNow(), "lab.example", "sign.lab.example");
        string[] arguments = ["-e", folder.Of("errors.log"), "-p", folder.Path, "-c", folder.Of("nginx.conf")];
        Traced = isTraced ? TracedServer.Begin(program, arguments) : null;
        process = isTraced ? null : Process.Start(new ProcessStartInfo(program, arguments));
    }

    /// <summary>Its trace, where it was asked for.</summary>
    public TracedServer? Traced { get; }

    /// <summary>Its folder: settings, logs, temporary files.</summary>
    public string Folder => folder.Path;

    /// <summary>Port on 127.0.0.1, TLS.</summary>
    public int Port { get; }

    /// <summary>The certificate that it shows.</summary>
    public byte[] Certificate => X509CertificateLoader.LoadCertificateFromFile(folder.Of("server.pem")).RawData;

    /// <summary>What it complained of.</summary>
    public string Errors => File.ReadAllText(folder.Of("errors.log"));

    /// <summary>Starts it; the test is skipped by name where it is not installed.</summary>
    /// <param name="upstream">Port of our server.</param>
    /// <param name="isTraced">Whether every byte that it writes and sends is kept; the test is skipped by name where strace is missing.</param>
    public static async Task<NginxServer> StartAsync(int upstream, bool isTraced = false)
    {
        var program = ProcessRun.Require("nginx");
        var port = TracedServer.FreePort();
        var shipped = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "deploy", "nginx.conf"));
        var server = new NginxServer(program, Placed(shipped, port, upstream), port, isTraced);
        await (server.Traced?.ListensAsync(port) ?? server.UntilItListensAsync());
        return server;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Traced is not null)
        {
            await Traced.DisposeAsync();
        }

        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        folder.Dispose();
    }

    private static string Placed(string shipped, int port, int upstream)
    {
        var placed = shipped
            .Replace("listen 443 ssl", $"listen 127.0.0.1:{port} ssl", StringComparison.Ordinal)
            .Replace("/etc/ecluse/lab.example.pem", "FOLDER/server.pem", StringComparison.Ordinal)
            .Replace("/etc/ecluse/lab.example.key", "FOLDER/server.key", StringComparison.Ordinal)
            .Replace("127.0.0.1:7440", $"127.0.0.1:{upstream}", StringComparison.Ordinal);
        Assert.DoesNotContain("/etc/ecluse", placed, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{upstream}", placed, StringComparison.Ordinal);
        return placed;
    }

    private async Task UntilItListensAsync()
    {
        for (var tries = 0; ; tries++)
        {
            Assert.False(process!.HasExited, "nginx ended at once: " + (File.Exists(folder.Of("errors.log")) ? Errors : ""));
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException) when (tries < 300)
            {
                await Task.Delay(100);
            }
        }
    }
}
