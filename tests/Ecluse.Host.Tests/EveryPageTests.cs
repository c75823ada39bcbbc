using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ecluse.Accounts;
using Ecluse.Host.SampleTargets;
using Ecluse.SamplePages;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Alerts;
using Ecluse.Host.Warnings;
using Ecluse.Breaches;
using Ecluse.Spaces;
using Ecluse.Storage.Alerts;
using Ecluse.Testkit;
using Ecluse.Warnings;

namespace Ecluse.Host;

/// <summary>
/// Every page of the console, found by asking every route of the running server as every role: axe, sideways scroll, errors, in both
/// languages and both themes. A page that nobody here is shown turns the test red.
/// </summary>
public sealed partial class EveryPageTests
{
    // Shown in a state that this laboratory is not in, or on the signing site: the walks of mainjob.mjs, console.mjs and signing.mjs look at them.
    private static readonly string[] Elsewhere =
    [
        "/passages/{id}/erase", "/passages/{id}/certificate", "/plans/{id}", "/plans/{id}/drop", "/s/key", "/s/document",

        // Where an identity provider is set up, which this laboratory has not: ProviderTests goes there, without looking as closely.
        "/sign-in/with", "/sign-in/with/{provider}",

        // Leads to /people.
        "/people/invite",
    ];

    private static readonly (Role Role, bool IsOurs)[] Seats =
    [
        (Role.Operator, true), (Role.SecurityOfficer, true), (Role.Auditor, true), (Role.Signatory, false), (Role.SecurityOfficer, false), (Role.DataProtectionOfficer, false),
    ];

    // As pages.mjs calls itself: a session in two browsers at once would be asked to sign in again.
    private const string Device = "ecluse-looks";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_is_without_findings_wide_and_narrow_light_and_dark_in_both_languages()
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        await using var lab = await ConsoleLab.OpenedAsync(misfits: true);
        var (contract, _) = await lab.Installation.Contracts.GetAsync("C-2026-001", Stop);
        var tokens = new List<(Browser Browser, string? Token)> { (new Browser(lab.Server.Address, Stop), null) };
        var people = new List<string>();
        foreach (var (role, isOurs) in Seats)
        {
            var browser = await lab.AsAsync(role, controller: isOurs ? null : contract.Record.Controller, device: Device);
            tokens.Add((browser, lab.Last.Token));
            people.Add(lab.Last.Person);
        }

        await LoadAsync(lab, tokens[1].Browser);
        var fills = new Dictionary<string, string>
        {
            ["passages"] = lab.Passage, ["contracts"] = "C-2026-001", ["months"] = "C-2026-001", ["instructions"] = "I-2026-001", ["people"] = people[0], ["spaces"] = await SpaceAsync(lab, people),
            ["warnings"] = await WarningAsync(lab, people, contract.Record.Controller!),
            ["alerts"] = await AlertAsync(lab, contract.Record.Controller!),
            ["sample-target"] = await SampleAsync(lab),
            ["breaches"] = await BreachAsync(lab, contract.Record.Controller!),
        };
        var pages = new List<object>();
        var unseen = new List<string>();
        foreach (var route in Routes(lab))
        {
            var path = Fill(route, fills);
            var seeing = new List<string?>();
            foreach (var (browser, token) in tokens)
            {
                using var answer = await browser.GetAsync(path);
                if (answer.StatusCode == HttpStatusCode.OK && answer.RequestMessage!.RequestUri!.PathAndQuery == path && answer.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    seeing.Add(token);
                }
            }

            if (seeing.Count > 0)
            {
                pages.Add(new { path, wide = seeing[0], narrow = seeing[^1] });
            }
            else if (!Elsewhere.Contains(route))
            {
                unseen.Add($"{route} as {path}");
            }
        }

