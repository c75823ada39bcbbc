using System.Text.Json;
using System.Text.RegularExpressions;
using Ecluse.Breaches;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli.Remote;

/// <summary>Breaches handled from another machine, through a server: the same verbs, rights, sight and papers.</summary>
public sealed partial class BreachesThereTests
{
    private static readonly string[] Finding = ["breach", "open", "--from-a", "finding", "--received", "2026-02-01T09:00:00+01:00", "--json"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_is_opened_entered_printed_and_closed_through_the_server_and_stands_as_on_its_folder()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        var controller = await ControllerAsync(driven);

        Assert.Contains(controller, (await driven.ThereAsync("breach", "concerned", "--place", "store:depot")).Must(0).Output, StringComparison.Ordinal);
        Assert.Contains(passage.Id, (await driven.ThereAsync("breach", "concerned", "--place", "passage:" + passage.Id, "--json")).Must(0).Output, StringComparison.Ordinal);
        (await driven.ThereAsync("breach", "concerned", "--place", "the cellar")).Refused("BREACH-018", ErrorKind.Usage);
        (await driven.ThereAsync("breach", "open", "--from-a", "finding", "--received", "2099-02-01T09:00:00Z")).Refused("BREACH-018", ErrorKind.Usage);

        var opened = Json(await driven.ThereAsync(Finding));
        var id = opened.GetProperty("breach").GetString()!;
        Assert.Equal(controller, Assert.Single(opened.GetProperty("parts").EnumerateArray()).GetProperty("controller").GetString());
        Assert.Contains("passage:" + passage.Id, opened.ToString(), StringComparison.Ordinal);

        await driven.LinkAsync("Somebody who is operator");

        // The clocks are long over, here as there: the same lines, the same exit code.
        foreach (string[] command in new string[][] { ["breach", "list"], ["breach", "show", id], ["breach", "show", id, "--json"], ["breach", "show", id, "--lang", "fr"] })
        {
            var (here, there) = await driven.BothAsync(command);
            Assert.Equal((here.Exit, Still(here.Output)), (there.Exit, Still(there.Output)));
            Assert.Equal(command.Contains("show") ? (int)ErrorKind.PartlyDone : 0, there.Exit);
        }

        Assert.Equal(1, Json(await driven.ThereAsync("breach", "add", id, "concerned", "yes", "--controller", "1", "--note", "its parcels lay there", "--json")).GetProperty("version").GetInt32());
        (await driven.ThereAsync("breach", "figures", id, "--controller", "1", "--enter")).Must(0);
        (await driven.ThereAsync("breach", "correct", id, "persons", "61", "--controller", "1", "--learnt", "2026-02-02T09:00:00Z")).Must(0);
        (await driven.ThereAsync("breach", "add", id, "cause", "--state", "not-known-yet")).Must(0);
        (await driven.ThereAsync("breach", "add", id, "levitation", "yes")).Refused("BREACH-004", ErrorKind.Usage);
        (await driven.ThereAsync("breach", "figures", id, "--controller", "9")).Refused("BREACH-002", ErrorKind.NotFound);
        Assert.Contains("61", (await driven.HereAsync("breach", "show", id)).Output, StringComparison.Ordinal);
        Assert.Equal(2, Json(await driven.ThereAsync("breach", "join", id, "Cabinet du Dr Test", "--json")).GetProperty("number").GetInt32());
        (await driven.ThereAsync("breach", "join", id, "Cabinet du Dr Test", "--own")).Refused("BREACH-019");
        await PapersAsync(driven, id, controller);

        (await driven.ThereAsync("breach", "hold", id, "--until", "2026-04-01T09:00:00Z", "--reason", "The court asked for it on Monday.")).Refused("BREACH-023");
        (await driven.ThereAsync("breach", "add", id, "closed", "yes", "--note", "nothing more to do")).Refused("BREACH-008");
        (await driven.ThereAsync("breach", "show", "b-000000000000")).Refused("BREACH-001", ErrorKind.NotFound);
        Assert.Contains("breach.opened", (await driven.ThereAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_controller_s_person_has_their_own_part_there_and_nobody_else_s_and_an_auditor_enters_nothing()
    {
        const string Other = "Laboratoire de l’Autre";
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync("security-officer");
        var controller = await ControllerAsync(driven);
        var id = Json(await driven.ThereAsync([.. Finding, "--place", "passage:" + passage.Id])).GetProperty("breach").GetString()!;
        (await driven.ThereAsync("breach", "join", id, Other)).Must(0);
        (await driven.ThereAsync("breach", "add", id, "persons", "77", "--controller", "2")).Must(0);

        // The processor's own time to tell it is over: the laboratory sees its part by itself.
        await driven.SignInAsync("dpo", controller);
        var shown = await driven.ThereAsync("breach", "show", id, "--json");
        Assert.DoesNotContain("Autre", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"77\"", shown.Output, StringComparison.Ordinal);
        var story = JsonDocument.Parse(shown.Output).RootElement;
        Assert.Equal(controller, Assert.Single(story.GetProperty("parts").EnumerateArray()).GetProperty("controller").GetString());
        Assert.False(story.TryGetProperty("cause", out _));
        Assert.Contains("0/1", (await driven.ThereAsync("breach", "list")).Must(0).Output, StringComparison.Ordinal);

        (await driven.ThereAsync("breach", "add", id, "knew-otherwise", "2026-02-02T09:00:00Z", "--controller", "1", "--note", "the authority telephoned")).Must(0);
        (await driven.ThereAsync("breach", "add", id, "persons", "3", "--controller", "2")).Refused("BREACH-022");
        (await driven.ThereAsync("breach", "add", id, "concerned", "no", "--controller", "1", "--note", "nothing of it lay there")).Refused("BREACH-022");
        (await driven.ThereAsync("breach", "figures", id, "--controller", "2")).Refused("BREACH-002", ErrorKind.NotFound);
        Assert.Equal(4, (await driven.ThereAsync("breach", "join", id, "Laboratoire Un")).Exit);
        Assert.Equal(4, (await driven.ThereAsync("breach", "concerned")).Exit);
        var file = Path.Combine(passage.Folder, "theirs.json");
        (await driven.ThereAsync("breach", "print", "timeline", id, "--controller", "2", "-o", file)).Must(0);
        var timeline = await File.ReadAllTextAsync(file, Stop);
        Assert.Contains("\"part\":1", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain("\"77\"", timeline, StringComparison.Ordinal);
        (await driven.ThereAsync("breach", "print", "register", "-o", file)).Must(0);
        (await driven.ThereAsync("breach", "print", "list", "-o", file)).Refused("BREACH-001", ErrorKind.NotFound);

        await driven.SignInAsync("auditor");
        Assert.Contains(Other, (await driven.ThereAsync("breach", "show", id)).Output, StringComparison.Ordinal);
        Assert.Equal(4, (await driven.ThereAsync("breach", "add", id, "persons", "3", "--controller", "1")).Exit);
        Assert.Equal(4, (await driven.ThereAsync(Finding)).Exit);
    }

    [Fact]
    public async Task What_lay_there_is_held_by_a_date_that_its_laboratory_signs_and_by_nothing_that_the_house_says()
    {
        const string Why = "The court asked for it on Monday.";
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        await driven.SignInAsync();
        await driven.LinkAsync("Somebody who is operator");
        var id = Json(await driven.ThereAsync([.. Finding, "--place", "passage:" + passage.Id])).GetProperty("breach").GetString()!;
        var (folder, until) = (Path.Combine(passage.Folder, "holds"), passage.Clock.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null));
        var parcels = passage.ParcelFiles();
        using var console = await driven.EnrolledAsync("Oriane Morvan", "operator");
        Assert.Contains($"href=\"/passages/{passage.Id}/postponement\"", await PageAsync(console, id), StringComparison.Ordinal);
        Assert.DoesNotContain("/postponement", await PageAsync(driven.Officer, id), StringComparison.Ordinal);
        Assert.Contains($"passage:{passage.Id}  is erased on", (await driven.ThereAsync("breach", "show", id)).Output, StringComparison.Ordinal);
        (await driven.ThereAsync("breach", "hold", id, "--until", until, "--reason", "why", "--things", folder)).Refused("BREACH-023");
        (await driven.ThereAsync("breach", "hold", id, "--until", "2099-01-01T00:00:00Z", "--reason", Why, "--things", folder)).Refused("ERASE-011");

        // Drawn up here or there, it moves nothing; the vendor's signature moves nothing either.
        (await driven.HereAsync("breach", "hold", id, "--until", until, "--reason", Why, "--things", folder)).Must(0);
        (await driven.ThereAsync("breach", "hold", id, "--until", until, "--reason", Why, "--things", folder)).Must(0);
        var document = Path.Combine(folder, passage.Id + ".postponement.json");
        var drawn = await File.ReadAllTextAsync(document, Stop);
        Assert.Contains("\"legal-hold\":true", drawn, StringComparison.Ordinal);
        Assert.Contains($"\"reason\":\"{id}: {Why}\"", drawn, StringComparison.Ordinal);
        (await passage.RunAsync("sign", document, "--key", passage.Stage.VendorKey)).Must(0);
        (await driven.ThereAsync("passage", "postpone", passage.Id, "--document", document, "--signature", document + ".sig")).Refused("APPROVAL-002");
        Assert.DoesNotContain("legal hold", (await driven.ThereAsync("breach", "show", id)).Output, StringComparison.Ordinal);

        File.Delete(document + ".sig");
        (await passage.RunAsync("sign", document, "--key", passage.Stage.DirectorKey)).Must(0);
        (await driven.ThereAsync("passage", "postpone", passage.Id, "--document", document, "--signature", document + ".sig")).Must(0);
        Assert.Contains("legal hold until", (await driven.ThereAsync("breach", "show", id)).Output, StringComparison.Ordinal);
        Assert.Contains("passage.held", (await driven.ThereAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);
        Assert.Contains("legal hold, signed by its laboratory", await PageAsync(driven.Officer, id), StringComparison.Ordinal);
        Assert.Equal(parcels, passage.ParcelFiles());
    }

    private static async Task<string> PageAsync(Browser browser, string id) => await (await browser.GetAsync($"/breaches/{id}?controller=1&lang=en")).Content.ReadAsStringAsync(Stop);

    // Each paper, as data and as a page: byte for byte what the server's own folder gives but for the instant at which it is made.
    private static async Task PapersAsync(DrivenServer driven, string id, string controller)
    {
        string[][] papers =
        [
            ["notice", id, "--controller", "1"], ["sheet", id, "--controller", "1"], ["letter", id, "--controller", "1"], ["timeline", id], ["register", "--of", controller], ["list"], ["processing"],
        ];
        var (one, other) = (Path.Combine(driven.Passage.Folder, "here"), Path.Combine(driven.Passage.Folder, "there"));
        foreach (var paper in papers)
        {
            foreach (var ending in new[] { ".json", ".html" })
            {
                (await driven.HereAsync(["breach", "print", .. paper, "-o", one + ending, "--lang", "fr"])).Must(0);
                (await driven.ThereAsync(["breach", "print", .. paper, "-o", other + ending, "--lang", "fr"])).Must(0);
                Assert.Equal(Still(await File.ReadAllTextAsync(one + ending, Stop)), Still(await File.ReadAllTextAsync(other + ending, Stop)));
            }
        }

        Assert.Contains("<html lang=\"fr\"", await File.ReadAllTextAsync(other + ".html", Stop), StringComparison.Ordinal);
        (await driven.ThereAsync("breach", "print", "list", "-o", other + ".html", "--zone", "Atlantis/Centre")).Refused("BREACH-021", ErrorKind.Usage);
        (await driven.ThereAsync("breach", "print", "sheet", id, "--controller", "1", "--sent", "2", "-o", other + ".json")).Refused("BREACH-016", ErrorKind.NotFound);
    }

    private static async Task<string> ControllerAsync(DrivenServer driven) => (await driven.Installation.Contracts.ControllersAsync(Stop)).Values.Single();

    private static JsonElement Json(Ended ended)
    {
        using var document = JsonDocument.Parse(ended.Must(0).Output);
        return document.RootElement.Clone();
    }

    // What moves with the clock: instants, and how long there is still or has been.
    private static string Still(string text) => Digits().Replace(text, "0");

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
