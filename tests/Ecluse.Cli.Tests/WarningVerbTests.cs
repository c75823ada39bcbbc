using System.Text.Json;
using System.Text.RegularExpressions;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli;

/// <summary>What a handler does with a warning at the command line beyond its clocks: what came with it, whom words are released to, how long it is held.</summary>
public sealed partial class WarningVerbTests : IAsyncLifetime
{
    private const string Officer = "person:00000000000000a1";
    private const string HouseDpo = "person:00000000000000a2";
    private const string LabDpo = "person:00000000000000a3";
    private const string Lab = "Laboratoire des Trois-Rivières";
    private const string Told = "Le serveur répond à n’importe qui, je suis Évariste, du support.";

    private PreparedPassage passage = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        passage = await PreparedPassage.PlanAsync();
        await using (var state = Open())
        {
            state.Add(new PersonRow { Id = Officer, Name = "Hugo Marchal", Organisation = "Solvane Santé", Role = "security-officer" });
            state.Add(new PersonRow { Id = HouseDpo, Name = "Zoé Loire", Organisation = "Solvane Santé", Role = "dpo" });
            state.Add(new PersonRow { Id = LabDpo, Name = "Lia Delmas", Organisation = Lab, Controller = Lab, Role = "dpo" });
            await state.SaveChangesAsync(Stop);
        }

