namespace Ecluse.Fuzz;

public sealed class MutatorTests
{
    private static readonly byte[][] Corpus = [[1, 2, 3], "a number: 17"u8.ToArray(), []];

    [Fact]
    public void Gives_the_same_inputs_for_the_same_seed_and_others_for_another()
    {
        Assert.Equal(Inputs(5), Inputs(5));
        Assert.NotEqual(Inputs(5), Inputs(6));
    }

    [Fact]
    public void Leaves_the_corpus_as_it_was()
    {
        Inputs(7);

        Assert.Equal([1, 2, 3], Corpus[0]);
    }

    private static List<byte[]> Inputs(ulong seed)
    {
        var mutator = new Mutator(seed, Corpus, ["word"]);
        return [.. Enumerable.Range(0, 500).Select(_ => mutator.Next())];
    }
}
