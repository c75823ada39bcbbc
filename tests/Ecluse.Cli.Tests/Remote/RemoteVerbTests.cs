using Ecluse.Cli.Lock;
using Ecluse.Errors;

namespace Ecluse.Cli.Remote;

/// <summary>Verbs through a server: the same lines, the same JSON, the same exit codes as on its folder.</summary>
public sealed partial class RemoteVerbTests
{
    [Fact]
    public async Task What_is_asked_of_a_passage_is_answered_the_same_here_and_through_the_server()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        string[][] commands =
        [
            ["passage", "list"], ["passage", "status", passage.Id], ["contract", "list"], ["contract", "show", "C-2026-001"],
            ["contract", "show", "C-2026-001", "--allowed-signers"], ["instruction", "list"], ["instruction", "show", "I-2026-001"],
            ["passage", "rejects", "list", passage.Id], ["journal", "show", "--from", "3"],
        ];
        foreach (var command in commands.SelectMany(command => new string[][] { command, [.. command, "--json"], [.. command, "--lang", "fr"] }))
        {
            var (here, there) = await driven.BothAsync(command);
            Assert.Equal((0, here.Output), (there.Exit, there.Output));
            Assert.Equal(0, here.Exit);
        }

        (await driven.ThereAsync("passage", "status", "p-000000000000")).Refused("API-004", ErrorKind.NotFound);
        Assert.Equal(10, (await driven.HereAsync("passage", "status", "p-000000000000")).Exit);
        Assert.Equal(10, (await driven.ThereAsync("contract", "show", "C-0")).Exit);
    }

    [Fact]
    public async Task A_passage_is_planned_opened_run_decided_on_and_stopped_through_the_server_with_the_words_and_codes_of_its_own_command_line()
    {
        using var passage = await PreparedPassage.PlanAsync(misfits: true);
        using var twin = await PreparedPassage.OpenAsync(misfits: true);
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();

        var plan = Path.Combine(passage.Folder, "there.json");
        var planned = (await driven.ThereAsync("plan", "I-2026-001", "-o", plan)).Must(0);
        Assert.Contains("expected in the target", planned.Output, StringComparison.Ordinal);
        (await passage.RunAsync("sign", plan, "--key", passage.Stage.DirectorKey)).Must(0);
        var id = (await driven.ThereAsync("passage", "open", plan, "--signature", plan + ".sig")).Must(0).Output.Split(':')[0];
        (await driven.ThereAsync("passage", "open", plan, "--signature", plan + ".sig")).Refused("PASSAGE-010");

        await SameAsync("passage", "run", "ID");
        await SameAsync("passage", "rejects", "list", "ID");
        await SameAsync("passage", "rejects", "skip", "ID", "REJECT-UNIQUE", "--reason", "saisis à la main");
        await SameAsync("passage", "rejects", "skip", "ID", "REJECT-UNIQUE", "--reason", "saisis à la main");
        await SameAsync("passage", "run", "ID", "--json");
        await SameAsync("erase", "ID");
        await SameAsync("passage", "stop", "ID");
        (await driven.ThereAsync("passage", "stop", "l-000000000000")).Refused("API-004", ErrorKind.NotFound);
        var (here, there) = await driven.BothAsync("certificate", "show", id);
        Assert.Equal((0, here.Output), (there.Exit, there.Output));
        Assert.Contains("passage.set-going", (await driven.ThereAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);

        async Task SameAsync(params string[] command)
        {
            var far = await driven.ThereAsync([.. command.Select(word => word == "ID" ? id : word)]);
            var near = await twin.RunAsync([.. command.Select(word => word == "ID" ? twin.Id : word)]);
            Assert.Equal((near.Exit, near.Code, Plain(near.Output)), (far.Exit, far.Code, Plain(far.Output)));
        }

        static string Plain(string text) => AnyIdOrInstant().Replace(text, "…");
    }

    [System.Text.RegularExpressions.GeneratedRegex("[pl]-[0-9a-f]{12}|\\b[0-9a-f]{64}\\b|\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+(Z|\\+00:00))?")]
    private static partial System.Text.RegularExpressions.Regex AnyIdOrInstant();

    [Fact]
    public async Task What_is_signed_elsewhere_is_handed_in_through_the_server_and_its_journal_verified_from_afar()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        var (contract, instruction) = (Amended("contract.yaml"), Amended("instruction.yaml"));
        await SignAsync(contract, passage.Stage.VendorKey, "processor.sig");
        (await driven.ThereAsync("contract", "add", contract, "--controller", contract + ".processor.sig", "--processor", contract + ".processor.sig")).Refused("APPROVAL-014");
        await SignAsync(contract, passage.Stage.DirectorKey, "controller.sig");
        (await driven.ThereAsync("contract", "add", contract, "--controller", contract + ".controller.sig", "--processor", contract + ".processor.sig")).Must(0);
        await SignAsync(instruction, passage.Stage.DirectorKey, "sig");
        Assert.Contains("Instruction I-2026-002 is kept", (await driven.ThereAsync("instruction", "add", instruction, "--signature", instruction + ".sig")).Must(0).Output, StringComparison.Ordinal);
        Assert.Equal((await driven.HereAsync("instruction", "show", "I-2026-002")).Output, (await driven.ThereAsync("instruction", "show", "I-2026-002")).Output);

        var draft = Path.Combine(passage.Folder, "postponement.json");
        var until = passage.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        (await driven.ThereAsync("passage", "postpone", passage.Id, "--until", until, "--reason", "expertise", "--output", draft)).Must(0);
        await SignAsync(draft, passage.Stage.DirectorKey, "sig");
        (await driven.ThereAsync("passage", "postpone", passage.Id, "--document", draft, "--signature", draft + ".sig")).Must(0);
        (await driven.ThereAsync("passage", "postpone", passage.Id, "--document", draft, "--signature", draft + ".sig")).Refused("ERASE-008");

        var key = System.Text.Json.JsonDocument.Parse((await driven.ThereAsync("contract", "show", "C-2026-002", "--json")).Output)
            .RootElement.GetProperty("signatories")[0].GetProperty("fingerprint").GetString()!;
        (await driven.ThereAsync("contract", "withdraw-key", "C-2026-002", key)).Refused("SERVE-020");
        await driven.SignInAsync("security-officer");
        (await driven.ThereAsync("contract", "withdraw-key", "C-2026-002", key)).Must(0);
        (await driven.ThereAsync("contract", "withdraw-key", "C-2026-002", key)).Refused("CONTRACT-006", ErrorKind.NotFound);

        var (here, there) = await driven.BothAsync("journal", "verify");
        Assert.Equal((0, here.Output), (there.Exit, there.Output));
        (await driven.ThereAsync("journal", "verify", "--key", "ecluse.invalid+00000000+AAAA")).Refused("JOURNAL-001", ErrorKind.SealBroken);

        string Amended(string name)
        {
            var path = Path.Combine(passage.Folder, "second-" + name);
            File.WriteAllText(path, File.ReadAllText(Path.Combine(passage.Stage.Laboratory, name))
                .Replace("C-2026-001", "C-2026-002", StringComparison.Ordinal).Replace("I-2026-001", "I-2026-002", StringComparison.Ordinal));
            return path;
        }

        async Task SignAsync(string document, string with, string ending)
        {
            File.Delete(document + ".sig");
            (await passage.RunAsync("sign", document, "--key", with)).Must(0);
            File.Move(document + ".sig", document + "." + ending);
        }
    }

    [Fact]
    public async Task What_means_this_machine_is_refused_with_a_server_and_so_is_who_has_no_token()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        (await driven.ThereAsync("passage", "list")).Refused("REMOTE-004");
        (await driven.ThereAsync("journal", "init")).Refused("REMOTE-001", ErrorKind.Usage);
        (await passage.RunAsync("login")).Refused("REMOTE-007", ErrorKind.Usage);
        (await passage.RunAsync("passage", "list", "--server", "http://example.org")).Refused("REMOTE-002", ErrorKind.Usage);
        (await passage.RunAsync("journal", "verify", "--server", "http://example.org")).Refused("REMOTE-002", ErrorKind.Usage);
        (await passage.RunAsync("passage", "list", "--server", "ftp://localhost")).Refused("REMOTE-002", ErrorKind.Usage);
    }

    [Fact]
    public async Task A_token_is_kept_for_its_owner_alone_and_gone_after_logout()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        var file = Path.Combine(Environment.GetEnvironmentVariable("XDG_STATE_HOME")!, "ecluse", "servers", $"localhost_{new Uri(driven.Address).Port}.token");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        (await driven.ThereAsync("passage", "list")).Must(0);

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        (await driven.ThereAsync("passage", "list")).Refused("REMOTE-006");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var token = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();

        (await driven.ThereAsync("logout")).Must(0);
        Assert.False(File.Exists(file));
        new TokenFile(new Uri(driven.Address)).Keep(token);
        (await driven.ThereAsync("passage", "list")).Refused("API-003");
        (await driven.ThereAsync("logout")).Must(0);
    }

    [Fact]
    public async Task A_certificate_for_sftp_stands_beside_the_token_after_the_person_confirmed_it()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await DrivenServer.BindAsync(driven.Installation, "Ève Caradec");
        Assert.Equal(0, await driven.SshLoginAsync(driven.Officer));
        var key = Path.Combine(Environment.GetEnvironmentVariable("XDG_STATE_HOME")!, "ecluse", "servers", $"localhost_{new Uri(driven.Address).Port}.ssh");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        var first = await File.ReadAllTextAsync(key + "-cert.pub", TestContext.Current.CancellationToken);
        Assert.StartsWith("ssh-ed25519-cert-v01@openssh.com ", first, StringComparison.Ordinal);

        // With a fresh token nobody is asked, and the next one takes the place of the first.
        (await driven.ThereAsync("ssh-login")).Must(0);
        Assert.NotEqual(first, await File.ReadAllTextAsync(key + "-cert.pub", TestContext.Current.CancellationToken));
        (await passage.RunAsync("ssh-login")).Refused("REMOTE-007", ErrorKind.Usage);
    }

    [Fact]
    public async Task Whoever_refuses_their_command_line_gives_it_no_token()
    {
        using var passage = await PreparedPassage.PlanAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        Assert.Equal((int)ErrorKind.Refused, await driven.LoginAsync(driven.Officer, "no"));
        (await driven.ThereAsync("passage", "list")).Refused("REMOTE-004");
    }
}
