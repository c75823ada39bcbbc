namespace Ecluse.RealSystems;

/// <summary>How a command ended.</summary>
internal sealed record Ended(int Exit, string Output, string Error)
{
    /// <summary>The command itself when it ended so.</summary>
    public Ended Must(int exit)
    {
        Assert.True(Exit == exit, $"expected exit {exit}, was {Exit}\n{Output}\n{Error}");
        return this;
    }
}
