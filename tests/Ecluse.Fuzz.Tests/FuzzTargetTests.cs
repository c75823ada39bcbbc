using Ecluse.Testkit;

namespace Ecluse.Fuzz;

/// <summary>Each target over its seeds and some thousand changed ones, so that none rots between two runs of afl-fuzz.</summary>
public sealed class FuzzTargetTests
{
    // Their seeds carry signatures of keys that nobody has: what is tried is everything before the first signature.
    private static readonly string[] NeverTaken = ["certificate-to-check", "certificate-within", "plan-within"];

    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Takes_or_refuses_whatever_it_is_given(string name)
    {
        var target = FuzzTargets.Named(name);
        var corpus = target.Seeds().ToList();
        var mutator = new Mutator((ulong)TestSizes.Seed, corpus, target.Words);
        var count = TestSizes.Of("fuzz.changed") / target.Slowness;

        var taken = corpus.Count(seed => Trial.Run(target, seed));
        for (var i = 0; i < count; i++)
        {
            Try(target, mutator.Next());
        }

        Assert.True(taken > 0 || NeverTaken.Contains(name), $"{name} refuses its own seeds: it tries nothing");
    }

    [Fact]
    public void Have_names_of_their_own()
    {
        var names = FuzzTargets.All.Select(target => target.Name).ToList();

        Assert.Equal(names.Distinct(), names);
        Assert.All(names, name => Assert.Matches("^[a-z]+(-[a-z]+)*$", name));
    }

    private static void Try(FuzzTarget target, byte[] input)
    {
        try
        {
            Trial.Run(target, input);
        }
        catch (FindingException finding)
        {
            Assert.Fail($"{finding.Message}\n{finding.InnerException}\ninput in base64: {Convert.ToBase64String(input)}");
        }
    }
}
