using System.Text.Json;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Passages;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Cli;

/// <summary><c>ecluse check</c> on real installations: what it finds changes with them.</summary>
public sealed class CheckVerbTests
{
    [Fact]
    public async Task A_passage_under_way_holds_until_its_files_and_rows_are_changed()
    {
        using var prepared = await PreparedPassage.OpenAsync(patients: 30);
        await prepared.SealAsync();
        (await prepared.RunAsync("target", "offer", "I-2026-001", "--classic", "-o", Path.Combine(prepared.Folder, "offer.json"))).Must(0);
        var before = await VerdictsAsync(prepared);
        string[] hold = ["sealed-at-rest", "nothing-overdue", "keys-overdue", "journal-verifies", "contracts-in-force", "instructions-in-force", "passage-papers", "key-files"];
        Assert.All(hold, id => Assert.Equal((id, "holds"), (id, before[id])));
        Assert.Equal(("not-shown", "not-shown"), (before["second-factor"], before["certificates"]));

        var pages = Path.Combine(prepared.Folder, "pages");
        var month = await prepared.RunAsync("month", "--controller", "C-2026-001", "--month", $"{prepared.Clock.GetUtcNow():yyyy-MM}", "--page", pages, "--zone", "Etc/UTC");
        Assert.Equal(0, month.Exit);
        Assert.Contains(prepared.Id, month.Output, StringComparison.Ordinal);
        Assert.Contains("colis scellé", await File.ReadAllTextAsync(Directory.EnumerateFiles(pages, "month-*.fr.html").Single(), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var key = Directory.EnumerateFiles(prepared.Of("keys", "signing"), "*.key").First();
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await File.WriteAllTextAsync(prepared.Of("depot", "stray.age"), "patient;born\n", TestContext.Current.CancellationToken);
        await ChangeAsync(prepared, async state =>
        {
            await state.Set<PassageRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.EraseBy, prepared.Clock.GetUtcNow().AddMinutes(-6)));
            await state.Set<ContractRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.ControllerSignature, one => one.ProcessorSignature));
            await state.Set<DocumentRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.Signature, (string?)null));
            state.Add(new PersonRow { Id = "person:00000000000000aa", Name = "Maud", Role = "operator" });
            state.Add(new AccountRow { Person = "person:00000000000000aa", EnrolledAt = prepared.Clock.GetUtcNow().AddDays(-400), PasswordHash = "x" });
        });
        var after = await VerdictsAsync(prepared);
        string[] wrong = ["key-files", "sealed-at-rest", "nothing-overdue", "contracts-in-force", "passage-papers", "second-factor", "rights-reviewed", "undertakings", "keys-overdue"];
        Assert.All(wrong, id => Assert.Equal((id, "does-not-hold"), (id, after[id])));
    }

    [Fact]
    public async Task An_empty_installation_is_not_green_a_filled_questionnaire_counts_and_pages_are_written_in_both_languages()
    {
        using var folder = new TestFolder();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(0, (await RunAsync(folder, clock, "journal", "init")).Exit);
        await using (var state = new DataFolder(folder.Of("data")).Open())
        {
            state.Add(new PersonRow { Id = "person:1", Name = "Maud", Role = "operator", SystemAccount = Environment.UserName });
            await state.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var questions = folder.Of("questions.yaml");
        Assert.Equal(0, (await RunAsync(folder, clock, "check", "questions", "-o", questions)).Exit);
        var empty = await File.ReadAllTextAsync(questions, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            questions, empty.Replace("restore-tested:\n    answer:\n    on:\n    where:", "restore-tested:\n    answer: yes\n    on: 2026-11-20\n    where: trial of 20 November", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);

        var ended = await RunAsync(folder, clock, "check", "--questionnaire", questions, "--page", folder.Of("pages"), "--zone", "Europe/Paris");
        Assert.Equal((int)ErrorKind.PartlyDone, ended.Exit);
        Assert.Contains("✓ A restore was tried on another machine", ended.Out, StringComparison.Ordinal);
        Assert.Contains("trial of 20 November", ended.Out, StringComparison.Ordinal);
        Assert.Contains("✗ A sealed backup was made lately", ended.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Maud", ended.Out, StringComparison.Ordinal);
        Assert.Contains("does not hold", await PageAsync(folder, "en"), StringComparison.Ordinal);
        var french = await PageAsync(folder, "fr");
        Assert.Contains("ne tient pas", french, StringComparison.Ordinal);
        Assert.DoesNotContain("GDPR", french, StringComparison.Ordinal);
        Assert.Equal((int)ErrorKind.Usage, (await RunAsync(folder, clock, "check", "--page", folder.Of("pages"), "--zone", "Europe/Nowhere")).Exit);
    }

    private static Task<string> PageAsync(TestFolder folder, string language) => File.ReadAllTextAsync(folder.Of("pages", $"check.{language}.html"), TestContext.Current.CancellationToken);

    private static async Task<Dictionary<string, string>> VerdictsAsync(PreparedPassage prepared)
    {
        var ended = await prepared.RunAsync("check", "--json");
        Assert.Equal((int)ErrorKind.PartlyDone, ended.Exit);
        Assert.DoesNotContain("Maud", ended.Output, StringComparison.Ordinal);
        return JsonDocument.Parse(ended.Output).RootElement.GetProperty("findings").EnumerateArray()
            .ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("verdict").GetString()!);
    }

    private static Task<int> ChangeAsync(PreparedPassage prepared, Func<EcluseState, Task> change) => prepared.WithInstallationAsync(async installation =>
    {
        await using var state = installation.OpenState();
        await change(state);
        return await state.SaveChangesAsync();
    });

    private static async Task<(int Exit, string Out)> RunAsync(TestFolder folder, TimeProvider clock, params string[] args)
    {
        using var written = new MemoryStream();
        var terminal = new Terminal(() => new MemoryStream(), () => written, TextWriter.Null, false, Language.English);
        var exit = await CommandLine.RunAsync([.. args, "--data", folder.Of("data")], terminal, clock);
        return (exit, System.Text.Encoding.UTF8.GetString(written.ToArray()));
    }
}
