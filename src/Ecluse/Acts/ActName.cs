namespace Ecluse.Acts;

/// <summary>Where the effect of an act is, and so how it is journaled (rule 10).</summary>
public enum ActKind
{
    /// <summary>In the state: one entry, in the transaction of the change.</summary>
    Plain,

    /// <summary>Elsewhere, about to happen.</summary>
    Intent,

    /// <summary>Elsewhere, done; names the intent it answers.</summary>
    Outcome,
}

/// <summary>One name of the closed list.</summary>
/// <param name="Name">Noun, point, verb: an intent ends in -ing, all else is past.</param>
/// <param name="Kind">How it is journaled.</param>
/// <param name="Answers">Of an outcome: name of its intent; null when it may answer any.</param>
public sealed record ActName(string Name, ActKind Kind, string? Answers = null)
{
    /// <summary>The closed list, in the order of <c>docs/spec/journal.md</c>; a test keeps them equal.</summary>
    public static IReadOnlyList<ActName> All { get; } = [.. ActNameList.Create()];

    /// <summary>The name in the list, or null.</summary>
    public static ActName? Find(string name) => ByName.GetValueOrDefault(name);

    private static Dictionary<string, ActName> ByName { get; } = All.ToDictionary(act => act.Name);
}
