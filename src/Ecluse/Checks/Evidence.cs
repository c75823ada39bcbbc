using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>Words for what was looked at.</summary>
internal static class Evidence
{
    private const int ShownMax = 8;

    /// <summary>Ids, the first ones by name and the rest as a count.</summary>
    public static string List(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        return all.Count <= ShownMax ? string.Join(", ", all) : $"{string.Join(", ", all.Take(ShownMax))} (+{all.Count - ShownMax})";
    }

    /// <summary>A line where there is something to say; none otherwise.</summary>
    public static IReadOnlyList<Text> Where(IReadOnlyCollection<string> ids, string english, string french) =>
        ids.Count == 0 ? [] : [new($"{english} ({ids.Count}): {List(ids)}", $"{french} ({ids.Count}) : {List(ids)}")];

    /// <summary>An instant, to the minute, UTC.</summary>
    public static string At(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm}Z";
}
