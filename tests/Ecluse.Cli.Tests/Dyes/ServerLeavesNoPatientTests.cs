using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Cli.Demo;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Samples;
using Ecluse.Signatures;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Passages;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;
using Ecluse.Testkit.Traces;

namespace Ecluse.Cli.Dyes;

/// <summary>
/// Rule 12 over a server: the main job is done in the console by somebody who opens every page of it, and the server is then killed.
/// Every byte that it wrote to a disk or sent to a browser is searched for the dyes of the sample patients. The one answer that shows
/// patients, the sample of leg 3, goes to one line: the signatory's.
/// </summary>
public sealed class ServerLeavesNoPatientTests : IDisposable
{
    private const string Laboratory = "Laboratoire des Trois-Rivières";

    private readonly TestFolder folder = new();
    // Half of them are dyed: among the thirty whom the sample draws by chance there are always some.
    private readonly SampleOptions options = new() { Patients = TestSizes.Of("dye.patients"), PatientsBeforeBound = 6, Dyed = TestSizes.Of("dye.patients") / 2 };
    private DemoStage stage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_patient_value_leaves_a_server_that_was_used_for_the_main_job_and_then_killed()
    {
        ProcessRun.Require("strace");
        var passage = await OpenPassageAsync();
        var port = TracedServer.FreePort();
        await using var serving = TracedServer.Begin(
            "dotnet",
            ["exec", "--runtimeconfig", SmallParcels.Settings(folder.Path), typeof(CommandLine).Assembly.Location, "serve", "--port", $"{port}", "--data", stage.Data],
            folder.Path, new Dictionary<string, string?> { ["DOTNET_EnableDiagnostics"] = "0", ["LC_ALL"] = "C.UTF-8" });
        await serving.ListensAsync(port);
        var address = new Uri($"http://localhost:{port}");
        var (operating, signing) = await TokensAsync();
        using (var browser = await SignedInAsync(address, operating))
        using (var signatory = await SignedInAsync(address, signing))
        {
            await DoTheMainJobAsync(browser, signatory, passage);
        }

        var (process, trace) = await serving.KillAsync();
        Assert.NotEqual(0, process.ExitCode);
        var search = new DyeSearch(SampleDyes.All(options).Select(dye => new Dye($"{dye.Table}.{dye.Column} of patient {dye.Patient}", dye.Value)));
        // A server that was killed may have left what it wrote there in the log beside the database.
        Assert.NotEmpty(folder.Files().Select(file => folder.Of(file)).Where(file => file.StartsWith(stage.Target, StringComparison.Ordinal))
            .SelectMany(file => search.Find(File.ReadAllBytes(file), file)));
        Assert.Equal([], trace.Unseen);
        Assert.Contains(trace.Streams, stream => Encoding.UTF8.GetString(stream.Bytes).Contains(passage, StringComparison.Ordinal));
        var shown = Assert.Single(trace.Streams, stream => stream.Bytes.AsSpan().IndexOf("X-Accel-Buffering: no"u8) >= 0);
        Assert.StartsWith("tcp:", shown.Name, StringComparison.Ordinal);
        Assert.NotEmpty(search.Find(shown.Bytes, shown.Name));
        Assert.Equal([], trace.Find(search, stage.Source + "*", stage.Target + "*", shown.Name).Select(finding => finding.ToString()));
        Assert.Equal([], folder.Files().Select(file => folder.Of(file))
            .Where(file => !file.StartsWith(stage.Source, StringComparison.Ordinal) && !file.StartsWith(stage.Target, StringComparison.Ordinal))
            .SelectMany(file => search.Find(File.ReadAllBytes(file), file)).Select(finding => finding.ToString()));
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> OpenPassageAsync()
    {
        stage = new DemoStage(folder.Path, TimeProvider.System);
        var play = new DemoPlay(new DemoScript(Context, folder.Path, Language.English), stage);
        await play.OpenAsync(options, TimeSpan.FromDays(7));
        return play.Passage;
    }

    private async Task DoTheMainJobAsync(Browser browser, Browser signatory, string passage)
    {
        var page = $"/passages/{passage}";
        await SentAsync(browser.PostFormAsync($"{page}/run"));
        if (await AfterAsync(browser, page, passage, PassageState.Loaded, PassageState.Reconciled) == PassageState.Loaded)
        {
            await SeeAsync(browser, page);
            await SentAsync(browser.PostFormAsync($"{page}/rejects/skip", ("which", "REJECT-UNIQUE"), ("reason", "re-entered by hand")));
            await SentAsync(browser.PostFormAsync($"{page}/reconcile"));
            await AfterAsync(browser, page, passage, PassageState.Reconciled);
        }

        var document = await SampleAsync(signatory, page);
        using var director = SshSigner.Load(stage.DirectorKey);
        await SentAsync(browser.PostFilesAsync(
            $"{page}/acceptance", ("acceptance", document), ("signature", Encoding.ASCII.GetBytes(director.Sign("acceptance@ecluse", document).Armor()))));
        await SeeAsync(browser, page);
        await SentAsync(browser.PostFormAsync($"{page}/erase", ("sure", "yes")));
        await AfterAsync(browser, page, passage, PassageState.Erased);
        await SeeAsync(browser, page);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{page}/certificate")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{page}/certificate.json")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/journal")).StatusCode);
    }

