using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Age;
using Ecluse.Storage.Warnings;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Servers;
using Ecluse.Testkit.Traces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Warnings;

/// <summary>
/// An anonymous warning on the raw bytes, proxy included: nginx with the settings that ship in front of <c>ecluse serve</c>, every byte that both
/// wrote or sent kept by the kernel's trace. Somebody warns, comes back, reads the answer and adds; nothing of them is found anywhere.
/// </summary>
public sealed partial class NothingOfAReporterTests
{
    private const string Site = "lab.example";
    private const string Words = "Le port 21 répond « bienvenue » à quiconque, cinquante-six lignes lues.";
    private const string Answer = "Merci : ce port est fermé depuis ce matin, journaux à l’appui.";
    private const string Added = "Une copie circule déjà sur un salon, je l’ai vue hier soir.";
    private const string FileName = "relevé-du-salon-4417.txt";

    // An address of this machine that nobody else speaks from.
    private static readonly IPAddress From = IPAddress.Parse("127.77.13.201");
    private static readonly (string Name, string Value)[] Headers =
    [
        ("User-Agent", "Brouteur-de-Nora/9.41"), ("Referer", "https://forum.example/fil-88123"), ("Sec-CH-UA-Model", "Fairphone-Ninety"),
        ("X-Forwarded-For", "203.0.113.244"), ("X-Real-IP", "198.51.100.217"), ("DNT", "unusual-wish-31"),
    ];
    private static readonly (string Name, string Value) Cookie = ("crumb", "cookie-of-a-reporter-5521");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_file_and_no_other_socket_of_nginx_and_server_holds_who_warned_what_they_said_or_the_minute()
    {
        ProcessRun.Require("nginx");
        ProcessRun.Require("strace");
        await using var running = await RunningServer.StartAsync(now: TimeProvider.System.GetUtcNow());
        using var key = AgeIdentity.New(AgeKeyKind.X25519);
        var passkey = await HandlerAsync(running, key);
        await running.StopAsync();
        var (traces, folders) = (new List<(Trace Nginx, Trace Server)>(), new List<string[]>());

        var receipt = await BehindProxyAsync(running, traces, folders, async reporter =>
        {
            await SeeAsync(reporter, "/warning");
            var (before, begun) = (StateInstants.Read(running.Data.Path), TimeProvider.System.GetUtcNow());
            var text = await OkAsync(SendAsync(reporter));
            var (after, over) = (StateInstants.Read(running.Data.Path), TimeProvider.System.GetUtcNow());
            Assert.Equal([], StateInstants.Between(before, after, begun, over));
            Assert.Contains(after.Except(before), one => one.Where == "warning.received_at_ms");
            var shown = Receipt().Match(text).Groups[1].Value;
            Assert.Contains("cinquante-six lignes", await ThreadAsync(reporter, shown), StringComparison.Ordinal);
            return shown;
        });
        await AnAnswerAnHourLaterAsync(running, passkey);
        await BehindProxyAsync(running, traces, folders, async reporter =>
        {
            await SeeAsync(reporter, "/warning/thread");
            Assert.Contains(Answer, await ThreadAsync(reporter, receipt), StringComparison.Ordinal);
            await OkAsync(reporter.PostFormAsync("/warning/thread/add", ("receipt", receipt), ("words", Added)));
            Assert.Contains(Added, await ThreadAsync(reporter, receipt), StringComparison.Ordinal);
            return "";
        });

        Judge(running, receipt, traces, folders);
    }

