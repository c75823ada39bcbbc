using Ecluse.Canonical;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

/// <summary>Bad input: one message each, the exit code that the help promises, nothing written, nothing lost.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private readonly List<string> wrong = [];
    private PreparedPassage passage = null!;

    public async ValueTask InitializeAsync() => passage = await PreparedPassage.OpenAsync();

    public ValueTask DisposeAsync()
    {
        passage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public Task Each_line_that_meets_an_open_passage_is_told_and_the_passage_then_passes_whole() =>
        MeetAsync(BadInput.WhileOpen, PassageState.Opened);

    [Fact]
    public async Task Each_line_that_meets_a_sealed_passage_is_told_and_the_passage_then_passes_whole()
    {
        await passage.SealAsync();
        await MeetAsync(BadInput.WhileSealed, PassageState.Sealed);
    }

    private async Task MeetAsync(IReadOnlyList<BadInput> table, PassageState state)
    {
        foreach (var bad in table)
        {
            await MeetAsync(bad, state);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        (await passage.PassAsync()).Must(0);
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    private async Task MeetAsync(BadInput bad, PassageState state)
    {
        var before = await TraceAsync();
        Ended ended;
        using (await bad.Spoil(passage))
        {
            ended = await passage.RunAsync([.. bad.Command.Select(Word)]);
        }

        Check(bad, (ended.Code, ended.Exit) == (bad.Code, (int)bad.Kind), $"{ended.Code} with exit {ended.Exit}, not {bad.Code} with {(int)bad.Kind}: {ended.Error}");
        Check(bad, ended.Error.Split("ecluse: ").Length == 2 && ended.Error.Contains('→'), $"not one message with a remedy: {ended.Error}");
        Check(bad, ended.Error.Contains(bad.Says, StringComparison.Ordinal), $"does not say “{bad.Says}”: {ended.Error}");
        var after = await TraceAsync();
        Check(bad, before == after, "wrote: " + string.Join(' ', after.Split('\n').Except(before.Split('\n')).Concat(before.Split('\n').Except(after.Split('\n')))));
        var now = await passage.StateAsync();
        Check(bad, state == now, $"moved the passage to {now}");
        Assert.True(state == now, string.Join('\n', wrong));
    }

    private void Check(BadInput bad, bool holds, string what)
    {
        if (!holds)
        {
            wrong.Add($"{bad.Name}: {what}");
        }
    }

    private string Word(string word) => word.Replace("PASSAGE", passage.Id, StringComparison.Ordinal)
        .Replace("PLAN", passage.Plan, StringComparison.Ordinal).Replace("FOLDER", passage.Folder, StringComparison.Ordinal);

    // Target, parcels, keys and documents as they stand; the state's journal alone may grow, by the refusal itself.
    private async Task<string> TraceAsync()
    {
        var files = new[] { passage.Of("depot"), passage.Of("keys"), passage.Of("profiles"), passage.Of("gate") }
            .Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Append(passage.Stage.Target).Append(passage.Of("connections.yaml")).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetRelativePath(passage.Folder, file)} {Sha256Hex.Of(File.ReadAllBytes(file))}");
        var counts = await passage.WithAsync(async (installation, work) =>
            $"{(await installation.Ledger.ParcelsAsync(work.Passage.Id, default)).Count} parcels, {(await installation.Ledger.PlanIdsAsync(default)).Count} plans");
        return string.Join('\n', files.Append(counts));
    }
}