    // What there is to look at, refusals of what is not there included.
    private static async Task SeeAsync(Browser browser, string page)
    {
        foreach (var path in new[] { "/", "/passages", page, $"{page}/differences", $"{page}/acceptance", $"{page}/manifest.json", $"{page}/dossier.zip", $"{page}/nothing" })
        {
            (await browser.GetAsync(path)).Dispose();
        }
    }

    // The signatory looks at the patients drawn; what they sign names nobody.
    private static async Task<byte[]> SampleAsync(Browser signatory, string page)
    {
        using var sample = await signatory.PostFormAsync($"{page}/sample", ("line", "three gulls"));
        var text = await sample.Content.ReadAsStringAsync(Stop);
        Assert.True(sample.StatusCode == HttpStatusCode.OK, text);
        return Convert.FromBase64String(text.Split("base64,")[1].Split('"')[0]);
    }

    // The one who runs the command line here, so that both may act, and the laboratory's signatory.
    private async Task<(string Operating, string Signing)> TokensAsync()
    {
        await using var state = new DataFolder(stage.Data).Open();
        var person = state.Set<PersonRow>().Single(row => row.SystemAccount == Environment.UserName).Id;
        const string Signatory = "person:00000000000000aa";
        state.Add(new PersonRow { Id = Signatory, Name = "Claire Delmas", Organisation = Laboratory, Controller = Laboratory, Role = "signatory" });
        var tokens = (Session(state, person), Session(state, Signatory));
        await state.SaveChangesAsync(Stop);
        return tokens;
    }

    private static string Session(EcluseState state, string person)
    {
        var (token, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), TimeProvider.System.GetUtcNow());
        state.Add(new AccountRow { Person = person, EnrolledAt = now, Undertaking = 1, UndertakenAt = now, TrainedOn = DateOnly.FromDateTime(now.UtcDateTime) });
        state.Add(new SessionRow
        {
            TokenSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), Person = person,
            BegunAt = now, SeenAt = now, Network = "127.0.0.1", Device = "",
        });
        return token;
    }

    private static async Task<Browser> SignedInAsync(Uri address, string token)
    {
        var browser = new Browser(address, Stop);
        browser.Hold("ecluse-session", token);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        return browser;
    }

    // Looked at all the while, as people do, until nobody holds it any more.
    private async Task<PassageState> AfterAsync(Browser browser, string page, string passage, params PassageState[] reached)
    {
        for (var tries = 0; ; tries++)
        {
            var text = await browser.TextAsync(page + "?lang=en");
            await using var state = new DataFolder(stage.Data).Open();
            var row = state.Set<PassageRow>().Single(one => one.Id == passage);
            if (row.LeaseOwner is null && reached.Contains(row.State))
            {
                return row.State;
            }

            Assert.True(tries < 1200, $"{page} is {row.State}\n{text}");
            await Task.Delay(500, Stop);
        }
    }

    private static async Task SentAsync(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Stop));
    }

    private static VerbContext Context { get; } = new(
        new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), TimeProvider.System);
}