        await File.WriteAllTextAsync(Of("told.txt"), Told, Stop);
        await File.WriteAllTextAsync(Of("lettre.pdf"), "%PDF lettre", Stop);
        await File.WriteAllTextAsync(Of("struck.txt"), "Un serveur répond à n’importe qui.", Stop);
        await ActAsAsync(Officer);
        await KeyAsync("officer.key");
    }

    public ValueTask DisposeAsync()
    {
        passage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_file_that_came_with_it_is_sealed_with_the_words_and_opened_by_the_handler_s_key_alone()
    {
        (await AddAsync("--file", Of("nothing.pdf"))).Refused("WARN-002", ErrorKind.Usage);
        await File.WriteAllBytesAsync(Of("large.bin"), new byte[WarningTar.BytesMax + 1], Stop);
        (await AddAsync("--file", Of("large.bin"))).Refused("WARN-012", ErrorKind.Usage);
        Assert.Equal("[]", (await passage.RunAsync("warning", "list", "--json")).Must(0).Output.Trim());

        var id = IdIn((await AddAsync("--file", Of("lettre.pdf"), "--file", Of("struck.txt"))).Must(0));
        var copy = await WithAsync(async installation => (await installation.Warnings.WordsAsync(id, isReporter: false, Stop)).Single().Copies.Single());
        Assert.DoesNotContain("lettre", System.Text.Encoding.Latin1.GetString(copy), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Of("w.tar.age"), copy, Stop);
        var opened = (await passage.RunAsync("warning", "open", Of("w.tar.age"), "-i", Of("officer.key"))).Must(0).Output;
        Assert.Contains(Told, opened, StringComparison.Ordinal);
        Assert.Contains("1-lettre.pdf: 11 bytes", opened, StringComparison.Ordinal);
        Assert.Contains("2-struck.txt", opened, StringComparison.Ordinal);
        (await passage.RunAsync("key", "new", "--classic", "-o", Of("other.key"))).Must(0);
        Assert.NotEqual(0, (await passage.RunAsync("warning", "open", Of("w.tar.age"), "-i", Of("other.key"))).Exit);
    }

    [Fact]
    public async Task Struck_out_words_are_released_to_one_controller_whose_officer_alone_opens_them()
    {
        var id = IdIn((await AddAsync()).Must(0));
        (await passage.RunAsync("warning", "release", id, Lab, "--words", Of("struck.txt"))).Refused("WARN-018");
        await ActAsAsync(LabDpo);
        await KeyAsync("lab.key");
        await ActAsAsync(Officer);
        (await passage.RunAsync("warning", "release", id, "Laboratoire inconnu", "--words", Of("struck.txt"))).Refused("WARN-010", ErrorKind.NotFound);
        await File.WriteAllTextAsync(Of("patient.txt"), "Le dossier de 2 84 05 78 006 084 91 est en ligne.", Stop);
        (await passage.RunAsync("warning", "release", id, Lab, "--words", Of("patient.txt"))).Refused("WARN-020");
        (await passage.RunAsync("warning", "release", "w-000000000000", Lab, "--words", Of("struck.txt"))).Refused("WARN-001", ErrorKind.NotFound);
        Assert.Empty(Released(await ShowAsync(id)));

        (await passage.RunAsync("warning", "release", id, Lab, "--words", Of("struck.txt"))).Must(0);
        Assert.Equal(Lab, Assert.Single(Released(await ShowAsync(id))).GetProperty("controller").GetString());
        Assert.Contains("warning.released", (await passage.RunAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);
        var copy = await WithAsync(async installation => (await installation.Warnings.ReleasedAsync(id, Lab, Stop)).Single().Copies.Single());
        await File.WriteAllBytesAsync(Of("released.tar.age"), copy, Stop);
        Assert.Contains("Un serveur répond", (await passage.RunAsync("warning", "open", Of("released.tar.age"), "-i", Of("lab.key"))).Must(0).Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await passage.RunAsync("warning", "open", Of("released.tar.age"), "-i", Of("officer.key"))).Exit);
    }

    [Fact]
    public async Task A_closed_warning_is_held_past_its_date_and_erased_when_the_hold_is_over()
    {
        const string Why = "Asked for by the court, to keep its words.";
        var id = IdIn((await AddAsync()).Must(0));
        (await HoldAsync(id, 80, Why)).Refused("WARN-019");
        (await passage.RunAsync("warning", "acknowledge", id)).Must(0);
        (await passage.RunAsync("warning", "answer", id, "--words", Of("struck.txt"))).Must(0);
        (await passage.RunAsync("warning", "concern", id, Lab, "--not-because", "nothing of it lay on that server")).Must(0);
        (await passage.RunAsync("warning", "close", id, "--outcome", "put-right", "--reason", "The server answers nobody any more.")).Must(0);
        await ActAsAsync(HouseDpo);
        (await passage.RunAsync("warning", "close", id)).Must(0);

        (await HoldAsync(id, 91, Why)).Refused("WARN-019");
        (await HoldAsync(id, 20, Why)).Refused("WARN-019");
        (await HoldAsync(id, 80, "why")).Refused("WARN-007", ErrorKind.Usage);
        (await HoldAsync("w-000000000000", 80, Why)).Refused("WARN-001", ErrorKind.NotFound);
        (await HoldAsync(id, 80, Why)).Must(0);
        Assert.Contains("warning.held", (await passage.RunAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);

        passage.Clock.Ahead += TimeSpan.FromDays(75);
        await passage.RunAsync("erase", "--due");
        Assert.Equal(1, await CopiesAsync(id));
        passage.Clock.Ahead += TimeSpan.FromDays(10);
        await passage.RunAsync("erase", "--due");
        Assert.Equal(0, await CopiesAsync(id));
    }

    private Task<Ended> HoldAsync(string id, int days, string reason) => passage.RunAsync(
        "warning", "hold", id, "--until", $"{passage.Clock.GetUtcNow().AddDays(days):yyyy-MM-dd'T'HH:mm:ss'Z'}", "--reason", reason);

    private Task<Ended> AddAsync(params string[] more) =>
        passage.RunAsync(["warning", "add", "--source", "employee", "--subject", "open-to-anybody", "--words", Of("told.txt"), .. more]);

    private async Task<JsonElement> ShowAsync(string id) => JsonDocument.Parse((await passage.RunAsync("warning", "show", id, "--json")).Must(0).Output).RootElement;

    private static List<JsonElement> Released(JsonElement shown) => [.. shown.GetProperty("released").EnumerateArray()];

    private async Task KeyAsync(string file)
    {
        (await passage.RunAsync("key", "new", "--classic", "-o", Of(file))).Must(0);
        (await passage.RunAsync("warning", "key", Recipient().Match(await File.ReadAllTextAsync(Of(file), Stop)).Value)).Must(0);
    }

    // What a handler reads, without the reporter's copy.
    private async Task<int> CopiesAsync(string id)
    {
        await using var state = Open();
        return await state.Set<Storage.Warnings.WarningCopyRow>().CountAsync(row => row.Warning == id && row.Number == 1 && row.Copy > 0, Stop);
    }

    private async Task ActAsAsync(string person)
    {
        await using var state = Open();
        await state.Set<PersonRow>().ExecuteUpdateAsync(row => row.SetProperty(one => one.SystemAccount, (string?)null), Stop);
        await state.Set<PersonRow>().Where(one => one.Id == person).ExecuteUpdateAsync(row => row.SetProperty(one => one.SystemAccount, Environment.UserName), Stop);
    }

    private async Task<T> WithAsync<T>(Func<Installation, Task<T>> use)
    {
        await using var installation = await Installation.OpenAsync(new DataFolder(passage.Stage.Data), passage.Clock, Stop);
        return await use(installation);
    }

    private EcluseState Open() => new DataFolder(passage.Stage.Data).Open();

    private string Of(string name) => Path.Combine(passage.Folder, name);

    private static string IdIn(Ended added) => Id().Match(added.Output).Value;

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("age1[0-9a-z]+")]
    private static partial Regex Recipient();
}
