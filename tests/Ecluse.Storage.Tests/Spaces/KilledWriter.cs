using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Age;
using Ecluse.Spaces;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Spaces;

/// <summary>A process of its own that writes an object until it is killed (kill -9), when a random number of bytes more lies on the disk.</summary>
public sealed class KilledWriter
{
    private const string Folder = "ECLUSE_KILLED_FOLDER", SpaceId = "ECLUSE_KILLED_SPACE", ObjectId = "ECLUSE_KILLED_OBJECT", Fill = "ECLUSE_KILLED_FILL";
    private const int GrownMax = 600_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal static async Task RunAsync(string folder, string space, string id, byte fill)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Ecluse.Storage.Tests"))
        {
            RedirectStandardOutput = true, ArgumentList = { "-explicit", "only", "-class", typeof(KilledWriter).FullName!, "-noLogo", "-noColor" },
        };
        foreach (var (name, value) in new[] { (Folder, folder), (SpaceId, space), (ObjectId, id), (Fill, fill.ToString(CultureInfo.InvariantCulture)) })
        {
            start.Environment[name] = value;
        }

        var lies = Path.Combine(folder, "spaces", space);
        var (before, more) = (Bytes(lies), RandomNumberGenerator.GetInt32(1, GrownMax));
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(Stop);
        while (Bytes(lies) < before + more)
        {
            Assert.False(process.HasExited, process.HasExited ? await said : "");
            await Task.Delay(1, Stop);
        }

        process.Kill();
        await process.WaitForExitAsync(Stop);
    }

    [Fact(Explicit = true)]
    public async Task Writes_until_it_is_killed()
    {
        string Given(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not given.");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var lab = new SpaceLab(path: Given(Folder), clock: clock, identity: identity);
        await using var upload = await lab.Exchange.ResumeAsync(Given(SpaceId), Given(ObjectId), SpaceLab.Sender, Stop);
        var bytes = new byte[90_000];
        bytes.AsSpan().Fill(byte.Parse(Given(Fill), CultureInfo.InvariantCulture));
        while (true)
        {
            await upload.WriteAsync(upload.Position, bytes.AsMemory(0, RandomNumberGenerator.GetInt32(1, bytes.Length)), Stop);
            if (RandomNumberGenerator.GetInt32(3) == 0)
            {
                await upload.CountAsync(Stop);
            }
        }
    }

    private static long Bytes(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Exists ? file.Length : 0);
}
