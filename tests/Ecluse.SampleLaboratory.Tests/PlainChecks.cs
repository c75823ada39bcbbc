using System.Data.Common;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Ecluse;

/// <summary>Runs a profile's <c>checks:</c> as plain SQL, without any of the gates' code: an oracle of its own.</summary>
internal static class PlainChecks
{
    /// <summary>Every figure of every check, as <c>check|group|figure|value</c> with ten significant digits.</summary>
    public static SortedSet<string> Run(DbConnection connection, string profile, params (string Word, string Sql)[] words)
    {
        var figures = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, sql) in Of(profile))
        {
            using var command = connection.CreateCommand();
            command.CommandText = words.Aggregate(sql, (text, word) => text.Replace(word.Word, word.Sql, StringComparison.Ordinal));
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var group = reader.GetName(0) == "group" ? Text(reader[0]) : "";
                for (var i = group.Length > 0 ? 1 : 0; i < reader.FieldCount; i++)
                {
                    figures.Add($"{name}|{group}|{reader.GetName(i).ToLowerInvariant()}|{Text(reader[i])}");
                }
            }
        }

        return figures;
    }

    /// <summary>The checks of a profile, by name.</summary>
    public static IReadOnlyDictionary<string, string> Of(string profile)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(profile));
        return ((YamlMappingNode)stream.Documents[0].RootNode["checks"]).ToDictionary(
            check => ((YamlScalarNode)check.Key).Value!,
            check => ((YamlScalarNode)(check.Value is YamlMappingNode ? check.Value["sql"] : check.Value)).Value!);
    }

    private static string Text(object? value) => value switch
    {
        null or DBNull => "",
        string text => text.TrimEnd(),
        double number => Round((decimal)number),
        decimal number => Round(number),
        long number => Round(number),
        int number => Round(number),
        byte[] bytes => System.Text.Encoding.UTF8.GetString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    private static string Round(decimal number) => ((double)number).ToString("G10", CultureInfo.InvariantCulture);
}
