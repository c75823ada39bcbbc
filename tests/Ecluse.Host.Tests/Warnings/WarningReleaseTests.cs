using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Age;
using Ecluse.Testkit;
using Ecluse.Warnings;

namespace Ecluse.Host.Warnings;

/// <summary>Words reach a named controller only by the reporter's receipt or struck out by a handler; a breach's cause is said where it is opened.</summary>
public sealed partial class WarningReleaseTests
{
    private const string Original = "Le serveur répond à « anonymous », je suis Évariste, du support.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reporter_by_receipt_and_a_handler_after_striking_out_release_words_to_one_laboratory_and_its_neighbour_sees_nothing()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New();
        using var labKey = AgeIdentity.New();
        var (officer, _) = await running.EnrolledAsync();
        await officer.PostFormAsync("/warnings/key", ("recipient", key.Recipient.ToString()!));
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var (mine, passkey) = await running.InvitedAsync(officer, "Lia Sauldre", "dpo", first.Name);
        var (other, otherKey) = await running.InvitedAsync(officer, "Luc Beuvron", "dpo", second.Name);

        var entered = await EnterAsync(officer, Original, new("lettre.txt", "la lettre"u8.ToArray()));
        var (id, receipt) = (IdIn(entered), ReceiptIn(entered));
        using var reporter = running.Open();
        Assert.DoesNotContain(first.Name, await ThreadAsync(reporter, receipt), StringComparison.Ordinal);

        // The handlers say whom it concerns; from then on the reporter may name that laboratory, once somebody there has a key.
        await officer.PostFormAsync($"/warnings/{id}/concern", ("controller", first.Name), ("answer", "concerned"));
        var keyless = await ThreadAsync(reporter, receipt);
        Assert.Contains(first.Name, keyless, StringComparison.Ordinal);
        Assert.DoesNotContain("/warning/thread/release", keyless, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await mine.PostFormAsync("/warnings/key", ("recipient", labKey.Recipient.ToString()!))).StatusCode);
        Assert.Contains("/warning/thread/release", await ThreadAsync(reporter, receipt), StringComparison.Ordinal);
        Assert.DoesNotContain(second.Name, await ThreadAsync(reporter, receipt), StringComparison.Ordinal);

        var refused = await reporter.PostFormAsync("/warning/thread/release", ("receipt", receipt), ("controller", second.Name), ("message", "1"));
        Assert.Contains("WARN-010", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reporter.PostFormAsync("/warning/thread/release", ("receipt", receipt), ("controller", first.Name), ("message", "1"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/warnings/{id}/release", ("controller", first.Name), ("words", "Une zone est ouverte."))).StatusCode);

        // The handler's stands at once; the reporter's when its hour is over, to the hour.
        Assert.Equal("Une zone est ouverte.", (await OpenAsync(mine, id, 2, labKey)).Words);
        Assert.Equal(HttpStatusCode.NotFound, (await mine.GetAsync($"/warnings/{id}/released.age?n=1")).StatusCode);
        running.Clock.Advance(TimeSpan.FromHours(1));
        await running.Server.WarnAsync(Stop);
        Assert.True((await mine.SignInAsync(passkey)).IsSuccessStatusCode);
        var own = await OpenAsync(mine, id, 1, labKey);
        Assert.Equal((Original, "1-1-lettre.txt"), (own.Words, own.Files.Single().Name));
        Assert.NotEqual(HttpStatusCode.OK, (await mine.GetAsync($"/warnings/{id}/words.age")).StatusCode);
        Assert.True((await other.SignInAsync(otherKey)).IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/warnings/{id}/released.age?n=1")).StatusCode);
    }

    [Fact]
    public async Task A_warning_becomes_a_breach_of_the_place_that_was_said_and_names_who_had_data_there_then_and_no_other()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New();
        var (officer, _) = await running.EnrolledAsync();
        await officer.PostFormAsync("/warnings/key", ("recipient", key.Recipient.ToString()!));
        var (first, second) = await TwoLaboratories.AddAsync(running);
        foreach (var lab in new[] { first, second })
        {
            await using var state = running.Data.Open();
            await using var transaction = await state.Database.BeginTransactionAsync(Stop);
            await running.Installation.AppendAsync(
                state, new("object.received", "person:somebody", new Dictionary<string, string> { ["space"] = lab.Space, ["contract"] = lab.Contract, ["object"] = "o-1" }, new Dictionary<string, string>()), Stop);
            await state.SaveChangesAsync(Stop);
            await transaction.CommitAsync(Stop);
        }

        var id = IdIn(await EnterAsync(officer, Original));
        var whole = await officer.TextAsync($"/warnings/{id}/breach");
        Assert.All([first.Name, second.Name], name => Assert.Contains(name, whole, StringComparison.Ordinal));
        var narrowed = await officer.TextAsync($"/warnings/{id}/breach?place=space:{first.Space}");
        Assert.Contains(first.Name, narrowed, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Name, narrowed, StringComparison.Ordinal);
        Assert.Contains("BREACH-018", await (await officer.GetAsync($"/warnings/{id}/breach?place=nowhere")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        await officer.PostFormAsync($"/warnings/{id}/breach", ("place", $"space:{first.Space}"), ("since", ""), ("until", ""), ("own", ""));
        var breach = (await running.Installation.Breaches.ListAsync(Stop)).Single(one => one.Breach.Origin.Id == id).Breach;
        Assert.Equal([first.Name], breach.Parts.Select(part => part.Controller));
        var warning = (await running.Installation.Warnings.FindAsync(id, Stop))!;
        Assert.Equal((breach.Id, breach.Origin.ReceivedAt), (warning.Breach, warning.ReceivedAt));
    }

    private static async Task<string> EnterAsync(Browser officer, string words, WarningFile? file = null)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(words), "words" }, { new StringContent("open-to-anybody"), "subject" }, { new StringContent("employee"), "source" }, { new StringContent(""), "received" },
        };
        if (file is not null)
        {
            content.Add(new ByteArrayContent(file.Bytes), "files", file.Name);
        }

        return await (await officer.SendAsync("POST", "/warnings/new", content)).Content.ReadAsStringAsync(Stop);
    }

    private static async Task<string> ThreadAsync(Browser reporter, string receipt) =>
        WebUtility.HtmlDecode(await (await reporter.PostFormAsync("/warning/thread", ("receipt", receipt))).Content.ReadAsStringAsync(Stop));

    private static async Task<WarningContent> OpenAsync(Browser reader, string id, int number, AgeIdentity key)
    {
        using var answer = await reader.GetAsync($"/warnings/{id}/released.age?n={number}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return SealedContent.Open(await answer.Content.ReadAsByteArrayAsync(Stop), key);
    }

    private static string ReceiptIn(string page) => Receipt().Match(page) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException(page);

    private static string IdIn(string page) => Id().Match(page) is { Success: true } found ? found.Value : throw new InvalidOperationException(page);

    [GeneratedRegex("id=\"receipt\">([0-9 ]{19})<")]
    private static partial Regex Receipt();

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();
}
