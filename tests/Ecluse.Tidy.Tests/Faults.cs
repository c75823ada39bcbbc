namespace Ecluse.Tidy;

/// <summary>The verdict of a rule over the whole tree.</summary>
internal static class Faults
{
    /// <summary>Fails with every fault on a line of its own.</summary>
    public static void None(IEnumerable<string> faults)
    {
        var list = faults.ToArray();
        Assert.True(list.Length == 0, $"{list.Length} fault(s):\n  {string.Join("\n  ", list)}");
    }
}
