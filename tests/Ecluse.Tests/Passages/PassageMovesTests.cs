using Ecluse.Passages;

namespace Ecluse.Tests.Passages;

public sealed class PassageMovesTests
{
    private static readonly PassageState[] Walk =
    [
        PassageState.Drafted, PassageState.Planned, PassageState.Approved, PassageState.Opened, PassageState.Sealed,
        PassageState.Loaded, PassageState.Reconciled, PassageState.Accepted,
    ];

    [Fact]
    public void Walk_one_step_at_a_time()
    {
        foreach (var (from, to) in from a in Walk from b in Walk select (a, b))
        {
            Assert.Equal(to == from + 1, PassageMoves.Allows(from, to));
        }
    }

    [Fact]
    public void Stop_from_any_state_before_erasure() =>
        Assert.All(Walk, from => Assert.True(PassageMoves.Allows(from, PassageState.Stopped)));

    [Fact]
    public void Erase_from_any_state_because_the_date_comes_whatever_the_state() =>
        Assert.All([.. Walk, PassageState.Stopped], from => Assert.True(PassageMoves.Allows(from, PassageState.Erased)));

    [Fact]
    public void Lead_nowhere_from_erased_and_only_to_erased_from_stopped()
    {
        Assert.DoesNotContain(Enum.GetValues<PassageState>(), to => PassageMoves.Allows(PassageState.Erased, to));
        Assert.Equal(
            [PassageState.Erased],
            Enum.GetValues<PassageState>().Where(to => PassageMoves.Allows(PassageState.Stopped, to)));
    }
}
