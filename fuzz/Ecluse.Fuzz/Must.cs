namespace Ecluse.Fuzz;

/// <summary>What must hold of every input that is taken.</summary>
internal static class Must
{
    public static void Hold(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FindingException(otherwise);
        }
    }

    public static void BeEqual(ReadOnlySpan<byte> expected, ReadOnlySpan<byte> found, string otherwise) =>
        Hold(expected.SequenceEqual(found), otherwise);
}
