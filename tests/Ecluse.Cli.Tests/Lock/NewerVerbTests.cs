using System.Text.Json;
using Ecluse.Errors;

namespace Ecluse.Cli.Lock;

/// <summary>Each verb answers and refuses in both languages and as one JSON object, with the exit code that its kind has.</summary>
public sealed class NewerVerbTests(NewerVerbTests.Open open) : IClassFixture<NewerVerbTests.Open>
{
    public static TheoryData<string, string, int, string, string> Refusals => new()
    {
        { "passage ask PASSAGE -o FOLDER/q.json", "PASSAGE-002", 4, "The passage is Opened", "Le passage est" },
        { "passage answer PASSAGE --question PLAN --to FOLDER/answer", "PASSAGE-035", 4, "The question is not", "La question n’est pas" },
        { "passage postpone PASSAGE", "CLI-007", 2, "Give either --until", "Donner ou --until" },
        { "passage postpone PASSAGE --until 2020-01-01T00:00:00Z --reason x -o FOLDER/p.json", "ERASE-010", 4, "not after the old one", "n’est pas après" },
        { "passage return PASSAGE --to FOLDER/back", "ERASE-014", 4, "The signed plan says delete", "Le plan signé dit d’effacer" },
        { "passage rejects retry PASSAGE REJECT-UNIQUE", "PASSAGE-031", 10, "No undecided reject", "Aucun rejet à décider" },
        { "passage stop l-000000000000", "PASSAGE-001", 10, "no passage", "aucun passage" },
        { "load FOLDER", "PASSAGE-029", 10, "has no", "n’a pas de" },
        { "erase", "CLI-002", 2, "Neither a passage nor --due", "Ni passage ni --due" },
        { "restore FOLDER/none -i FOLDER/none", "BACKUP-001", 4, "never writes over one", "n’écrit jamais par-dessus" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_says_the_same_in_both_languages_and_as_json(string words, string code, int exit, string english, string french)
    {
        var line = Words(words);
        var (inEnglish, inFrench) = (await open.Passage.RunAsync(line), await open.Passage.RunInFrenchAsync(line));
        var json = JsonDocument.Parse((await open.Passage.RunAsync([.. line, "--json"])).Must(exit).Error).RootElement;

        Assert.Equal((exit, exit), (inEnglish.Exit, inFrench.Exit));
        Assert.Equal((code, code, code), (inEnglish.Code, inFrench.Error.Split(": ")[1], json.GetProperty("error").GetString()));
        Assert.Contains(english, inEnglish.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(french, inFrench.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(exit, json.GetProperty("exit").GetInt32());
        Assert.Equal(("", ""), (inEnglish.Output, inFrench.Output));
    }

    [Theory]
    [InlineData("target offer I-2026-001 --classic -o FOLDER/offer.json", "the identity is here until", "l’identité est ici jusqu’au", "id recipient sha256")]
    [InlineData("backup -r RECIPIENT -o FOLDER/backup.age", "no key of a passage", "aucune clé de passage", "files bytes sha256")]
    [InlineData("passage documents PASSAGE -o FOLDER/documents", "ssh-keygen -Y verify", "ssh-keygen -Y verify", "folder commands")]
    [InlineData("passage postpone PASSAGE --until 2099-01-01T00:00:00Z --reason x -o FOLDER/later.json", "nothing has moved", "rien n’a bougé", "passage from until")]
    [InlineData("passage status PASSAGE", "Opened", "Opened", "passage steps")]
    [InlineData("erase --due", "Nothing is due", "Rien n’est à effacer", "erased")]
    public async Task An_answer_is_given_in_both_languages_or_as_one_json_object(string words, string english, string french, string members)
    {
        var line = Words(words);

        Assert.Contains(english, (await open.Passage.RunAsync(line)).Must(0).Output, StringComparison.Ordinal);
        Assert.Contains(french, (await open.Passage.RunInFrenchAsync(line)).Must(0).Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await open.Passage.RunAsync([.. line, "--json"])).Must(0).Output).RootElement;
        Assert.Equal(members.Split(' '), json.EnumerateObject().Select(member => member.Name));
    }

    private string[] Words(string words) => [.. words.Split(' ').Select(word => word
        .Replace("PASSAGE", open.Passage.Id, StringComparison.Ordinal).Replace("PLAN", open.Passage.Plan, StringComparison.Ordinal)
        .Replace("FOLDER", open.Passage.Folder, StringComparison.Ordinal).Replace("RECIPIENT", open.Recipient, StringComparison.Ordinal))];

    /// <summary>An open passage; every command here leaves it as it is.</summary>
    public sealed class Open : IAsyncLifetime
    {
        internal PreparedPassage Passage { get; private set; } = null!;

        internal string Recipient { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Passage = await PreparedPassage.OpenAsync();
            var made = (await Passage.RunAsync("key", "new", "--classic", "-o", Path.Combine(Passage.Folder, "recovery.txt"), "--json")).Must(0);
            Recipient = made.Output.Split('"').Single(word => word.StartsWith("age1", StringComparison.Ordinal));
        }

        public ValueTask DisposeAsync()
        {
            Passage.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
