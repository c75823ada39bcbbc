using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads and checks groups of rows that are written for each row of a catalogue (<c>docs/spec/profile.md</c>, section 8).</summary>
internal static class EachReader
{
    /// <summary>The head of a group; its rows are added as they are read.</summary>
    public static EachGroup Group(
        ProfileNode node, IReadOnlyDictionary<string, ProfileTable> tables, Func<ProfileNode, WriteExpression> expression)
    {
        node.Only("each", "by", "order-by", "when", "rows");
        var table = TablesReader.Table(node.Need("each"), tables);
        return new EachGroup(
            table.Name,
            [.. node.Need("by").Entries.Select(entry => (Column(entry.Key, table), expression(entry.Value)))],
            [.. node.Need("order-by").OneOrMore.Select(column => Column(column, table))],
            node.Mark);
    }

    /// <summary>A column of the catalogue's row.</summary>
    public static EachColumn Written(ProfileNode node, ProfileNode column, EachGroup? group, IReadOnlyDictionary<string, ProfileTable> tables)
    {
        if (group is null)
        {
            throw column.Fail("PROFILE-024", new Text(
                "“each” names a column of a catalogue’s row: it stands in the rows of a group with each, by and order-by",
                "« each » nomme une colonne d’une ligne de catalogue : il se tient dans les lignes d’un groupe avec each, by et order-by"));
        }

        var found = new EachColumn(Column(column, tables[group.Table]), node.Mark);
        group.Use(found.Column);
        return found;
    }

    /// <summary>Refuses a row that could not be found again by the record's key and the place.</summary>
    public static void Check(ProfileNode node, WriteRow row)
    {
        if (node.Find("when") is { } when)
        {
            throw when.Fail("PROFILE-024", new Text(
                "in a group with each, the condition stands at the group: all of its rows are written or none",
                "dans un groupe avec each, la condition est celle du groupe : toutes ses lignes s’écrivent ou aucune"));
        }

        if (row.Key is { } key && (key.Making == KeyMaking.Counter || key.Find.Count > 0))
        {
            throw node.Need("key").Fail("PROFILE-024", new Text(
                "in a group with each, a key is made of the record’s own (record, uuid) and needs no find",
                "dans un groupe avec each, une clé se fait de celle de l’enregistrement (record, uuid) et se passe de find"));
        }
    }

    private static string Column(ProfileNode node, ProfileTable table)
    {
        var column = TablesReader.Column(node, table);
        return column.Class == DataClass.Technical
            ? column.Name
            : throw node.Fail("PROFILE-024", new Text(
                $"“{column.Name}” is not technical: each reads a catalogue, never rows of patients",
                $"« {column.Name} » n’est pas technique : each lit un catalogue, jamais des lignes de patients"));
    }
}
