using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Cli.Lock;
using Ecluse.Samples;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Servers;
using Ecluse.Testkit.Traces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Dyes;

/// <summary>
/// Rule 12 over what tells people: a passage of dyed patients, warnings whose words name them, sign-ins tried under their names, a breach of them;
/// notifications by every way, every page that links lead to, exports, papers and listings hold none of them. And nothing that somebody typed is in a
/// notification.
/// </summary>
public sealed partial class NoticesAndPapersTests : IAsyncLifetime
{
    private const string Officer = "person:00000000000000b1";
    private const string LabDpo = "person:00000000000000b2";
    private const string Auditor = "person:00000000000000b3";
    private const string Lab = "Laboratoire des Trois-Rivières";

    // What people type of their own accord: shown to those who handle it, and in no notification.
    private static readonly Dye[] Typed =
        [new("an alert's act", "Kervoalen-au-téléphone"), new("a breach's note", "Le-Guilvinec-en-pièce-jointe"), new("a warning's answer", "Penmarc’h-vous-répond")];

    private readonly MailSink mail = new();
    private readonly RawSink webhook = new();
    private readonly RawSink syslog = new();
    private readonly List<(string Where, byte[] Bytes)> shown = [];
    private readonly SampleOptions options = PreparedPassage.Options(misfits: true);
    private PreparedPassage passage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        passage = await PreparedPassage.OpenAsync(misfits: true);
        await passage.PassAsync();
        await using var state = Open();
        var now = TimeProvider.System.GetUtcNow();
        await state.Set<PersonRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.SystemAccount, (string?)null), Stop);
        state.Add(new PersonRow { Id = Officer, Name = "Hugo Marchal", Organisation = "Solvane Santé", Role = "security-officer", SystemAccount = Environment.UserName });
        state.Add(new PersonRow { Id = LabDpo, Name = "Lia Delmas", Organisation = Lab, Controller = Lab, Role = "dpo" });
        state.Add(new PersonRow { Id = Auditor, Name = "Anne Rivoal", Organisation = "Solvane Santé", Role = "auditor" });
        foreach (var person in new[] { Officer, LabDpo, Auditor })
        {
            state.Add(new AccountRow { Person = person, EnrolledAt = now, Undertaking = 1, UndertakenAt = now, TrainedOn = DateOnly.FromDateTime(now.UtcDateTime) });
            state.Add(new MailAddressRow { Owner = person, Address = "somebody@vendor.example", At = now, By = Officer });
        }

        await state.SaveChangesAsync(Stop);
        Secret("hook.key", "a-key-of-the-receiver-and-ours\n");
        Secret("notifications.yaml", $"""
            console: https://ecluse.example.org/
            mail: {"{"} host: 127.0.0.1, port: {mail.Port}, security: none, from: ecluse@vendor.example {"}"}
            webhooks: [{"{"} name: siem, url: "http://127.0.0.1:{webhook.Port}/hook", key-file: {passage.Of("hook.key")} {"}"}]
            syslog: [{"{"} name: soc, host: 127.0.0.1, port: {syslog.Port}, transport: tcp {"}"}]

            """);
        Directory.CreateDirectory(passage.Of("watch"));
        var levels = new[] { "critical", "high", "medium", "low" }.Select(level =>
            $"  {level}:\n    act-within: 4h\n    second-person: true\n    steps:\n      - {{ to: [security-officer], wait: 1h, also: [siem, soc] }}\n      - {{ to: [controller-dpo], wait: 4h, also: [siem, soc] }}\n");
        await File.WriteAllTextAsync(passage.Of("watch", "escalation.yaml"), "levels:\n" + string.Concat(levels), Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await mail.DisposeAsync();
        await webhook.DisposeAsync();
        await syslog.DisposeAsync();
        passage.Dispose();
    }

    [Fact]
    public async Task No_patient_stands_in_a_notification_page_export_paper_or_listing_and_nothing_typed_in_a_notification()
    {
        ProcessRun.Require("strace");
        var patients = new DyeSearch(SampleDyes.All(options).Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));
        var port = TracedServer.FreePort();
        Trace trace;
        string breach;
        await using (var serving = TracedServer.Begin(
            "dotnet", [typeof(CommandLine).Assembly.Location, "serve", "--port", $"{port}", "--data", passage.Stage.Data], passage.Folder,
            new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" }))
        {
            await serving.ListensAsync(port);
            var address = new Uri($"http://localhost:{port}");
            using var officer = await SignedInAsync(address, Officer);
            using var dpo = await SignedInAsync(address, LabDpo, "fr");
            using var auditor = await SignedInAsync(address, Auditor);
            breach = await MakeAsync(address, officer);
            var seen = await LinkWalk.SeeAsync(officer, shown, "/alerts", "/warnings", "/breaches", "/months", "/check", $"/passages/{passage.Id}/dossier.zip");
            seen.UnionWith(await LinkWalk.SeeAsync(dpo, shown, "/alerts", "/breaches", "/months"));
            seen.UnionWith(await LinkWalk.SeeAsync(auditor, shown, "/journal", "/months", $"/passages/{passage.Id}/dossier.zip"));
            Assert.All(
                new[] { "^/alerts/a-", "^/warnings/w-", "^/breaches/b-[^/]*$", "^/breaches/b-.*paper", "^/breaches/register", "^/months/", "^/check$", "dossier.zip$", "^/journal$" },
                page => Assert.Contains(seen, one => Regex.IsMatch(one, page)));
            trace = (await serving.KillAsync()).Trace;
            TestContext.Current.SendDiagnosticMessage($"pages walked: {seen.Count}");
        }

        await ListAsync(breach);
        await RemindAsync();
        Assert.NotEmpty(patients.Find(await File.ReadAllBytesAsync(passage.Stage.Target, Stop), "the new system"));
        Assert.Equal([], trace.Unseen);
        Assert.Equal([], trace.Find(patients, passage.Stage.Source + "*", passage.Stage.Target + "*").Select(finding => finding.ToString()));
        Assert.Equal([], shown.SelectMany(one => patients.Find(one.Bytes, one.Where)).Select(finding => finding.ToString()));
        Assert.Equal([], Files().SelectMany(file => patients.Find(File.ReadAllBytes(file), file)).Select(finding => finding.ToString()));
        Assert.NotEmpty(Files().SelectMany(file => new DyeSearch(Typed).Find(File.ReadAllBytes(file), file)));

        var told = mail.Messages.Select(one => ("mail", one)).Concat(webhook.Received.Select(one => ("webhook", one))).Concat(syslog.Received.Select(one => ("syslog", one))).ToList();
        Assert.Equal(["mail", "syslog", "webhook"], told.Select(one => one.Item1).Distinct().Order());
        await EachKindWasSentAsync();
        var search = new DyeSearch([.. Typed, .. SampleDyes.All(options).Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value))]);
        Assert.Equal([], told.SelectMany(one => search.Find(one.Item2, one.Item1)).Select(finding => finding.ToString()));
    }

    // Everything that tells people, made by people who wrote patients wherever a form takes words.
    private async Task<string> MakeAsync(Uri address, Browser officer)
    {
        var (dyes, now) = (SampleDyes.All(options).Where(dye => dye.Table == "FICPAT").ToList(), TimeProvider.System.GetUtcNow());
        var (name, nir) = (dyes.First(dye => dye.Column == "NOM").Value, dyes.First(dye => dye.Column == "INSMAT").Value);
        var words = string.Join('\n', dyes.Select(dye => dye.Value));
        await File.WriteAllTextAsync(Of("rows.csv"), words, Stop);
        (await passage.RunAsync("key", "new", "--classic", "-o", Of("handler.key"))).Must(0);
        (await passage.RunAsync("warning", "key", Recipient().Match(await File.ReadAllTextAsync(Of("handler.key"), Stop)).Value)).Must(0);
        var added = (await passage.RunAsync(
            "warning", "add", "--source", "authority", "--subject", "open-to-anybody", "--received", "2020-11-04T09:00Z", "--words", Of("rows.csv"), "--file", Of("rows.csv"))).Must(0);
        var warning = Id().Match(added.Output).Value;
        await File.WriteAllTextAsync(Of("answer.txt"), Typed[2].Text, Stop);
        (await passage.RunAsync("warning", "answer", warning, "--words", Of("answer.txt"))).Must(0);

        using (var reporter = new Browser(address, Stop))
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(words), "words" }, { new StringContent("weakness"), "subject" }, { new StringContent("anonymous"), "source" }, { new StringContent("nobody"), "about" },
                { new ByteArrayContent(Encoding.UTF8.GetBytes(words)), "files", $"{name}.csv" },
            };
            Assert.Equal(HttpStatusCode.OK, (await reporter.SendAsync("POST", "/warning", form)).StatusCode);
            for (var time = 0; time < 6; time++)
            {
                await reporter.PostFormAsync("/sign-in/password", ("name", $"{name} {nir}"), ("password", "wrong wrong wrong"), ("code", "000000"));
            }
        }

        var alert = await AlertAsync("sign-in-failures-account");
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/alerts/{alert}/act", ("words", $"Asked: {Typed[0].Text}, nobody knows."))).StatusCode);
        await officer.PostFormAsync($"/alerts/{alert}/act", ("words", $"Asked {name} {nir}, who knows nothing."));
        await officer.PostFormAsync($"/warnings/{warning}/release", ("controller", Lab), ("words", words));

        var opened = (await passage.RunAsync(
            "breach", "open", "--from-a", "finding", "--received", Instant(now.AddDays(-5)), "--place", $"passage:{passage.Id}", "--since", Instant(now.AddDays(-6)), "--until", Instant(now))).Must(0);
        var breach = Breach().Match(opened.Output).Value;
        await passage.RunAsync("breach", "figures", breach, "--controller", "1", "--enter");
        (await passage.RunAsync("breach", "add", breach, "told", Instant(now.AddDays(-4)), "--controller", "1", "--note", Typed[1].Text)).Must(0);
        await officer.PostFormAsync($"/breaches/{breach}/enter", ("field", "cause"), ("value", $"{name} {nir}"), ("note", words), ("state", "known"), ("controller", "0"));
        foreach (var verb in new[] { ["warning", "list"], new[] { "watch", "run" }, ["alert", "round"] })
        {
            (await passage.RunAsync(verb)).Must(0);
        }

        return breach;
    }

    // The server writes events within two seconds, and its watch or ours finds them.
    private async Task<string> AlertAsync(string rule)
    {
        for (var tries = 0; ; tries++)
        {
            await passage.RunAsync("watch", "run");
            await using var state = Open();
            if (await state.Set<AlertRow>().FirstOrDefaultAsync(row => row.Rule == rule, Stop) is { } alert)
            {
                return alert.Id;
            }

            Assert.True(tries < 120, $"no alert of {rule}");
            await Task.Delay(500, Stop);
        }
    }

    private async Task ListAsync(string breach)
    {
        var (alert, warning) = (await AlertAsync("sign-in-failures-account"), await WarningAsync());
        var month = $"{TimeProvider.System.GetUtcNow():yyyy-MM}";
        var papers = from paper in new[] { "notice", "sheet", "letter", "timeline" } from form in new[] { "html", "json" } select new[] { "breach", "print", paper, breach, "--controller", paper == "timeline" ? "0" : "1", "-o", Of($"{paper}.{form}") };
        foreach (var words in (string[][])
        [
            ["alert", "list"], ["alert", "show", alert], ["alert", "policy"], ["warning", "list"], ["warning", "show", warning], ["watch", "events", "--since", "2026-01-01"],
            ["watch", "replay", "--since", "2026-01-01"], ["watch", "rules"], ["breach", "list"], ["breach", "show", breach], ["breach", "concerned", "--place", "server"],
            .. papers, ["breach", "print", "register", "--of", Lab, "-o", Of("register.json")], ["breach", "print", "list", "-o", Of("list.html")], ["breach", "print", "processing", "-o", Of("processing.html")],
            ["check", "--page", Of("check")], ["month", "--controller", Lab, "--month", month, "--page", Of("month")], ["journal", "show"],
            ["passage", "list"], ["passage", "status", passage.Id, "--page", Of("status.html")], ["passage", "documents", passage.Id, "-o", Of("documents")], ["passage", "rejects", "list", passage.Id],
        ])
        {
            foreach (var ended in new[] { await passage.RunAsync(words), await passage.RunAsync([.. words, "--json"]), await passage.RunInFrenchAsync(words) })
            {
                Assert.True(ended.Exit is 0 or 3 || words.Contains("documents"), $"{string.Join(' ', words)}: {ended.Exit} {ended.Error}");
                shown.Add((string.Join(' ', words), Encoding.UTF8.GetBytes(ended.Output + ended.Error)));
            }
        }
    }

    // A day later: what was acted on begins again, and duties of the breach are over.
    private async Task RemindAsync()
    {
        passage.Clock.Ahead += TimeSpan.FromHours(30);
        (await passage.RunAsync("warning", "list")).Must(0);
        (await passage.RunAsync("alert", "round")).Must(0);
    }

    private async Task EachKindWasSentAsync()
    {
        var dayAfter = TimeProvider.System.GetUtcNow().AddHours(20);
        await using var state = Open();
        var rows = await state.Set<NoticeRow>().AsNoTracking().Where(row => row.State == Ecluse.Notices.NoticeState.Delivered).ToListAsync(Stop);
        Assert.All(
            new[] { "mail", "siem", "soc" },
            channel => Assert.Contains(rows, row => row.Channel == channel && row.Kind == Ecluse.Notices.NoticeKind.AlertStep && row.MadeAt > dayAfter));
        Assert.Contains(rows, row => row.Channel == "mail" && row.Kind == Ecluse.Notices.NoticeKind.UnansweredWarning);
        Assert.Contains(rows, row => row.Channel == "mail" && row.Kind == Ecluse.Notices.NoticeKind.BreachDuty);
    }

    private async Task<string> WarningAsync()
    {
        await using var state = Open();
        return await state.Set<Storage.Warnings.WarningRow>().Where(row => row.EnteredBy != null).Select(row => row.Id).FirstAsync(Stop);
    }

    // The laboratory's two systems aside, and what this test wrote to hand it in.
    private IEnumerable<string> Files() => Directory.EnumerateFiles(passage.Folder, "*", SearchOption.AllDirectories).Where(file =>
        !file.StartsWith(passage.Stage.Source, StringComparison.Ordinal) && !file.StartsWith(passage.Stage.Target, StringComparison.Ordinal) && file != Of("rows.csv"));

    private async Task<Browser> SignedInAsync(Uri address, string person, string language = "en")
    {
        var (token, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), TimeProvider.System.GetUtcNow());
        await using var state = Open();
        state.Add(new SessionRow
        {
            TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), Person = person, BegunAt = now, SeenAt = now, Network = "127.0.0.1", Device = "",
        });
        await state.SaveChangesAsync(Stop);
        var browser = new Browser(address, Stop);
        browser.Hold("ecluse-session", token);
        browser.Hold("ecluse-lang", language);
        return browser;
    }

    private void Secret(string name, string text)
    {
        File.WriteAllText(passage.Of(name), text);
        File.SetUnixFileMode(passage.Of(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private EcluseState Open() => new DataFolder(passage.Stage.Data).Open();

    private string Of(string name) => Path.Combine(passage.Folder, name);

    private static string Instant(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("b-[0-9a-f]{12}")]
    private static partial Regex Breach();

    [GeneratedRegex("age1[0-9a-z]+")]
    private static partial Regex Recipient();
}
