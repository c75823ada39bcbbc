using Ecluse.Errors;

namespace Ecluse.Fuzz;

public sealed class TrialTests
{
    [Fact]
    public void Tells_taken_from_refused()
    {
        Assert.True(Trial.Run(Target(_ => { }), [1]));
        Assert.False(Trial.Run(Target(_ => throw new EcluseException("TEST-001", new("found", "trouvé"), new("do", "faire"))), [1]));
    }

    [Fact]
    public void Finds_an_exception_that_is_not_ours() =>
        Assert.IsType<IndexOutOfRangeException>(
            Assert.Throws<FindingException>(() => Trial.Run(Target(bytes => bytes[3]++), [1])).InnerException);

    [Fact]
    public void Finds_an_input_that_makes_it_allocate_too_much() =>
        Assert.Contains("allocate", Assert.Throws<FindingException>(() => Trial.Run(Target(_ => Take()), [1])).Message, StringComparison.Ordinal);

    [Fact]
    public void Finds_a_round_trip_that_does_not_hold() =>
        Assert.Throws<FindingException>(() => Trial.Run(Target(bytes => Must.BeEqual(bytes, [2], "another byte")), [1]));

    private static FuzzTarget Target(Action<byte[]> what) => new("test", what, () => [[1]]) { AllocatedMax = 1 << 20 };

    private static void Take()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.KeepAlive(new byte[1 << 20]);
        }
    }
}
