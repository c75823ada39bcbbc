using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Accounts;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Storage.Passages;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Passages;

/// <summary>The main job, asked of the console alone: from an instruction in force to the certificate, and each wrong turn on the way.</summary>
public sealed partial class MainJobTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_instruction_to_certificate_each_act_is_the_signed_in_person_s_and_the_auditor_s_zip_verifies_without_the_server()
    {
        await using var lab = await ConsoleLab.InstructedAsync(misfits: true);
        using var browser = await lab.AsAsync(Role.Operator);
        var person = lab.Last.Person;

        await SentAsync(browser.PostFormAsync("/instructions/I-2026-001/plan", ("kind", "hybrid")));
        var plan = PlanId().Match(await lab.UntilAsync(browser, "/instructions/I-2026-001", "/plans/")).Value;
        var signature = await lab.SignAsync("plan.json", await BytesAsync(browser, $"/plans/{plan}/plan.json"));

        await RefusedAsync(browser.PostFilesAsync($"/plans/{plan}/signature"), "SERVE-013");
        await RefusedAsync(browser.PostFilesAsync($"/plans/{plan}/signature", ("signature", "not one"u8.ToArray())), "SIGN-");
        await RefusedAsync(
            browser.PostFilesAsync($"/plans/{plan}/signature", ("signature", await lab.SignAsync("plan.json", "{}"u8.ToArray()))), "APPROVAL-");
        var opened = await SentAsync(browser.PostFormAsync($"/plans/{plan}/signature", ("signature-text", System.Text.Encoding.ASCII.GetString(signature))));
        var passage = opened.Split('/')[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/plans/{plan}")).StatusCode);

        await RefusedAsync(browser.PostFormAsync($"/passages/{passage}/reconcile"), "PASSAGE-002");
        await RefusedAsync(browser.PostFormAsync($"/passages/{passage}/erase", ("sure", "yes")), "PASSAGE-002");
        await RefusedAsync(browser.GetAsync($"/passages/{passage}/certificate"), "SERVE-016");
        await SentAsync(browser.PostFormAsync($"/passages/{passage}/run"));
        var loaded = await lab.UntilAsync(browser, $"/passages/{passage}", "/differences\">D");
        Assert.Contains("refused by the target, undecided", loaded, StringComparison.Ordinal);

        await RefusedAsync(browser.PostFormAsync($"/passages/{passage}/rejects/skip", ("which", "REJECT-UNIQUE")), "SERVE-013");
        await RefusedAsync(browser.PostFormAsync($"/passages/{passage}/rejects/skip", ("which", "REJECT-NONE"), ("reason", "why")), "PASSAGE-");
        await SentAsync(browser.PostFormAsync($"/passages/{passage}/rejects/skip", ("which", "REJECT-UNIQUE"), ("reason", "re-entered by hand")));
        await SentAsync(browser.PostFormAsync($"/passages/{passage}/reconcile"));
        await lab.UntilAsync(browser, $"/passages/{passage}", $"/passages/{passage}/acceptance");

        var acceptance = lab.Of("acceptance.json");
        await lab.RunAsync("passage", "sample", passage, "--line", "trois mouettes", "-o", acceptance);
        var document = await File.ReadAllBytesAsync(acceptance, Stop);
        await RefusedAsync(
            browser.PostFilesAsync($"/passages/{passage}/acceptance", ("acceptance", document), ("signature", signature)), "APPROVAL-");
        await SentAsync(browser.PostFilesAsync(
            $"/passages/{passage}/acceptance", ("acceptance", document), ("signature", await lab.SignAsync("acceptance.json", document))));
        await RefusedAsync(browser.PostFormAsync($"/passages/{passage}/stop", ("sure", "yes")), "PASSAGE-002");

        await RefusedAsync(browser.PostFormAsync($"/passages/{passage}/erase"), "SERVE-014");
        await SentAsync(browser.PostFormAsync($"/passages/{passage}/erase", ("sure", "yes")));
        await lab.UntilAsync(browser, $"/passages/{passage}", $"/passages/{passage}/certificate\">");
        Assert.Contains(passage, await browser.TextAsync("/certificates"), StringComparison.Ordinal);
        Assert.Contains("Erasure certificate", await browser.TextAsync($"/passages/{passage}/certificate?lang=en"), StringComparison.Ordinal);
        var log = await lab.Installation.Journal.VerifierKeyAsync(Stop);
        var found = CertificateFile.Check(
            await BytesAsync(browser, $"/passages/{passage}/certificate.json"), log, System.Text.Encoding.ASCII.GetString(signature));
        Assert.Equal(passage, found.Certificate.Passage);

        await VerifyZipAsync(lab, browser, passage);
        var acts = await lab.ActsAsync();
        Assert.All(
            new[] { "plan.written", "passage.opened", "passage.set-going", "reject.decided", "passage.accepted", "passage.erasing" },
            name => Assert.Equal((name, person), acts.Last(act => act.Name == name)));
    }

    [Fact]
    public async Task A_stop_takes_everything_out_again_and_asks_for_a_fresh_sign_in_and_twice()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var stale = await lab.AsAsync(Role.Operator, since: lab.Clock.GetUtcNow().AddMinutes(-11));
        var answer = await stale.PostFormAsync($"/passages/{lab.Passage}/stop", ("sure", "yes"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("SERVE-021", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        using var browser = await lab.AsAsync(Role.Operator);
        await RefusedAsync(browser.PostFormAsync($"/passages/{lab.Passage}/stop"), "SERVE-014");
        await SentAsync(browser.PostFormAsync($"/passages/{lab.Passage}/run"));
        await SentAsync(browser.PostFormAsync($"/passages/{lab.Passage}/stop", ("sure", "yes")));
        var page = await lab.UntilAsync(browser, $"/passages/{lab.Passage}", "The passage was stopped. The chamber is empty.");
        Assert.Contains("<b>0</b> passed", page, StringComparison.Ordinal);
        Assert.Contains(("passage.stopping", lab.Last.Person), await lab.ActsAsync());
        Assert.Equal(PassageState.Erased, (await lab.Installation.Ledger.GetAsync(lab.Passage, Stop)).State);
    }

    [Fact]
    public async Task A_run_that_fails_is_told_with_its_code_and_goes_on_when_it_is_set_going_again_also_by_another_server()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Operator);
        var connections = Path.Combine(lab.Stage.Data, "connections.yaml");
        var kept = await File.ReadAllTextAsync(connections, Stop);
        await File.WriteAllTextAsync(connections, kept.Replace("kalisil:", "elsewhere:", StringComparison.Ordinal), Stop);
        await SentAsync(browser.PostFormAsync($"/passages/{lab.Passage}/run"));
        var failed = await lab.UntilAsync(browser, $"/passages/{lab.Passage}", "<code>CONN-010</code>");
        Assert.Contains("An operator acts. ", failed, StringComparison.Ordinal);

        await File.WriteAllTextAsync(connections, kept, Stop);
        await lab.RestartAsync();
        using var again = await lab.AsAsync(Role.Operator);
        await SentAsync(again.PostFormAsync($"/passages/{lab.Passage}/run"));
        await lab.UntilAsync(again, $"/passages/{lab.Passage}", "signs the acceptance");
    }

    [Fact]
    public async Task A_server_that_stops_in_the_middle_of_a_run_lets_go_of_it_and_the_next_one_goes_on()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Operator);
        var began = lab.Server.Workshop.NextChange;
        await SentAsync(browser.PostFormAsync($"/passages/{lab.Passage}/run"));
        await began.WaitAsync(TimeSpan.FromMinutes(2), Stop);
        var workshop = lab.Server.Workshop;
        await lab.RestartAsync();
        Assert.False(workshop.IsAtWork);
        await using (var state = lab.Installation.OpenState())
        {
            Assert.Null((await state.Set<PassageRow>().SingleAsync(row => row.Id == lab.Passage, Stop)).LeaseOwner);
        }

        using var again = await lab.AsAsync(Role.Operator);
        if ((await lab.Installation.Ledger.GetAsync(lab.Passage, Stop)).State != PassageState.Reconciled)
        {
            await SentAsync(again.PostFormAsync($"/passages/{lab.Passage}/run"));
        }

        await lab.UntilAsync(again, $"/passages/{lab.Passage}", "signs the acceptance");
    }

    [Theory]
    [InlineData(Role.Auditor)]
    [InlineData(Role.SecurityOfficer)]
    [InlineData(Role.DataProtectionOfficer)]
    public async Task Who_only_looks_is_shown_no_act_and_refused_each(Role role)
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(role);
        Assert.DoesNotContain("/run\"", await browser.TextAsync($"/passages/{lab.Passage}"), StringComparison.Ordinal);
        foreach (var act in new[] { "run", "reconcile", "rejects/skip", "rejects/retry", "acceptance", "stop", "erase" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostFormAsync($"/passages/{lab.Passage}/{act}", ("sure", "yes"))).StatusCode);
        }

        Assert.Equal(PassageState.Opened, (await lab.Installation.Ledger.GetAsync(lab.Passage, Stop)).State);
    }

    [Fact]
    public async Task An_operator_without_undertaking_sets_nothing_going_and_a_dropped_plan_opens_nothing()
    {
        await using var lab = await ConsoleLab.InstructedAsync();
        using var unbound = await lab.AsAsync(Role.Operator, isBound: false);
        var answer = await unbound.PostFormAsync("/instructions/I-2026-001/plan");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("SERVE-022", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        using var browser = await lab.AsAsync(Role.Operator);
        await SentAsync(browser.PostFormAsync("/instructions/I-2026-001/plan", ("kind", "classic")));
        var plan = PlanId().Match(await lab.UntilAsync(browser, "/instructions/I-2026-001", "/plans/")).Value;
        await RefusedAsync(browser.PostFormAsync($"/plans/{plan}/drop"), "SERVE-014");
        await SentAsync(browser.PostFormAsync($"/plans/{plan}/drop", ("sure", "yes")));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostFormAsync($"/plans/{plan}/signature", ("signature-text", "x"))).StatusCode);
        Assert.Contains(("plan.forgotten", lab.Last.Person), await lab.ActsAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(lab.Stage.Data, "keys", "passages")));
    }

    // What an auditor does: unpack, and run the printed commands in a folder that knows nothing else.
    private static async Task VerifyZipAsync(ConsoleLab lab, Browser browser, string passage)
    {
        var folder = Directory.CreateDirectory(lab.Of("auditor")).FullName;
        using var zip = new ZipArchive(new MemoryStream(await BytesAsync(browser, $"/passages/{passage}/dossier.zip")));
        zip.ExtractToDirectory(folder);
        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.All(
            new[] { "README.txt", "allowed_signers", "plan.json", "plan.json.sig", "certificate-file.json", "log.checkpoint", "log.vkey", "target-gate.pub" },
            name => Assert.Contains(name, names));
        var commands = (await File.ReadAllLinesAsync(Path.Combine(folder, "README.txt"), Stop)).Where(line => line.StartsWith("ssh-keygen ", StringComparison.Ordinal)).Distinct().ToList();
        Assert.True(commands.Count >= 5, string.Join('\n', commands));
        foreach (var command in commands)
        {
            var ran = await ProcessRun.RunAsync("/bin/sh", ["-c", $"cd '{folder}' && {command}"]);
            Assert.True(ran.ExitCode == 0, command + ran.ErrorText);
        }

        await lab.RunAsync("certificate", "verify", Path.Combine(folder, "certificate-file.json"), "--log", Path.Combine(folder, "log.vkey"), "--with", Path.Combine(folder, "plan.json.sig"));
        foreach (var proof in Directory.GetFiles(folder, "*.tlog-proof"))
        {
            await lab.RunAsync(
                "journal", "verify", "--proof", proof, "--entry", Path.ChangeExtension(proof, ".entry.json"),
                "--key", (await File.ReadAllTextAsync(Path.Combine(folder, "log.vkey"), Stop)).Trim());
        }
    }

    private static async Task<string> SentAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode}\n{await answer.Content.ReadAsStringAsync(Stop)}");
        return answer.Headers.Location!.ToString();
    }

    private static async Task RefusedAsync(Task<HttpResponseMessage> asked, string code)
    {
        var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.NotFound && text.Contains($"<code>{code}", StringComparison.Ordinal), $"{code}: {answer.StatusCode}\n{text}");
    }

    private static async Task<byte[]> BytesAsync(Browser browser, string path)
    {
        var answer = await browser.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync(Stop);
    }

    [GeneratedRegex("(?<=/plans/)l-[0-9a-f]{12}")]
    private static partial Regex PlanId();
}
