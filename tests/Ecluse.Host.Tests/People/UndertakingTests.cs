using System.Net;
using System.Security.Cryptography;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Testkit;

namespace Ecluse.Host.People;

public sealed class UndertakingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // A text once shipped stays what was signed: another text is another version, and another line here.
    [Theory]
    [InlineData(Language.English, "2ae746afbc9366544f49c88c5bb7aa22858862cddb92cdeb0b0efba1531366eb")]
    [InlineData(Language.French, "a13241f1e4501ca38608d7350723f748ad419c93ac8d051dd2fae91733c8b2ba")]
    public void The_text_of_a_version_never_changes(Language language, string sha256)
    {
        Assert.Equal(1, Undertaking.Version);
        Assert.Equal(sha256, Undertaking.Sha256(language));
    }

    [Fact]
    public async Task A_person_signs_with_their_name_and_their_passkey_and_the_act_has_the_hash_of_the_text_they_saw()
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, passkey) = await running.EnrolledAsync();
        var page = await TextAsync(browser, "/undertaking?lang=fr");
        Assert.Contains("à ne garder aucune copie", page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.UndertakeAsync(passkey, " ève caradec ", "fr")).StatusCode);

        var act = (await ActAsync(running, "undertaking.signed"))!;
        var file = await File.ReadAllBytesAsync(Path.Combine(Root, $"docs/undertaking/{Undertaking.Version}.fr.md"), Stop);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), act.Hashes["undertaking"]);
        Assert.Equal(("1", act.By), (act.Subjects["version"], act.Subjects["person"]));
        Assert.Contains("(version 1)", await TextAsync(browser, "/undertaking?lang=en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Eve Caradec")]
    [InlineData("Nadia Kervella")]
    public async Task Nobody_signs_with_another_name(string name)
    {
        await using var running = await RunningServer.StartAsync();
        var (browser, passkey) = await running.EnrolledAsync();
        await RefusedAsync("SERVE-023", await browser.UndertakeAsync(passkey, name));
        Assert.Null(await ActAsync(running, "undertaking.signed"));
    }

    [Fact]
    public async Task Nobody_signs_with_a_colleague_s_passkey()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, theirs) = await running.EnrolledAsync();
        var (browser, passkey) = await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        await RefusedAsync("SERVE-004", await browser.UndertakeAsync(theirs, "Nadia Kervella"));

        passkey.Flags = 0x01;
        await RefusedAsync("SERVE-004", await browser.UndertakeAsync(passkey, "Nadia Kervella"));
        Assert.Null(await ActAsync(running, "undertaking.signed"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-03")]
    [InlineData("1999-12-31")]
    [InlineData("31/03/2025")]
    public async Task A_training_has_a_day_that_is_not_to_come(string day)
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var id = await running.PersonAsync("Ève Caradec");
        await RefusedAsync("SERVE-024", await officer.PostFormAsync($"/people/{id}/training", ("on", day)));
        Assert.Null(await ActAsync(running, "training.entered"));
    }

    [Fact]
    public async Task A_controller_s_people_see_who_acts_and_whether_undertaking_and_training_stand()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, _) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (theirs, _) = await running.InvitedAsync(officer, "Yann Corvellec", "signatory", first.Name);
        var (nadia, passkey) = await running.InvitedAsync(officer, "Nadia Kervella", "operator");
        Assert.DoesNotContain("may, within the role", await TextAsync(theirs, "/acting"), StringComparison.Ordinal);

        await nadia.UndertakeAsync(passkey, "Nadia Kervella");
        Assert.DoesNotContain("may, within the role", await TextAsync(theirs, "/acting"), StringComparison.Ordinal);
        var id = await running.PersonAsync("Nadia Kervella");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/people/{id}/training", ("on", "2026-02-27"))).StatusCode);

        var page = await TextAsync(theirs, "/acting");
        Assert.Contains("27 February 2026", page, StringComparison.Ordinal);
        Assert.Contains("may, within the role", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Yann Corvellec</th>", page, StringComparison.Ordinal);
    }

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Ecluse.slnx")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            return folder;
        }
    }

    private static async Task<Act?> ActAsync(RunningServer running, string name)
    {
        await foreach (var entry in running.Journal.EntriesAsync(0, Stop))
        {
            if (entry.Act.Name == name)
            {
                return entry.Act;
            }
        }

        return null;
    }

    private static async Task<string> TextAsync(Browser browser, string path) =>
        WebUtility.HtmlDecode(await (await browser.GetAsync(path)).Content.ReadAsStringAsync(Stop)).Replace('\u00a0', ' ');

    private static async Task RefusedAsync(string code, HttpResponseMessage answer)
    {
        Assert.False(answer.IsSuccessStatusCode, "It was accepted.");
        Assert.Contains($"\"{code}\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }
}
