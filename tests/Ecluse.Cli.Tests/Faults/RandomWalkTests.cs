using CsCheck;
using Ecluse.Cli.Apart;
using Ecluse.Cli.Lock;
using Ecluse.Testkit;

namespace Ecluse.Cli.Faults;

/// <summary>Random commands, kills and resumes on both sides of a passage, by the real command line of the gates.</summary>
public sealed class RandomWalkTests
{
    // Those that carry the passage on come often, those that end it seldom: else few walks would get anywhere.
    private static readonly Gen<WalkCommand> Command = Gen.Frequency(
        (12, Gen.Const(WalkCommand.Extract)), (12, Gen.Const(WalkCommand.Load)), (6, Gen.Const(WalkCommand.Reconcile)),
        (1, Gen.Const(WalkCommand.StopTarget)), (1, Gen.Const(WalkCommand.StopSource)), (2, Gen.Const(WalkCommand.EraseTarget)),
        (2, Gen.Const(WalkCommand.EraseSource)), (3, Gen.Const(WalkCommand.Reseal)), (2, Gen.Const(WalkCommand.Status)),
        (2, Gen.Const(WalkCommand.LoadPlanned)), (2, Gen.Const(WalkCommand.LoseParcel)), (2, Gen.Const(WalkCommand.FlipByte)),
        (1, Gen.Const(WalkCommand.PassWeek)));

    private static readonly Gen<List<WalkStep>> Walk = Gen.Select(
        Command, Gen.Int[0, 24], (command, kill) => new WalkStep(command, kill is 0 or > 16 ? null : kill)).List[1, 50];

    [Fact]
    public async Task Any_sequence_of_commands_kills_and_resumes_ends_in_a_legal_state_with_every_rule_true_all_along()
    {
        using var premises = await ApartPremises.BuildAsync(patients: 24);
        await premises.PlanAsync();
        var walks = TestSizes.Of("random.walks");

        // Once whole, to know how many patients pass.
        using var whole = await ApartPremises.BuildAsync(patients: 24);
        await whole.PlanAsync();
        await whole.ExtractAsync();
        (await whole.Run(whole.Target, ["load", whole.Between])).Must(0);
        var all = (int)TargetRows.Read(new Demo.SqliteSystem(whole.TargetDatabase)).Patients;
        var steps = 0;

        await Walk.SampleAsync(
            async walk =>
            {
                using var gates = new WalkedGates(premises, all);
                foreach (var step in walk)
                {
                    await gates.StepAsync(step);
                }

                await gates.EndAsync();
                Interlocked.Add(ref steps, walk.Count);
            },
            iter: walks, print: walk => string.Join(' ', walk));

        TestSizes.Note("random sequences of commands, kills and resumes of two gates, every rule looked at after each command", $"{walks} sequences, {steps} commands");
    }
}
