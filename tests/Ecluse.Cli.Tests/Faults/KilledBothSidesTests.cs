using Ecluse.Testkit;
using Ecluse.Testkit.Traces;

namespace Ecluse.Cli.Faults;

/// <summary>
/// <c>kill -9</c> at random instants of a passage whose gates stand apart, from its first reading to the end of both sides: it goes on
/// where it stood, loses nothing, doubles nothing, has the bytes, rows and figures of one that nobody disturbed, and stopped at last it
/// leaves nothing in the target and the same certificates.
/// </summary>
public sealed class KilledBothSidesTests
{
    // More in a row at one stage would only repeat its beginning.
    private const int KillsAStep = 2;

    [Theory]
    [InlineData("ecluse")]
    [InlineData("ecluse-gate")]
    public async Task Killed_at_any_instant_on_either_side_it_ends_like_one_that_nobody_disturbed(string program)
    {
        using var quiet = await BothSides.OpenAsync(program);
        var instants = new Dictionary<string, IReadOnlyList<CallInstant>>();
        var expected = await PassAsync(quiet, async step =>
        {
            var (ended, seen) = await StruckRun.WatchAsync(quiet.WordsOf(step));
            Assert.True(ended.ExitCode == step.Exit, $"{step.Name}: {ended.ErrorText}");
            instants[step.Name] = seen;
        });
        var random = new Random(TestSizes.Seed);
        var (kills, passages) = (0, 0);
        for (; kills < TestSizes.Of("sides.kills"); passages++)
        {
            using var killed = await BothSides.OpenAsync(program);
            var before = kills;
            var found = await PassAsync(killed, async step => kills += await StrikeAsync(killed, step, instants[step.Name], random));
            Assert.True(kills > before, "no command was killed before its end");

            found.Outcome.MustEqual(expected.Outcome);
            killed.Rows().MustEqual(quiet.Rows());
            Assert.Equal(expected.Certificates, found.Certificates);
            Assert.Equal(expected.Acts, found.Acts);
        }

        TestSizes.Note($"passages on two premises with {program}, killed (SIGKILL) on either side, alike one undisturbed", $"{passages} passages, {kills} kills");
    }

    private static async Task<int> StrikeAsync(BothSides sides, SideStep step, IReadOnlyList<CallInstant> instants, Random random)
    {
        for (var kills = 0; ; kills++)
        {
            // The first falls in the middle of the work, wherever the others fall.
            var at = kills == 0 ? instants.Count * 2 / 3 : random.Next(instants.Count);
            var ended = kills < KillsAStep
                ? await StruckRun.RunAsync(instants[at], sides.WordsOf(step))
                : await ProcessRun.RunAsync(sides.WordsOf(step)[0], sides.WordsOf(step)[1..]);
            if (ended.ExitCode != StruckRun.Killed)
            {
                // What was killed after its last writing is told to be done already.
                Assert.True(
                    ended.ExitCode == step.Exit || (kills > 0 && ended.ErrorText.Contains("PASSAGE-002", StringComparison.Ordinal)),
                    $"{step.Name} after {kills} kills: exit {ended.ExitCode}\n{ended.ErrorText}");
                return kills;
            }

            await sides.ForgetLeasesAsync();
        }
    }

    private static async Task<(SideOutcome Outcome, string[] Certificates, string[] Acts)> PassAsync(BothSides sides, Func<SideStep, Task> run)
    {
        SideOutcome? outcome = null;
        foreach (var step in sides.Steps)
        {
            if (step.Name == "stop")
            {
                outcome = await sides.OutcomeAsync();
            }

            await run(step);
        }

        return (
            outcome!, [await sides.CertificateAsync(sides.Target), await sides.CertificateAsync(sides.Source)],
            [.. await sides.OnceAsync(sides.Source), .. await sides.OnceAsync(sides.Target)]);
    }
}
