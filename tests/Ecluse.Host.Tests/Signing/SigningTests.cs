using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Passages;
using Ecluse.Samples.Documents;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Host.Signing;

public sealed class SigningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signatory_makes_a_signing_key_and_its_signature_opens_the_passage_as_any_other_would()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        var made = await server.MakeKeyAsync(director, server.Key);
        Assert.Equal(server.PublicKey.ToLine(), made.GetProperty("line").GetString());
        Assert.Equal("signing-key.enrolled", (await server.Running.ActsAsync())[^1]);
        Assert.Contains(server.PublicKey.Fingerprint, await director.TextAsync("/signing"), StringComparison.Ordinal);

        var (site, ticket, shown) = await server.ShownAsync(await director.PostFormAsync($"/plans/{server.Plan.Id}/sign"));
        Assert.Equal(server.Plan.Sha256, shown.GetProperty("sha256").GetString());
        Assert.Contains(shown.GetProperty("lines").EnumerateArray(), line => line.GetString()!.StartsWith("source.connection  megabus", StringComparison.Ordinal));
        var answer = await server.AnswerAsync(site, ticket, shown, server.Key);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var signed = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        SshSignature.Parse(signed.GetProperty("signature").GetString()!).Verify(server.PublicKey, "plan@ecluse", server.Plan.Bytes);
        Assert.Equal("passage.opened", (await server.Running.ActsAsync())[^1]);
        Assert.Contains((await server.Running.Installation.Ledger.ListAsync(Stop)).Single().Id, signed.GetProperty("said").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_shown_is_what_is_signed_whatever_kind_of_document_it_is()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        await server.MakeKeyAsync(director, server.Key);
        var text = SampleDocuments.Instruction(new SampleInstruction([("with-the-plan", "porte cible", "laboratoire")], server.Running.Clock.GetUtcNow().AddDays(14), 500));

        var (site, ticket, shown) = await server.ShownAsync(await director.PostFileAsync("/signing/document", "document", "instruction.yaml", text));
        Assert.Equal((Sha256Hex.Of(text), "instruction.yaml"), (shown.GetProperty("sha256").GetString(), shown.GetProperty("file").GetString()));
        var signed = await (await server.AnswerAsync(site, ticket, shown, server.Key)).Content.ReadFromJsonAsync<JsonElement>(Stop);

        Assert.Equal("instruction.yaml.sig", signed.GetProperty("file").GetString());
        SshSignature.Parse(signed.GetProperty("signature").GetString()!).Verify(server.PublicKey, "instruction@ecluse", text);
        Assert.Empty(await server.Running.Installation.Ledger.ListAsync(Stop));
    }

    [Fact]
    public async Task A_file_that_is_no_document_of_ours_is_not_signed()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        foreach (var text in new[] { "{\"type\":\"cheque/1\"}", "type: cheque/1\n", "not even that" })
        {
            var answer = await director.PostFileAsync("/signing/document", "document", "a.txt", Encoding.UTF8.GetBytes(text));
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Conflict, $"{text}: {answer.StatusCode}");
            Assert.Contains("SIGN-013", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_without_a_file_says_what_is_missing()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        var answer = await director.PostFormAsync("/signing/document");
        Assert.Contains("SERVE-013", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_key_for_signing_in_signs_nothing()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        await server.MakeKeyAsync(director, server.Key);
        var (site, ticket, shown) = await server.ShownAsync(await director.PostFormAsync($"/plans/{server.Plan.Id}/sign"));

        await RefusedAsync("SERVE-032", await server.AnswerAsync(site, ticket, shown, server.SignInKey));
        Assert.Empty(await server.Running.Installation.Ledger.ListAsync(Stop));
    }

    [Fact]
    public async Task A_signature_over_something_else_than_what_was_shown_is_refused_and_the_ticket_is_used()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        await server.MakeKeyAsync(director, server.Key);
        var (site, ticket, _) = await server.ShownAsync(await director.PostFormAsync($"/plans/{server.Plan.Id}/sign"));
        var other = JsonSerializer.SerializeToElement(new { options = new { challenge = "AAAA" } });

        await RefusedAsync("SIGN-004", await server.AnswerAsync(site, ticket, other, server.Key));
        await RefusedAsync("SERVE-030", await server.AnswerAsync(site, ticket, other, server.Key));
        Assert.Empty(await server.Running.Installation.Ledger.ListAsync(Stop));
    }

    [Fact]
    public async Task A_ticket_is_good_for_five_minutes_and_one_use()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        await server.MakeKeyAsync(director, server.Key);
        var (site, ticket, shown) = await server.ShownAsync(await director.PostFormAsync($"/plans/{server.Plan.Id}/sign"));
        server.Running.Clock.Advance(TimeSpan.FromMinutes(5));
        await RefusedAsync("SERVE-030", await server.AnswerAsync(site, ticket, shown, server.Key));
        await RefusedAsync("SERVE-030", await site.PostAsync("/s/document/begin", new { ticket }));
        await RefusedAsync("SERVE-030", await site.PostAsync("/s/key/begin", new { ticket = "" }));
    }

    [Fact]
    public async Task The_signing_site_and_the_console_have_no_page_in_common()
    {
        await using var server = await SigningLab.StartAsync();
        using var director = await server.SignatoryAsync();
        using var site = server.OpenSite();
        foreach (var page in new[] { "/", "/sign-in", "/enrol", "/signing", "/health", "/signing/back" })
        {
            Assert.Equal(HttpStatusCode.MisdirectedRequest, (await site.GetAsync(page)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await director.GetAsync("/s/document")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/s/document")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await site.PostAsync("/s/document/begin", new { ticket = "" }, origin: server.Running.Server.Address.ToString().TrimEnd('/'))).StatusCode);
    }

    [Theory]
    [InlineData("/plans/l-1", "/plans/l-1")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    public async Task The_way_back_leads_to_pages_of_the_console_only(string asked, string led)
    {
        await using var running = await RunningServer.StartAsync();
        using var browser = running.Open();
        Assert.Equal($"0;url={led}", (await browser.GetAsync($"/signing/back?to={Uri.EscapeDataString(asked)}")).Headers.GetValues("Refresh").Single());
    }

    private static async Task RefusedAsync(string code, HttpResponseMessage answer) =>
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
}
