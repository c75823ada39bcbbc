using System.Text.Json;
using System.Text.RegularExpressions;
using Ecluse.Testkit;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Rules;

/// <summary>Rule 11 at the command line: by real verbs, from what a caller said to the second person who closes.</summary>
public sealed partial class Rule11_NoWarningDies
{
    [Fact]
    public async Task A_warning_told_by_telephone_is_sealed_answered_and_closed_by_two_persons_and_by_no_other_way()
    {
        using var lab = new Laboratory(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        (await lab.RunAsync("journal", "init")).MustSucceed();
        var officer = await AddAsync(lab, "Hugo Marchal", "security-officer");
        var dpo = await AddAsync(lab, "Zoé Loire", "dpo");
        await File.WriteAllTextAsync(lab.Of("told.txt"), "Le serveur FTP répond à anonymous.");
        await ActAsAsync(lab, officer);
        (await lab.RunAsync("warning", "add", "--source", "employee", "--subject", "open-to-anybody", "--words", lab.Of("told.txt"))).MustBeRefused("WARN-011");

        (await lab.RunAsync("key", "new", "--classic", "-o", lab.Of("handler.key"))).MustSucceed();
        var recipient = Recipient().Match(await File.ReadAllTextAsync(lab.Of("handler.key"))).Value;
        (await lab.RunAsync("warning", "key", recipient)).MustSucceed();
        var added = (await lab.RunAsync("warning", "add", "--source", "employee", "--subject", "open-to-anybody", "--told", "ANSSI", "--about", "nobody", "--received", "2026-02-28T09:00Z", "--words", lab.Of("told.txt"))).MustSucceed().Output;
        var id = Id().Match(added).Value;
        Assert.Matches("[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}", added);

        (await lab.RunAsync("warning", "acknowledge", id)).MustSucceed();
        (await lab.RunAsync("warning", "answer", id, "--words", lab.Of("told.txt"))).MustSucceed();
        Ended(await lab.RunAsync("warning", "close", id, "--outcome", "put-right", "--reason", "too short"), "WARN-007", 2);
        (await lab.RunAsync("warning", "close", id, "--outcome", "put-right", "--reason", "The anonymous zone was closed on Friday.")).MustSucceed();
        (await lab.RunAsync("warning", "close", id)).MustBeRefused("WARN-004");
        await ActAsAsync(lab, dpo);
        (await lab.RunAsync("warning", "close", id)).MustSucceed();
        (await lab.RunAsync("warning", "acknowledge", id)).MustBeRefused("WARN-003");

        using var shown = JsonDocument.Parse((await lab.RunAsync("warning", "show", id, "--json")).MustSucceed().Output);
        Assert.Equal("put-right", shown.RootElement.GetProperty("warning").GetProperty("outcome").GetString());
        Assert.Contains(id, (await lab.RunAsync("warning", "list")).MustSucceed().Output, StringComparison.Ordinal);
        Ended(await lab.RunAsync("warning", "concern", id, "Nobody of the list"), "WARN-010", 10);
        (await lab.RunAsync("warning", "breach", id)).MustBeRefused("WARN-003");
        Ended(await lab.RunAsync("warning", "open", lab.Of("nothing.age"), "-i", lab.Of("handler.key")), "WARN-001", 10);
    }

    [Fact]
    public async Task An_operator_handles_no_warning_and_whom_it_is_about_does_not_know_of_it()
    {
        using var lab = new Laboratory(new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)));
        (await lab.RunAsync("journal", "init")).MustSucceed();
        var officer = await AddAsync(lab, "Hugo Marchal", "security-officer");
        var dpo = await AddAsync(lab, "Zoé Loire", "dpo");
        var operatorId = await AddAsync(lab, "Nadia Kervella", "operator");
        await ActAsAsync(lab, dpo);
        (await lab.RunAsync("key", "new", "--classic", "-o", lab.Of("dpo.key"))).MustSucceed();
        (await lab.RunAsync("warning", "key", Recipient().Match(await File.ReadAllTextAsync(lab.Of("dpo.key"))).Value)).MustSucceed();
        await File.WriteAllTextAsync(lab.Of("told.txt"), "Il connaît le mot de passe partagé.");

        await ActAsAsync(lab, operatorId);
        (await lab.RunAsync("warning", "list")).MustBeRefused("WARN-017");
        var id = Id().Match((await lab.RunAsync("warning", "add", "--source", "employee", "--subject", "shared-account", "--about", "security-officer", "--words", lab.Of("told.txt"))).MustSucceed().Output).Value;
        await ActAsAsync(lab, officer);
        Assert.DoesNotContain(id, (await lab.RunAsync("warning", "list")).MustSucceed().Output, StringComparison.Ordinal);
        Ended(await lab.RunAsync("warning", "show", id), "WARN-001", 10);
        await ActAsAsync(lab, dpo);
        (await lab.RunAsync("warning", "show", id)).MustSucceed();
    }

    private static void Ended(VerbResult result, string code, int exit)
    {
        Assert.Contains(code, result.Error, StringComparison.Ordinal);
        Assert.Equal(exit, result.Exit);
    }

    private static async Task<string> AddAsync(Laboratory lab, string name, string role) => Person().Match(
        (await lab.RunAsync("person", "add", name, "--organisation", "Solvane Santé", "--role", role, "--account", "nobody-" + role)).MustSucceed().Output).Value;

    // The one account of this machine changes hands, as the journal says each time.
    private static async Task ActAsAsync(Laboratory lab, string person) => (await lab.RunAsync("person", "link", person)).MustSucceed();

    [GeneratedRegex("age1[0-9a-z]+")]
    private static partial Regex Recipient();

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("person:[0-9a-f]{16}")]
    private static partial Regex Person();
}
