using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads <c>tables:</c> and <c>lists:</c>.</summary>
internal static class TablesReader
{
    public static Dictionary<string, ProfileTable> Read(ProfileNode node, ProfileNode? text)
    {
        var (encoding, trim) = Form(text?.Only("encoding", "padding"), (ColumnEncoding.Utf8, false));
        var tables = new Dictionary<string, ProfileTable>(StringComparer.Ordinal);
        foreach (var (name, table) in node.Entries)
        {
            var form = Form(table.Only("encoding", "padding", "columns"), (encoding, trim));
            var columns = table.Need("columns").Entries.ToDictionary(
                entry => entry.Key.Text, entry => Column(entry.Key, entry.Value, form), StringComparer.Ordinal);
            tables.Add(name.Text, new ProfileTable(name.Text, columns, name.Mark));
        }

        return tables;
    }

    public static Dictionary<string, CodeList> Lists(ProfileNode? node, Dictionary<string, ProfileTable> tables)
    {
        var lists = new Dictionary<string, CodeList>(StringComparer.Ordinal);
        foreach (var (name, list) in node?.Entries ?? [])
        {
            lists.Add(name.Text, list.Only("codes", "table", "code", "means").Find("codes") is { } codes
                ? Inline(name.Text, codes)
                : FromTable(name.Text, list, tables));
        }

        return lists;
    }

    private static CodeList Inline(string name, ProfileNode codes)
    {
        var list = new CodeList(name);
        foreach (var (code, meaning) in codes.Entries)
        {
            foreach (var one in meaning.OneOrMore)
            {
                list.Add(code.Text, one.Text);
            }
        }

        return list;
    }

    private static CodeList FromTable(string name, ProfileNode node, Dictionary<string, ProfileTable> tables)
    {
        var table = Table(node.Need("table"), tables);
        var code = node.Need("code").OneOrMore.Select(column => Technical(column, table)).ToArray();
        return new CodeList(name) { From = (table.Name, code, Technical(node.Need("means"), table)) };
    }

    // A list is read whole, whatever the instruction lists: so it may hold nothing of a person.
    private static string Technical(ProfileNode node, ProfileTable table)
    {
        var column = Column(node, table);
        return column.Class == DataClass.Technical
            ? column.Name
            : throw node.Fail("PROFILE-012", new Text(
                $"a list reads technical columns only, and “{column.Name}” is not one",
                $"une liste ne lit que des colonnes techniques, et « {column.Name} » n’en est pas une"));
    }

    public static ProfileTable Table(ProfileNode node, IReadOnlyDictionary<string, ProfileTable> tables) =>
        tables.TryGetValue(node.Text, out var table) ? table : throw node.Unknown("the table", "la table", node.Text);

    public static ProfileColumn Column(ProfileNode node, ProfileTable table) => Column(node, table, node.Text);

    public static ProfileColumn Column(ProfileNode node, ProfileTable table, string name) =>
        table.Columns.TryGetValue(name, out var column)
            ? column
            : throw node.Unknown($"the column of {table.Name}", $"la colonne de {table.Name}", name);

    private static ProfileColumn Column(ProfileNode name, ProfileNode node, (ColumnEncoding Encoding, bool Trim) form)
    {
        if (node.IsText)
        {
            return new ProfileColumn(name.Text, Class(node), form.Encoding, form.Trim, name.Mark);
        }

        var own = Form(node.Only("class", "encoding", "padding", "no-password"), form);
        return new ProfileColumn(
            name.Text, Class(node.Need("class")), own.Encoding, own.Trim, name.Mark, node.Find("no-password")?.Text);
    }

    private static DataClass Class(ProfileNode node) => node.Text switch
    {
        "identity" => DataClass.Identity,
        "clinical" => DataClass.Clinical,
        "free text" => DataClass.FreeText,
        "credential" => DataClass.Credential,
        "technical" => DataClass.Technical,
        var other => throw node.Unknown("the class", "la classe", other),
    };

    private static (ColumnEncoding Encoding, bool Trim) Form(ProfileNode? node, (ColumnEncoding Encoding, bool Trim) outer)
    {
        var encoding = node?.Find("encoding");
        var padding = node?.Find("padding");
        return (
            encoding?.Text switch
            {
                null => outer.Encoding,
                "utf-8" => ColumnEncoding.Utf8,
                "windows-1252" => ColumnEncoding.Windows1252,
                "iso-8859-1" => ColumnEncoding.Latin1,
                "bytes" => ColumnEncoding.Bytes,
                var other => throw encoding.Unknown("the encoding", "l’encodage", other),
            },
            padding?.Text switch
            {
                null => outer.Trim,
                "trim" => true,
                "keep" => false,
                var other => throw padding.Unknown("the padding", "le remplissage", other),
            });
    }
}