        Assert.Empty(unseen);
        var list = lab.Of("pages.json");
        await File.WriteAllTextAsync(list, JsonSerializer.Serialize(pages), Stop);
        var found = await programs.RunAsync("pages.mjs", [lab.Server.Address.GetLeftPart(UriPartial.Authority), list, .. Shots()]);
        Assert.True(found == $$"""{"seen":{{2 * pages.Count}}}""", found);
        tokens.ForEach(one => one.Browser.Dispose());
    }

    // Where somebody wants to look at the photographs themselves.
    private static string[] Shots() => Environment.GetEnvironmentVariable("ECLUSE_SHOTS") is { Length: > 0 } folder ? [folder] : [];

    private static IEnumerable<string> Routes(ConsoleLab lab) =>
        lab.Server.Endpoints.All.Where(one => one.Method == "GET").Select(one => one.Route).Where(IsPage).Distinct().Order(StringComparer.Ordinal);

    // Files, feeds and the interface for programs answer with something else than a page.
    private static bool IsPage(string route) =>
        !route.StartsWith("/api/", StringComparison.Ordinal) && !route.StartsWith("/assets/", StringComparison.Ordinal) && !route.EndsWith("live", StringComparison.Ordinal)
        && !Files().IsMatch(route) && route is not ("/health" or "/signing/back");

    private static string Fill(string route, IReadOnlyDictionary<string, string> fills)
    {
        var kind = route.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";
        return Parameter().Replace(route, _ => fills.GetValueOrDefault(kind) ?? "none") + (route == "/device" ? "?code=ABCD-EFGH" : "");
    }

    // As the demonstration leaves it.
    private static async Task<string> SampleAsync(ConsoleLab lab)
    {
        var target = new SampleTarget(
            "KALISIL", 2, [
                new("9000001", "MARTIN Jeanne", [new("sex_code", "F"), new("birth_date", "1961-04-02")],
                    [new("Glycémie", "2026-01-05 08:10", "1.31 g/L", "0.70 – 1.10", "high", "final", 2), new("Glycémie", "2025-06-02 08:00", "0.98 g/L", "0.70 – 1.10", "", "final", 1)],
                    [new("Compte rendu", "application/pdf", "2026-01-05 10:00", [1, 2, 3])]),
            ]);
        await File.WriteAllBytesAsync(SampleTargetFile.In(lab.Installation.Data.Path), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(target), Stop);
        return "1";
    }

    // As far as a refusal to decide on.
    private static async Task LoadAsync(ConsoleLab lab, Browser browser)
    {
        using var run = await browser.PostFormAsync($"/passages/{lab.Passage}/run");
        Assert.Equal(HttpStatusCode.Redirect, run.StatusCode);
        await lab.UntilAsync(browser, $"/passages/{lab.Passage}", "/differences\">D");
    }

    // An incident of this laboratory and of another one, told, with a step and a correction; its officers see their part.
    private static async Task<string> BreachAsync(ConsoleLab lab, string laboratory)
    {
        var (breaches, now) = (lab.Installation.Breaches, lab.Clock.GetUtcNow());
        var breach = await breaches.OpenAsync(
            new BreachOpening(new BreachOrigin(OriginKind.Authority, null, now.AddHours(-30)), new Cause(["contract:C-2026-001"])), "agent:test", Stop);
        foreach (var name in new[] { laboratory, "Biologie du Val d’Aure" }.Except(breach.Parts.Select(part => part.Controller)))
        {
            await breaches.JoinAsync(breach.Id, name, isOwn: false, "agent:test", Stop);
        }

        string Instant(double hours) => now.AddHours(hours).UtcDateTime.ToString(BreachDossier.InstantForm, null);
        foreach (var said in new BreachSaying[]
        {
            new(1, BreachFields.Concerned, BreachFields.Yes), new(1, BreachFields.Told, Instant(-2), "sa déléguée, par téléphone"),
            new(1, BreachFields.Persons, "900", Knowledge: Knowledge.Estimated), new(1, BreachFields.Persons, "4112"),
            new(0, "circumstances", "L’agence nationale a transmis 56 lignes."), new(0, BreachFields.Severity, "maximal", "des résultats y figurent"),
            new(0, BreachFields.Step, "host", "à l’hébergeur : retirer le fichier"), new(0, "cause", null, null, Knowledge.NotKnownYet),
        })
        {
            await breaches.EnterAsync(breach.Id, said, "agent:test", Stop);
        }

        return breach.Id;
    }

    // Told, acted on and proposed to be closed: every form of the page is there.
    private static async Task<string> AlertAsync(ConsoleLab lab, string laboratory)
    {
        var id = await TwoLaboratories.AlertAsync(lab.Installation, laboratory);
        var alerts = lab.Installation.Alerts;
        await alerts.EscalateAsync(Stop);
        var dpo = new AlertPerson("person:somebody", null);
        await alerts.ActAsync(id, "Compte bloqué, titulaire appelé au numéro du contrat.", dpo, Stop);
        await alerts.CloseAsync(id, AlertOutcome.PutRight, "C’était son nouveau téléphone, vérifié avec lui.", dpo, Stop);
        await alerts.ProposeSilenceAsync(id, lab.Clock.GetUtcNow().AddDays(2), "Un déménagement du réseau est annoncé.", dpo, Stop);
        return id;
    }

    private static async Task<string> SpaceAsync(ConsoleLab lab, List<string> people)
    {
        var (id, now) = ("s-00000000ddd1", lab.Clock.GetUtcNow());
        var instruction = await lab.Installation.Instructions.GetAsync("I-2026-001", Stop);
        await lab.Installation.Spaces.OpenAsync(
            new Space(
                id, "C-2026-001", "I-2026-001", instruction.Sha256, Grade.EndToEnd, Direction.ToProcessor, new(1 << 20, 10), ["age1qqqq"],
                [new(people[Array.FindIndex(Seats, seat => seat.Role == Role.Signatory)], SpacePart.Sends), new(people[0], SpacePart.Takes)], now, now.AddDays(5), 5),
            new Act("space.opened", "agent:test", new Dictionary<string, string> { ["space"] = id }, new Dictionary<string, string>()), Stop);
        return id;
    }

    // Told long before, and so with every clock over and its laboratory told; half closed.
    private static async Task<string> WarningAsync(ConsoleLab lab, List<string> people, string controller)
    {
        using var key = AgeIdentity.New();
        var (ledger, officer) = (lab.Installation.Warnings, people[Array.FindIndex(Seats, seat => seat.Role == Role.SecurityOfficer)]);
        await ledger.EnrolHandlerAsync(officer, key.Recipient.ToString()!, Stop);
        var desk = new WarningDesk(lab.Installation);
        var (id, _) = await desk.TakeAsync(
            new(WarningSource.Authority, [WarningSubject.OpenToAnybody, WarningSubject.SharedAccount], WarningAbout.Nobody, ["ANSSI"]), new("56 rows.", []), officer, lab.Clock.GetUtcNow().AddDays(-100), Stop);
        await ledger.NoticeAsync(desk.ListAsync, "agent:test", Stop);
        await ledger.AnswerConcernAsync(id, new(controller, "C-2026-001"), true, "", officer, Stop);
        await ledger.ProposeAsync(id, WarningOutcome.PutRight, "The anonymous zone was closed on Friday.", new(officer, Role.SecurityOfficer, null), Stop);
        return id;
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.(json|zip|tar|age|js|css|svg|txt)$|/(entry|proof|checkpoint|vkey)$|/\{file\}$")]
    private static partial Regex Files();
}
