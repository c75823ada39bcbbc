using Ecluse.Reconciliation;

namespace Ecluse.Tests.Reconciliation;

public sealed class FigureComparerTests
{
    [Theory]
    [InlineData("5.10", "5.1", true)]
    [InlineData("1234567.8911", "1234567.8914", true)]
    [InlineData("1234567.891", "1234567.991", false)]
    [InlineData("5", "5000", false)]
    [InlineData("2017-05-07", "2017-07-05", false)]
    [InlineData(null, null, true)]
    [InlineData("0", null, false)]
    public void Compares_numbers_to_ten_significant_digits_and_text_exactly(string? source, string? target, bool agrees)
    {
        var compared = FigureComparer.Compare([Figure(source)], [Figure(target)]);

        Assert.Equal(agrees, Assert.Single(compared).Agrees);
    }

    [Fact]
    public void Does_not_let_a_figure_pass_that_one_side_lacks()
    {
        Assert.False(Assert.Single(FigureComparer.Compare([Figure("5")], [])).Agrees);
        Assert.False(Assert.Single(FigureComparer.Compare([], [Figure("5")])).Agrees);
    }

    private static CheckFigure Figure(string? value) => new("results-by-test", "GLU", "sum", value);
}
