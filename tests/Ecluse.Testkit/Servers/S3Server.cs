using System.Diagnostics;
using System.Globalization;

namespace Ecluse.Testkit.Servers;

/// <summary>An S3-compatible storage of this test run alone (npm s3rver); gone with the process.</summary>
public sealed class S3Server
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static S3Server? theOne;
    private static int prefixes;

    private S3Server(TestFolder folder, int port) => (Folder, Port) = (folder, port);

    /// <summary>Access key, and its secret.</summary>
    public static string Key => "S3RVER";

    /// <summary>Where it keeps what it is given, one folder a bucket.</summary>
    public TestFolder Folder { get; }

    /// <summary>Port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>The server, started by the first test that asks; the test is skipped by name when it cannot be installed.</summary>
    public static async Task<S3Server> SharedAsync()
    {
        await Gate.WaitAsync();
        try
        {
            return theOne ??= await StartAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>A prefix that no other test of this run writes under.</summary>
    public static string NewPrefix() => string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref prefixes)}/");

    /// <summary>What <c>depot.yaml</c> of a data folder says to use it; the secret is written beside it.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="bucket"><c>plain</c>, or one of those that <c>tests/oracles/s3/server.mjs</c> makes behave badly.</param>
    /// <param name="prefix">Prefix.</param>
    public void Configure(string data, string bucket, string prefix)
    {
        Directory.CreateDirectory(data);
        var secret = Path.Combine(Path.GetDirectoryName(data)!, "s3.secret");
        Write(secret, Key + "\n");
        Write(Path.Combine(data, "depot.yaml"), $$"""
            s3:
              endpoint: {{Address}}
              region: eu-west-3
              bucket: {{bucket}}
              prefix: {{prefix}}
              access-key: {{Key}}
              secret-key: { file: {{secret}} }
            """);
    }

    /// <summary>Removes a folder of this machine when the next object arrives: what else happens while it is on its way.</summary>
    public async Task RemoveAtNextPutAsync(string folder)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{Address}/_remove-at-next-put?path={Uri.EscapeDataString(folder)}"));
        answer.EnsureSuccessStatusCode();
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static async Task<S3Server> StartAsync()
    {
        var packages = await NodePackages.OrSkipAsync("s3");
        var folder = new TestFolder();
        var started = Process.Start(new ProcessStartInfo(Programs.Find("node")!, [Path.Combine(packages, "server.mjs"), folder.Path])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true, WorkingDirectory = packages,
        })!;
        var errors = started.StandardError.ReadToEndAsync();
        var port = await started.StandardOutput.ReadLineAsync();
        Assert.True(port is not null, port is null ? await errors : "");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            started.Kill();
            folder.Dispose();
        };
        return new S3Server(folder, int.Parse(port!, CultureInfo.InvariantCulture));
    }
}
