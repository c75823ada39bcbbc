using System.Text.Json;
using Ecluse.Age;
using Ecluse.Cli.Lock;

namespace Ecluse.Cli.Remote;

/// <summary>Warnings handled from another machine, through a server: the same verbs, and the handler's key stays where it is.</summary>
public sealed class WarningsThereTests
{
    private const string Told = "Le dépôt répond à qui n’a pas de compte.";
    private const string Answered = "Nous avons fermé la zone ce matin, merci.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_is_written_down_opened_here_answered_and_closed_by_two_persons_through_the_server()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        var (words, answer, key) = (Path.Combine(passage.Folder, "told.txt"), Path.Combine(passage.Folder, "answer.txt"), Path.Combine(passage.Folder, "handler.key"));
        await File.WriteAllTextAsync(words, Told, Stop);
        await File.WriteAllTextAsync(answer, Answered, Stop);
        string[] add = ["warning", "add", "--source", "employee", "--subject", "open-to-anybody", "--words", words, "--file", answer, "--received", "2026-02-01T09:00Z"];
        await driven.SignInAsync("dpo");
        (await driven.ThereAsync(add)).Refused("WARN-011");
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        await KeepAsync(key, identity);
        (await driven.ThereAsync("warning", "key", identity.Recipient.ToString()!)).Must(0);

        var taken = Json(await driven.ThereAsync([.. add, "--json"]));
        var id = taken.GetProperty("id").GetString()!;
        Assert.Matches("[0-9]{4} [0-9]{4} [0-9]{4} [0-9]{4}", taken.GetProperty("receipt").GetString());
        Assert.Contains(id, (await driven.ThereAsync("warning", "list")).Must(0).Output, StringComparison.Ordinal);
        (await driven.ThereAsync("warning", "acknowledge", id)).Must(0);
        (await driven.ThereAsync("warning", "answer", id, "--words", answer)).Must(0);

        // What the server gives out is sealed: it is read with the key of this machine, and not with another one.
        var read = (await driven.ThereAsync("warning", "open", id, "-i", key)).Must(0).Output;
        Assert.Contains(Told, read, StringComparison.Ordinal);
        Assert.Contains("answer.txt", read, StringComparison.Ordinal);
        using var other = AgeIdentity.New(AgeKeyKind.X25519);
        await KeepAsync(key, other);
        Assert.NotEqual(0, (await driven.ThereAsync("warning", "open", id, "-i", key)).Exit);

        var story = Json(await driven.ThereAsync("warning", "show", id, "--json"));
        Assert.Equal(3, story.GetProperty("warning").GetProperty("clocks").GetArrayLength());
        foreach (var controller in story.GetProperty("controllers").EnumerateArray().Select(one => one.GetProperty("name").GetString()!))
        {
            (await driven.ThereAsync("warning", "concern", id, controller, "--not-because", "Nothing of theirs lay in that zone.")).Must(0);
        }

        (await driven.ThereAsync("warning", "concern", id, "Nobody of the list")).Refused("WARN-010", Errors.ErrorKind.NotFound);
        (await driven.ThereAsync("warning", "release", id, "Nobody of the list", "--words", answer)).Refused("WARN-010", Errors.ErrorKind.NotFound);
        (await driven.ThereAsync("warning", "close", id, "--outcome", "put-right", "--reason", "The anonymous zone was closed on Friday.")).Must(0);
        (await driven.ThereAsync("warning", "close", id)).Refused("WARN-004");
        await driven.SignInAsync("security-officer");
        (await driven.ThereAsync("warning", "close", id)).Must(0);
        (await driven.ThereAsync("warning", "acknowledge", id)).Refused("WARN-003");
        (await driven.ThereAsync("warning", "hold", id, "--until", "2099-01-01T00:00Z", "--reason", "The court asked for it on Monday.")).Refused("WARN-019");
        (await driven.ThereAsync("warning", "breach", id)).Refused("WARN-003");
        Assert.Contains("put-right", (await driven.ThereAsync("warning", "show", id, "--json")).Must(0).Output, StringComparison.Ordinal);
        (await driven.ThereAsync("warning", "show", "w-000000000000")).Refused("WARN-001", Errors.ErrorKind.NotFound);
    }

    [Fact]
    public async Task One_becomes_a_breach_and_an_operator_sees_none_of_it()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        var (words, key) = (Path.Combine(passage.Folder, "told.txt"), Path.Combine(passage.Folder, "handler.key"));
        await File.WriteAllTextAsync(words, Told, Stop);
        await driven.SignInAsync("security-officer");
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        await KeepAsync(key, identity);
        (await driven.ThereAsync("warning", "key", identity.Recipient.ToString()!)).Must(0);
        var id = Json(await driven.ThereAsync("warning", "add", "--source", "press", "--subject", "open-to-anybody", "--words", words, "--json")).GetProperty("id").GetString()!;
        var breach = (await driven.ThereAsync("warning", "breach", id)).Must(0).Output.Trim();
        Assert.Equal(breach, Assert.Single(await driven.Installation.Breaches.ListAsync(Stop)).Breach.Id);

        await driven.SignInAsync("operator");
        Assert.Equal(4, (await driven.ThereAsync("warning", "list")).Exit);
        Assert.Equal(4, (await driven.ThereAsync("warning", "show", id)).Exit);
        Assert.Equal(4, (await driven.ThereAsync("warning", "open", id, "-i", key)).Exit);
    }

    private static async Task KeepAsync(string file, AgeIdentity identity)
    {
        await File.WriteAllBytesAsync(file, identity.ExportSecret(), Stop);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static JsonElement Json(Ended ended)
    {
        using var document = JsonDocument.Parse(ended.Must(0).Output);
        return document.RootElement.Clone();
    }
}
