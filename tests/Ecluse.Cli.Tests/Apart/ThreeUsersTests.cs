using System.Security.Cryptography;
using System.Text;
using Ecluse.Cli.Lock;
using Ecluse.Samples;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;

namespace Ecluse.Cli.Apart;

/// <summary>
/// Three data folders, three processes, three users of the operating system: the source gate, who carries, the target gate. Nobody
/// reads what is another's, and what is carried opens with nothing that the carrier or the source gate has.
/// </summary>
public sealed class ThreeUsersTests
{
    private const UnixFileMode Pass = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    [Fact]
    public async Task Nobody_between_the_gates_opens_what_passes_and_no_gate_has_what_is_the_others()
    {
        Assert.SkipUnless(Environment.UserName == "root", "missing: root, to make users of the operating system");
        foreach (var program in new[] { "useradd", "userdel", "setpriv", "chown" })
        {
            ProcessRun.Require(program);
        }

        using var users = await GateUsers.MakeAsync();
        using var premises = await ApartPremises.BuildAsync(run: users.RunAsync);
        File.SetUnixFileMode(premises.Folder, Pass);
        await users.OwnAsync(premises);
        await premises.PlanAsync();
        var passage = (await premises.Run(premises.Source, ["extract", premises.Planned, "--to", Path.Combine(premises.Source, "out")])).Must(0).Output.Split(':')[0].Trim();
        await CarriedAsync(premises, users);

        (await premises.Run(premises.Target, ["load", premises.Between])).Must(0);
        (await premises.Run(premises.Target, ["reconcile", passage])).Must(0);

        Assert.Empty(Directory.EnumerateFiles(premises.Source, "identity.txt", SearchOption.AllDirectories));
        Assert.Single(Directory.EnumerateFiles(premises.Target, "identity.txt", SearchOption.AllDirectories));
        Assert.Equal(
            ["allowed_signers", "book", "connections.json", "database.password", "depot", "keys", "out", "scratch", "seen", "systems"],
            Directory.EnumerateFileSystemEntries(premises.Source).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        foreach (var (user, others) in new[]
        {
            (users.Source, new[] { premises.Target, premises.TargetDatabase, Path.Combine(premises.Target, "connections.json"), Path.Combine(premises.Target, "database.password") }),
            (users.Target, [premises.Source, premises.SourceDatabase, Path.Combine(premises.Source, "connections.json"), Path.Combine(premises.Source, "database.password")]),
            (users.Carrier, [premises.Source, premises.Target, premises.SourceDatabase, premises.TargetDatabase]),
        })
        {
            Assert.All(others, path => Assert.True(File.Exists(path) || Directory.Exists(path), path));
            foreach (var path in others)
            {
                Assert.NotEqual(0, (await GateUsers.AsAsync(user, "ls", "-l", path + (Directory.Exists(path) ? "/." : ""))).ExitCode);
            }
        }
    }

    // As the carrier: it takes what the source gate put out, finds nothing in it, and cannot load it.
    private static async Task CarriedAsync(ApartPremises premises, GateUsers users)
    {
        ApartPremises.Carry(Path.Combine(premises.Source, "out"), premises.Between);
        var carrier = premises.Of("carrier");
        Directory.CreateDirectory(carrier, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Copy(Path.Combine(premises.Source, "allowed_signers"), Path.Combine(carrier, "allowed_signers"));
        await GateUsers.GiveAsync(users.Carrier, carrier, premises.Between);
        (await premises.Run(carrier, ["key"])).Must(0);
        (await premises.Run(carrier, ["load", premises.Between])).Refused("PASSAGE-028");

        var search = new DyeSearch(SampleDyes.All(PreparedPassage.Options(misfits: false)).Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));
        Assert.NotEmpty(search.Find(await File.ReadAllBytesAsync(premises.SourceDatabase), "the old system"));
        foreach (var file in Directory.EnumerateFiles(premises.Between))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.Empty(search.Find(bytes, Path.GetFileName(file)));
            Assert.DoesNotContain("AGE-SECRET-KEY-", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
        }

        // Nor with what the source gate has: the key of its commitments opens nothing.
        var key = Directory.EnumerateFiles(premises.Source, "commitment.key", SearchOption.AllDirectories).Single();
        var parcel = Directory.EnumerateFiles(premises.Between, "*.age").First();
        await GateUsers.GiveAsync(users.Source, premises.Between);
        Assert.NotEqual(0, (await GateUsers.AsAsync(users.Source, ProcessRun.Require("age"), "-d", "-i", key, parcel)).ExitCode);
        File.SetUnixFileMode(premises.Between, Pass | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }
}

/// <summary>Three users of the operating system, for one test.</summary>
internal sealed class GateUsers : IDisposable
{
    private readonly string suffix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    public string Source => "ecl-s-" + suffix;

    public string Carrier => "ecl-c-" + suffix;

    public string Target => "ecl-t-" + suffix;

    // The one published (ECLUSE_GATE), else a copy of the one built, where all three may read it.
    private string[] program = [];

    public static async Task<GateUsers> MakeAsync()
    {
        var users = new GateUsers();
        foreach (var user in new[] { users.Source, users.Carrier, users.Target })
        {
            var made = await ProcessRun.RunAsync("useradd", ["--system", "--no-create-home", "--user-group", "--shell", "/usr/sbin/nologin", user]);
            Assert.True(made.ExitCode == 0, made.ErrorText);
        }

        return users;
    }

    /// <summary>Gives each gate's folder to its user, and each a password of its own to keep.</summary>
    public async Task OwnAsync(ApartPremises premises)
    {
        program = Program(premises.Of("program"));
        foreach (var (user, folder) in new[] { (Source, premises.Source), (Target, premises.Target) })
        {
            var password = Path.Combine(folder, "database.password");
            await File.WriteAllTextAsync(password, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
            File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            await GiveAsync(user, folder);
        }
    }

    public static async Task GiveAsync(string user, params string[] folders)
    {
        var owned = await ProcessRun.RunAsync("chown", ["-R", $"{user}:{user}", .. folders]);
        Assert.True(owned.ExitCode == 0, owned.ErrorText);
    }

    /// <summary>A program as one of them.</summary>
    public static Task<ProcessResult> AsAsync(string user, params string[] command) => ProcessRun.RunAsync(
        "setpriv", ["--reuid", user, "--regid", user, "--clear-groups", .. command], folder: "/",
        environment: new Dictionary<string, string?> { ["HOME"] = "/nonexistent", ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" }, seconds: 300);

    /// <summary><c>ecluse-gate</c> in the folder of one of them, as that one.</summary>
    public async Task<Ended> RunAsync(ApartPremises premises, string gate, string[] args)
    {
        var user = gate == premises.Source ? Source : gate == premises.Target ? Target : Carrier;
        var ended = await AsAsync(user, [.. program, .. args, "--data", gate]);
        return new Ended(ended.ExitCode, Encoding.UTF8.GetString(ended.Output), ended.ErrorText.Replace("ecluse-gate: ", "ecluse: ", StringComparison.Ordinal));
    }

    private static string[] Program(string copy)
    {
        var built = Environment.GetEnvironmentVariable("ECLUSE_GATE") is { Length: > 0 } published
            ? published
            : typeof(Gate.GateProgram).Assembly.Location.Replace("tests/Ecluse.Cli.Tests", "src/Ecluse.Gate", StringComparison.Ordinal);
        var from = Path.GetDirectoryName(built)!;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(copy, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        var program = Path.Combine(copy, Path.GetFileName(built));
        return program.EndsWith(".dll", StringComparison.Ordinal) ? [ProcessRun.Require("dotnet"), program] : [program];
    }

    public void Dispose()
    {
        foreach (var user in new[] { Source, Carrier, Target })
        {
            ProcessRun.RunAsync("userdel", [user]).GetAwaiter().GetResult();
        }
    }
}
