using Ecluse.Errors;

namespace Ecluse.Cli.Lock;

/// <summary>What a dry run refuses because the target could not hold what the treatments would put into it.</summary>
public sealed class PlanRefusalTests : IAsyncLifetime
{
    private PreparedPassage passage = null!;

    public async ValueTask InitializeAsync() => passage = await PreparedPassage.PlanAsync(misfits: true);

    public ValueTask DisposeAsync()
    {
        passage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task No_plan_is_made_whose_treatments_the_target_cannot_carry_out_or_whose_shared_records_do_not_fit()
    {
        // A coverage has no comment in which to say that its number was left out.
        (await PlanAsync("I-2026-009", "{ type: coverage, field: member-number, misfit: too-long, treatment: leave-value-out }"))
            .Refused("PLAN-009");

        // A target that keeps no documents' content attaches nothing.
        var profile = passage.Of("profiles", "kalisil.profile.yaml");
        var right = await File.ReadAllTextAsync(profile);
        await File.WriteAllTextAsync(profile, right
            .Replace("          content: { field: content, transform: [base64] }\n", "", StringComparison.Ordinal)
            .Replace(", document.content: '%PDF' }", " }", StringComparison.Ordinal));
        (await PlanAsync("I-2026-010", "{ type: observation, field: comment, misfit: too-long, treatment: attach-as-document }"))
            .Refused("PLAN-010");
        await File.WriteAllTextAsync(profile, right);

        // A prescriber belongs to no patient who could stay behind.
        passage.OnSource($"UPDATE FICINT SET NOM = '{new string('X', 300)}'");
        (await passage.RunAsync("plan", "I-2026-001", "-o", Path.Combine(passage.Folder, "again.json"))).Refused("PLAN-011");

        // Of three plans that came to nothing no key is left, and each is told.
        Assert.Single(Directory.GetDirectories(passage.Of("keys", "passages")));
        Assert.Empty(await passage.OpenIntentsAsync());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    private async Task<Ended> PlanAsync(string number, string misfit)
    {
        var path = Path.Combine(passage.Stage.Laboratory, number + ".yaml");
        var text = await File.ReadAllTextAsync(Path.Combine(passage.Stage.Laboratory, "instruction.yaml"));
        await File.WriteAllTextAsync(path, text.Replace("I-2026-001", number, StringComparison.Ordinal) + $"misfits:\n  - {misfit}\n");
        (await passage.RunAsync("sign", path, "--key", passage.Stage.DirectorKey)).Must(0);
        (await passage.RunAsync("instruction", "add", path, "--signature", path + ".sig")).Must(0);
        return await passage.RunAsync("plan", number, "-o", Path.Combine(passage.Folder, number + ".json"));
    }
}