    private static void Judge(RunningServer running, string receipt, List<(Trace Nginx, Trace Server)> traces, List<string[]> folders)
    {
        var (who, said) = (new DyeSearch(Reporter()), new DyeSearch([.. Said(receipt)]));
        var all = new DyeSearch([.. Reporter(), .. Said(receipt)]);
        foreach (var (nginx, server) in traces)
        {
            // The test can see: what passes between the two, on loopback, is the one place where it can be read.
            var asked = Assert.Single(nginx.Streams, stream => stream.Bytes.AsSpan().IndexOf("POST /warning"u8) >= 0);
            Assert.Matches(@"^tcp:127\.0\.0\.1:[0-9]+$", asked.Name);
            Assert.NotEmpty(said.Find(asked.Bytes, asked.Name));
            var answers = server.Streams.Where(stream => stream.Name.StartsWith("tcp:127.0.0.1:", StringComparison.Ordinal) && stream.Bytes.AsSpan().StartsWith("HTTP/1.1 "u8)).ToList();
            Assert.NotEmpty(answers.SelectMany(stream => said.Find(stream.Bytes, stream.Name)));
            Assert.Contains(nginx.Streams, stream => stream.Name.StartsWith($"tcp:{From}:", StringComparison.Ordinal) && stream.Bytes.Length > 0);

            Assert.Equal([], nginx.Unseen);
            Assert.Equal([], server.Unseen);
            Assert.Equal([], nginx.Find(all, asked.Name).Select(finding => finding.ToString()));
            Assert.Equal([], server.Find(all, answers.Select(stream => stream.Name)).Select(finding => finding.ToString()));
            Assert.Equal([], HandedOver(asked).SelectMany(request => who.Find(request, "handed over")).Select(finding => finding.ToString()));
            Assert.Equal([], answers.SelectMany(stream => who.Find(stream.Bytes, "answered")).Select(finding => finding.ToString()));
        }

        Assert.Equal([], folders.SelectMany(found => found));
        Assert.Equal([], FindIn(all, Path.GetDirectoryName(running.Data.Path)!));
    }

    // Each request of the reporter's pages as nginx handed it over, without the address, which goes along for the flood limits.
    private static List<byte[]> HandedOver(WrittenBytes stream)
    {
        var requests = Request().Split(Encoding.Latin1.GetString(stream.Bytes)).Where(request => request.Contains(" /warning", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(requests);
        return [.. requests.Select(request => Encoding.Latin1.GetBytes(request.Replace($"X-Forwarded-For: {From}\r\n", "", StringComparison.Ordinal)))];
    }

    private static string[] FindIn(DyeSearch search, string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal))
            .SelectMany(file => search.Find([.. Encoding.UTF8.GetBytes(file), .. File.ReadAllBytes(file)], file)).Select(finding => finding.ToString()),
    ];

    // Who somebody is: where from, with what. The language is handed over, for it is answered in.
    private static IEnumerable<Dye> Reporter() =>
    [
        new("address", From.ToString()), new("network", "127.77.13"), new("address in hex", Convert.ToHexStringLower(From.GetAddressBytes())),
        .. Headers.Select(header => new Dye(header.Name, header.Value)), new("cookie", Cookie.Value),
    ];

    private static IEnumerable<Dye> Said(string receipt) =>
    [
        new("words", Words), new("some words", "répond « bienvenue »"), new("answer", Answer), new("added", Added), new("file's name", FileName), new("language", "ast;q=0.83"),
        new("receipt", receipt), new("receipt in a row", receipt.Replace(" ", "", StringComparison.Ordinal)),
        .. FileMarks.Select(mark => new Dye("file's bytes", mark)),
    ];

    private static string[] FileMarks { get; } = ["beginning-of-a-file-771", "middle-of-a-file-772", "ending-of-a-file-773"];

    // Larger than what nginx keeps in memory of a body, and compressible by nobody.
    private static byte[] FileOf()
    {
        var filling = RandomNumberGenerator.GetBytes(300_000);
        return [.. Encoding.UTF8.GetBytes(FileMarks[0]), .. filling, .. Encoding.UTF8.GetBytes(FileMarks[1]), .. filling, .. Encoding.UTF8.GetBytes(FileMarks[2])];
    }

