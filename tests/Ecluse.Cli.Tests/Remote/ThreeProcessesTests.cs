using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Samples;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;

namespace Ecluse.Cli.Remote;

/// <summary>
/// Three data folders, three processes: a source gate, a server, a target gate. Every byte that the server writes or sends is traced: no
/// plaintext, and no key that opens a parcel.
/// </summary>
public sealed class ThreeProcessesTests
{
    private const string SecretKey = "AGE-SECRET-KEY-";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_between_two_gates_of_other_processes_writes_and_sends_nothing_that_can_be_read()
    {
        ProcessRun.Require("strace");
        using var premises = await TwoPremises.BuildAsync();
        await BetweenServer.FoundAsync(premises);
        (await premises.AtTargetAsync("target", "offer", "I-2026-001", "-o", premises.Of("offer.json"))).Must(0);
        (await premises.Source.RunAsync("plan", "I-2026-001", "--offer", premises.Of("offer.json"), "-o", premises.Source.Plan)).Must(0);
        var passage = await premises.OpenAsync();

        var (data, port) = (Path.Combine(premises.Of("server"), "data"), TracedServer.FreePort());
        var token = await OfficerAsync(data);
        await using var serving = TracedServer.Begin(
            "dotnet", [typeof(CommandLine).Assembly.Location, "serve", "--port", $"{port}", "--data", data], premises.Of("server"),
            new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" });
        var address = $"http://localhost:{port}";
        await serving.ListensAsync(port);
        await EnrolAsync(premises, new Uri(address), token);
        await GateAsync(premises, 0, premises.Source.Stage.Data, "extract", passage, "--server", address);
        await GateAsync(premises, (int)ErrorKind.PartlyDone, premises.TargetData, "load", passage, "--server", address);

        await NothingIsReadableAsync(premises, data, passage, (await serving.KillAsync()).Trace);
    }

    private static async Task NothingIsReadableAsync(TwoPremises premises, string data, string passage, Trace trace)
    {
        var search = new DyeSearch(SampleDyes.All(PreparedPassage.Options(misfits: true)).Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));
        Assert.NotEmpty(search.Find(await File.ReadAllBytesAsync(premises.Source.Stage.Target, Stop), "the new system"));
        Assert.Equal([], trace.Unseen);
        Assert.Contains(trace.Streams, stream => stream.Bytes.AsSpan().IndexOf("age-encryption.org/v1\n"u8) >= 0);
        Assert.Contains(trace.Streams, stream => Encoding.UTF8.GetString(stream.Bytes).Contains(passage, StringComparison.Ordinal));
        Assert.Equal([], trace.Find(search).Select(finding => finding.ToString()));
        Assert.DoesNotContain(trace.Streams, stream => Encoding.Latin1.GetString(stream.Bytes).Contains(SecretKey, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories),
            file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(SecretKey, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(
            Directory.EnumerateFiles(premises.TargetData, "*", SearchOption.AllDirectories),
            file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(SecretKey, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task GateAsync(TwoPremises premises, int expected, string data, params string[] args)
    {
        var gate = await ProcessRun.RunAsync(
            "dotnet", ["exec", "--runtimeconfig", SmallParcels.Settings(premises.Folder), typeof(CommandLine).Assembly.Location, .. args, "--data", data], seconds: 300);
        Assert.True(gate.ExitCode == expected, $"{args[0]}: {gate.ExitCode} {gate.ErrorText}");
    }

    // The security officer of the processor, signed in.
    private static async Task<string> OfficerAsync(string data)
    {
        var (token, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), TimeProvider.System.GetUtcNow());
        await using var state = new DataFolder(data).Open();
        state.Add(new PersonRow { Id = "person:00000000000000aa", Name = "Ève Caradec", Organisation = "Solvane Santé", Role = "security-officer" });
        state.Add(new AccountRow { Person = "person:00000000000000aa", EnrolledAt = now });
        state.Add(new SessionRow
        {
            TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), Person = "person:00000000000000aa",
            BegunAt = now, SeenAt = now, Network = "127.0.0.1", Device = "",
        });
        await state.SaveChangesAsync(Stop);
        return token;
    }

    private static async Task EnrolAsync(TwoPremises premises, Uri address, string token)
    {
        using var officer = new Browser(address, Stop);
        officer.Hold("ecluse-session", token);
        foreach (var (name, data, key) in new[] { ("Source", premises.Source.Stage.Data, "source-gate"), ("Target", premises.TargetData, "target-gate") })
        {
            using var enrolled = await officer.PostFormAsync("/agents", ("name", name), ("key", await File.ReadAllTextAsync(Path.Combine(data, "keys", "signing", $"{key}.key.pub"), Stop)));
            Assert.Equal(HttpStatusCode.Redirect, enrolled.StatusCode);
        }

        using var stated = await officer.PostFormAsync(
            "/hosting", ("number", "2026-HDS-17"), ("body", "Certif"), ("scope", "activités 1 à 6"), ("until", $"{DateTime.UtcNow.AddDays(300):yyyy-MM-dd}"), ("reason", ""));
        Assert.Equal(HttpStatusCode.Redirect, stated.StatusCode);
    }
}
