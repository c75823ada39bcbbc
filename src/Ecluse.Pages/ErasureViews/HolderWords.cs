using Ecluse.Errors;

namespace Ecluse.ErasureViews;

/// <summary>Who holds an identity, in words.</summary>
internal static class HolderWords
{
    public static Text Of(string holder) => holder switch
    {
        "target-gate" => new Text("target gate", "porte cible"),
        "controller" => new Text("the laboratory", "le laboratoire"),
        _ => new Text(holder, holder),
    };

    public static Text Of(string holder, string where)
    {
        var who = Of(holder);
        return where.Length == 0 ? who : new Text($"{who.English}: {where}", $"{who.French} : {where}");
    }
}