    private static async Task<T> BehindProxyAsync<T>(RunningServer running, List<(Trace, Trace)> traces, List<string[]> folders, Func<Browser, Task<T>> use)
    {
        var port = TracedServer.FreePort();
        await using var server = TracedServer.Begin(
            Path.Combine(AppContext.BaseDirectory, "ecluse"), ["serve", "--port", $"{port}", "--name", Site, "--proxy", "--data", running.Data.Path],
            environment: new Dictionary<string, string?>(running.Homes) { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" });
        await server.ListensAsync(port);
        await using var nginx = await NginxServer.StartAsync(port, isTraced: true);
        using var reporter = new Browser(new Uri($"https://{Site}"), Stop) { Port = nginx.Port, Trusted = nginx.Certificate, From = From };
        foreach (var (name, value) in Headers)
        {
            reporter.Headers[name] = value;
        }

        reporter.Headers["Accept-Language"] = "en,oc;q=0.91,ast;q=0.83";
        reporter.Hold(Cookie.Name, Cookie.Value);
        var got = await use(reporter);
        traces.Add(((await nginx.Traced!.KillAsync()).Trace, (await server.KillAsync()).Trace));
        folders.Add(FindIn(new DyeSearch([.. Reporter(), .. Said("0000000000000000")]), nginx.Folder));
        return got;
    }

    // The page with all that it asks the browser to load.
    private static async Task SeeAsync(Browser reporter, string page)
    {
        foreach (Match asset in Asset().Matches(await reporter.TextAsync(page)))
        {
            Assert.Equal(HttpStatusCode.OK, (await reporter.GetAsync(asset.Value)).StatusCode);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser reporter)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(Words), "words" }, { new StringContent("open-to-anybody"), "subject" }, { new StringContent("anonymous"), "source" },
            { new StringContent("ANSSI"), "told" }, { new StringContent("nobody"), "about" }, { new ByteArrayContent(FileOf()), "files", FileName },
        };
        return await reporter.SendAsync("POST", "/warning", content);
    }

    private static async Task<string> ThreadAsync(Browser reporter, string receipt) => await OkAsync(reporter.PostFormAsync("/warning/thread", ("receipt", receipt)));

    private static async Task<string> OkAsync(Task<HttpResponseMessage> asking)
    {
        using var answer = await asking;
        var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    private static async Task<SoftPasskey> HandlerAsync(RunningServer running, AgeIdentity key)
    {
        var (officer, passkey) = await running.EnrolledAsync();
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync("/warnings/key", ("recipient", key.Recipient.ToString()!))).StatusCode);
        return passkey;
    }

    // As if the hour were over: its rows are put back by one, which is what handlers wait for.
    private static async Task AnAnswerAnHourLaterAsync(RunningServer running, SoftPasskey passkey)
    {
        await using (var state = running.Data.Open())
        {
            var before = WarningLedger.Hour(TimeProvider.System.GetUtcNow()).AddHours(-2);
            await state.Set<WarningRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.ReceivedAt, before), Stop);
            await state.Set<WarningWordsRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.At, before), Stop);
        }

        running.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await running.RestartAsync();
        await running.Server.WarnAsync(Stop);
        using var officer = running.Open();
        Assert.Equal(HttpStatusCode.NoContent, (await officer.SignInAsync(passkey)).StatusCode);
        var id = Id().Match(await officer.TextAsync("/warnings")).Value;
        await officer.PostFormAsync($"/warnings/{id}/acknowledge");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/warnings/{id}/answer", ("words", Answer))).StatusCode);
        await running.StopAsync();
    }

    [GeneratedRegex("id=\"receipt\">([0-9 ]{19})<")]
    private static partial Regex Receipt();

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("/assets/[^\"' )]+")]
    private static partial Regex Asset();

    [GeneratedRegex(@"(?=(?:GET|POST) /\S* HTTP/1\.[01]\r\n)")]
    private static partial Regex Request();
}
