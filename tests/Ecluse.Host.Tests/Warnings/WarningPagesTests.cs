using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Age;
using Ecluse.Testkit;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Warnings;

/// <summary>From the public form to the second person who closes: over the pages alone, as people use them.</summary>
public sealed partial class WarningPagesTests
{
    private const string Told = "Le serveur FTP répond à « anonymous » : ftp://192.0.2.7/lab28, depuis mars.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_handler_s_key_the_form_takes_nothing_and_says_whom_to_tell()
    {
        await using var running = await RunningServer.StartAsync();
        using var reporter = running.Open();
        var page = await reporter.GetAsync("/warning");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("cert.ssi.gouv.fr", await page.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("WARN-011", await (await SendAsync(reporter, Told)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reporter_tells_comes_back_with_the_receipt_reads_the_answer_and_adds_and_two_persons_close()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New(AgeKeyKind.X25519);
        var (officer, dpo) = await HandlersAsync(running, key);
        using var reporter = running.Open(agent: "Reporter/1.0");

        var sent = await SendAsync(reporter, Told, new("preuve 1.txt", "56 lignes"u8.ToArray()));
        Assert.False(sent.Headers.Contains("Set-Cookie"));
        var receipt = ReceiptIn(await sent.Content.ReadAsStringAsync(Stop));
        Assert.DoesNotMatch(Id(), await officer.TextAsync("/warnings"));

        running.Clock.Advance(TimeSpan.FromHours(1));
        await running.Server.WarnAsync(Stop);
        await SignInAsync(running, officer, dpo);
        var id = IdIn(await officer.Browser.TextAsync("/warnings"));
        var copy = await (await officer.Browser.GetAsync($"/warnings/{id}/words.age")).Content.ReadAsByteArrayAsync(Stop);
        var opened = SealedContent.Open(copy, key);
        Assert.Equal((Told, "1-preuve 1.txt"), (opened.Words, opened.Files.Single().Name));

        await officer.Browser.PostFormAsync($"/warnings/{id}/acknowledge");
        await officer.Browser.PostFormAsync($"/warnings/{id}/answer", ("words", "Merci : la zone publique est fermée."));
        var thread = await ThreadAsync(reporter, receipt);
        Assert.Contains("Merci : la zone publique est fermée.", thread, StringComparison.Ordinal);
        Assert.Contains("192.0.2.7/lab28", thread, StringComparison.Ordinal);

        await reporter.PostFormAsync("/warning/thread/add", ("receipt", receipt), ("words", "Elle est fermée, je confirme."));
        Assert.Contains("je confirme", await ThreadAsync(reporter, receipt), StringComparison.Ordinal);

        await officer.Browser.PostFormAsync($"/warnings/{id}/propose", ("outcome", "put-right"), ("reason", "La zone anonyme n’existe plus depuis ce matin."));
        Assert.Contains("WARN-004", await (await officer.Browser.PostFormAsync($"/warnings/{id}/close")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await dpo.Browser.PostFormAsync($"/warnings/{id}/close")).StatusCode);
        Assert.Contains("La zone anonyme n’existe plus", await ThreadAsync(reporter, receipt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_about_the_security_officer_is_nothing_to_any_security_officer()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New();
        var (officer, dpo) = await HandlersAsync(running, key);
        using var reporter = running.Open();
        ReceiptIn(await (await SendAsync(reporter, Told, about: "security-officer")).Content.ReadAsStringAsync(Stop));
        running.Clock.Advance(TimeSpan.FromHours(1));
        await running.Server.WarnAsync(Stop);
        await SignInAsync(running, officer, dpo);

        var id = IdIn(await dpo.Browser.TextAsync("/warnings"));
        Assert.DoesNotContain(id, await officer.Browser.TextAsync("/warnings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Browser.GetAsync($"/warnings/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Browser.GetAsync($"/warnings/{id}/words.age")).StatusCode);
    }

    [Fact]
    public async Task Five_wrong_receipts_a_minute_are_the_limit_whatever_the_headers_say()
    {
        await using var running = await RunningServer.StartAsync();
        using var reporter = running.Open();
        reporter.Headers["X-Forwarded-For"] = "203.0.113.9";
        for (var tried = 0; tried < 5; tried++)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await reporter.PostFormAsync("/warning/thread", ("receipt", "not digits"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await reporter.PostFormAsync("/warning/thread", ("receipt", "0000 0000 0000 0000"))).StatusCode);
    }

    [Fact]
    public async Task A_signed_in_person_is_nobody_there_and_no_session_is_touched()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        var before = await SeenAsync(running);
        running.Clock.Advance(TimeSpan.FromMinutes(5));
        using var french = await officer.GetAsync("/warning?lang=fr");
        Assert.DoesNotContain("sign-out", await french.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.False(french.Headers.Contains("Set-Cookie"), "a cookie was set");
        Assert.Equal(before, await SeenAsync(running));

        // The console's own cookie of the language says French; here no cookie is read.
        officer.Hold("ecluse-lang", "fr");
        Assert.Contains("<html lang=\"en\"", await (await officer.GetAsync("/warning")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\"", await (await officer.GetAsync("/people")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_word_address_or_header_of_a_reporter_stands_in_any_file_of_the_house()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New();
        await HandlersAsync(running, key);
        using var reporter = running.Open(agent: "ReporterBrowser/77.3-unusual");
        reporter.Headers["X-Forwarded-For"] = "203.0.113.99";
        reporter.Headers["Referer"] = "https://referer.example/unusual-page";
        var receipt = ReceiptIn(await (await SendAsync(reporter, "unusual-words-of-a-reporter", new("unusual-name.pdf", "unusual-bytes"u8.ToArray()))).Content.ReadAsStringAsync(Stop));
        running.Clock.Advance(TimeSpan.FromHours(1));
        await running.Server.WarnAsync(Stop);
        await ThreadAsync(reporter, receipt);

        string[] marks = ["unusual", "203.0.113.99", "ReporterBrowser", "referer.example", receipt.Replace(" ", "", StringComparison.Ordinal), receipt];
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(running.Data.Path))!, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Stop);
            var (narrow, wide) = (System.Text.Encoding.Latin1.GetString(bytes.ToArray()), System.Text.Encoding.Unicode.GetString(bytes.ToArray()));
            Assert.Empty(marks.Where(mark => narrow.Contains(mark, StringComparison.Ordinal) || wide.Contains(mark, StringComparison.Ordinal)).Select(mark => $"{file}: {mark}"));
        }
    }

    [Fact]
    public async Task The_proxy_s_setting_keeps_a_reporter_s_address_out_of_the_error_log_too()
    {
        // Nobody listens behind it: every request is an error, of which nginx tells who asked.
        await using var proxy = await Testkit.Servers.NginxServer.StartAsync(upstream: 1);
        using var reporter = new Browser(new Uri("https://lab.example"), Stop) { Port = proxy.Port, Trusted = proxy.Certificate };
        Assert.Equal(HttpStatusCode.BadGateway, (await reporter.GetAsync("/warning")).StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, (await reporter.PostFormAsync("/warning/thread", ("receipt", "0000"))).StatusCode);
        Assert.Equal("", proxy.Errors);
        Assert.Equal(HttpStatusCode.BadGateway, (await reporter.GetAsync("/warnings")).StatusCode);
        Assert.Contains("127.0.0.1", proxy.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_more_than_two_mebibytes_is_refused_in_words()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New();
        await HandlersAsync(running, key);
        using var reporter = running.Open();
        var answer = await SendAsync(reporter, Told, new("large.bin", new byte[WarningTar.BytesMax]));
        Assert.Contains("WARN-012", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser reporter, string words, WarningFile? file = null, string about = "nobody")
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(words), "words" }, { new StringContent("open-to-anybody"), "subject" }, { new StringContent("weakness"), "subject" },
            { new StringContent("anonymous"), "source" }, { new StringContent("ANSSI"), "told" }, { new StringContent(about), "about" },
        };
        if (file is not null)
        {
            content.Add(new ByteArrayContent(file.Bytes), "files", file.Name);
        }

        return await reporter.SendAsync("POST", "/warning", content);
    }

    private static async Task<string> ThreadAsync(Browser reporter, string receipt) =>
        WebUtility.HtmlDecode(await (await reporter.PostFormAsync("/warning/thread", ("receipt", receipt))).Content.ReadAsStringAsync(Stop));

    private static async Task<(Seat Officer, Seat Dpo)> HandlersAsync(RunningServer running, AgeIdentity key)
    {
        var (officer, officerKey) = await running.EnrolledAsync();
        var (dpo, dpoKey) = await running.InvitedAsync(officer, "Zoé Loire", "dpo");
        foreach (var browser in new[] { officer, dpo })
        {
            Assert.Equal(HttpStatusCode.Redirect, (await browser.PostFormAsync("/warnings/key", ("recipient", key.Recipient.ToString()!))).StatusCode);
        }

        return (new(officer, officerKey), new(dpo, dpoKey));
    }

    private static async Task SignInAsync(RunningServer running, params Seat[] seats)
    {
        foreach (var seat in seats)
        {
            Assert.True((await seat.Browser.SignInAsync(seat.Passkey)).IsSuccessStatusCode);
        }
    }

    private static async Task<DateTimeOffset[]> SeenAsync(RunningServer running)
    {
        await using var state = running.Data.Open();
        return await state.Set<Storage.Accounts.SessionRow>().Select(session => session.SeenAt).ToArrayAsync(Stop);
    }

    private static string ReceiptIn(string page) => Receipt().Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException(page);

    private static string IdIn(string page) => Id().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException(page);

    [GeneratedRegex("id=\"receipt\">([0-9 ]{19})<")]
    private static partial Regex Receipt();

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();

    private sealed record Seat(Browser Browser, SoftPasskey Passkey)
    {
        public Task<string> TextAsync(string path) => Browser.TextAsync(path);
    }
}
