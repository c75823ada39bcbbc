using System.Security.Cryptography;
using System.Text;
using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <summary>Reads the code lists that come from technical tables of the system itself.</summary>
internal static class ListLoading
{
    public static void Run(Profile profile, IEngine engine)
    {
        foreach (var list in profile.Lists.Values)
        {
            if (list.From is { } from)
            {
                using var rows = engine.Query(Select(engine, from.Table, [.. from.Code, from.Means]), new Dictionary<string, string?>());
                while (rows.Read())
                {
                    var code = string.Join('|', Enumerable.Range(0, from.Code.Count).Select(at => Text(profile, engine, from.Table, from.Code[at], rows, at)));
                    var meaning = Text(profile, engine, from.Table, from.Means, rows, from.Code.Count);
                    if (code.Length > 0 && meaning.Length > 0)
                    {
                        list.Add(code, meaning);
                    }
                }
            }
        }
    }

    /// <summary>SHA-256 of the lists read from the system, or null when there is none.</summary>
    public static string? Hash(Profile profile)
    {
        var read = profile.Lists.Values.Where(list => list.From is not null).OrderBy(list => list.Name, StringComparer.Ordinal).ToList();
        if (read.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var list in read)
        {
            text.Append(list.Name).Append('\n');
            foreach (var (code, meaning) in list.Pairs.OrderBy(pair => pair.Code, StringComparer.Ordinal))
            {
                text.Append(code).Append('\t').Append(meaning).Append('\n');
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Select(IEngine engine, string table, IReadOnlyList<string> columns)
    {
        var catalogue = engine.ColumnsOf(table);
        var selected = columns.Select(name => engine.Dialect.Selected(engine.Dialect.Quote(name), catalogue.First(one => one.Name == name)));
        var order = string.Join(", ", columns.Select(engine.Dialect.Quote));
        return $"SELECT {string.Join(", ", selected)} FROM {engine.Dialect.Table(table)} ORDER BY {order}";
    }

    private static string Text(Profile profile, IEngine engine, string table, string column, IRowCursor rows, int position)
    {
        var found = new ColumnRef(new TableRef(table, table), profile.Tables[table].Columns[column]);
        return Encoding.UTF8.GetString(new Profiles.Mapping.ColumnDecoder(position, found, RuleReading.EncodingOf(engine, found)).Read(rows)).TrimEnd(' ');
    }
}
