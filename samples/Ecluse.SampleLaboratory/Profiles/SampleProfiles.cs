using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Samples.Megabus;

namespace Ecluse.Samples.Profiles;

/// <summary>The profiles of the two invented systems, as they stand in <c>samples/profiles</c>.</summary>
public static partial class SampleProfiles
{
    /// <summary>The old system's profile: what a source gate reads.</summary>
    /// <param name="engine"><c>sqlite</c>, <c>postgres</c> or <c>mariadb</c>.</param>
    /// <remarks>
    /// PostgreSQL folds names: there tables and columns are in lower case, in the database and in the profile.
    /// </remarks>
    public static string Megabus(string engine = "sqlite")
    {
        var text = SampleText.Of("megabus.profile.yaml");
        if (engine != "postgres")
        {
            return text;
        }

        var names = MegabusSchema.All.SelectMany(table => table.Columns.Select(column => column.Name).Append(table.Name))
            .ToHashSet(StringComparer.Ordinal);
        return CapitalWord().Replace(text, word => names.Contains(word.Value) ? word.Value.ToLowerInvariant() : word.Value);
    }

    /// <summary>The new system's profile: what a target gate writes and reads back.</summary>
    public static string Kalisil() => SampleText.Of("kalisil.profile.yaml");

    /// <summary>A profile's bytes, as its file has them.</summary>
    public static ReadOnlyMemory<byte> Bytes(string profile) => Encoding.UTF8.GetBytes(profile);

    [GeneratedRegex(@"\b[A-Z][A-Z0-9_]+\b")]
    private static partial Regex CapitalWord();
}
