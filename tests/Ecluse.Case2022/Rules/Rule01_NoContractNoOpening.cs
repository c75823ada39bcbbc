using System.Text.RegularExpressions;
using Ecluse.Samples;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Rules;

/// <summary>Rule 1: a passage exists only under a contract in force, and under a documented instruction.</summary>
public sealed partial class Rule01_NoContractNoOpening
{
    [Fact]
    public async Task A_contract_that_ended_before_the_opening_opens_nothing()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var lab = new Laboratory(clock);
        var end = clock.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await lab.FoundAsync(
            new SampleOptions { Patients = 40, PatientsBeforeBound = 4, Misfits = SampleMisfits.None, Dyed = 0 },
            text => Until().Replace(text, $"until: \"{end}\"", 1));
        (await lab.PlanAsync()).MustSucceed();
        await lab.SignAsync(lab.Plan, lab.Stage.DirectorKey);
        clock.Advance(TimeSpan.FromDays(2));

        (await lab.RunAsync("passage", "open", lab.Plan, "--signature", lab.Plan + ".sig")).MustBeRefused("APPROVAL-010");

        Assert.Equal(0, (await lab.RunAsync("passage", "list", "--json")).Json().GetArrayLength());
    }

    [Fact]
    public async Task An_instruction_that_nobody_gave_makes_no_plan()
    {
        using var lab = new Laboratory(TimeProvider.System);
        await lab.FoundAsync(new SampleOptions { Patients = 40, PatientsBeforeBound = 4, Misfits = SampleMisfits.None, Dyed = 0 });

        Assert.NotEqual(0, (await lab.RunAsync("plan", "I-2026-999", "-o", lab.Plan)).Exit);

        Assert.False(File.Exists(lab.Plan));
    }

    [GeneratedRegex("until: \"[^\"]*\"")]
    private static partial Regex Until();
}
