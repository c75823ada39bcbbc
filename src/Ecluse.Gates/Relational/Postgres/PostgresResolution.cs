using System.Globalization;
using System.Text.RegularExpressions;
using Ecluse.Profiles;
using Ecluse.Records;
using Npgsql;

namespace Ecluse.Relational.Postgres;

/// <summary>
/// Asks PostgreSQL which columns a statement reads, without running it: the server's own rewritten query tree, which it gives
/// back as a notice, names for each table the columns whose SELECT privilege it would check. Views are opened there, aliases
/// and spellings are gone.
/// </summary>
internal sealed partial class PostgresResolution : IDisposable
{
    // Bit 0 of a set of columns is attribute -7: system columns come first, 7 is the whole row.
    private const int AttributeOffset = 7;
    private const int FirstOwnObject = 16384;
    private readonly NpgsqlConnection session;
    private readonly List<string> trees = [];

    /// <param name="session">A session of its own, with error details; this owns it.</param>
    /// <param name="searchPath">Quoted schema.</param>
    public PostgresResolution(NpgsqlConnection session, string searchPath)
    {
        this.session = session;
        session.Notice += (_, notice) => trees.Add(LineBreak().Replace(notice.Notice.Detail ?? "", " "));
        Run($"SET search_path = {searchPath}; SET default_transaction_read_only = on; SET debug_pretty_print = off");
    }

    /// <summary>The credential that the statement reads, or what cannot be accounted for; null when there is none.</summary>
    public string? FaultIn(string sql, Profile profile)
    {
        var credentials = profile.Classes.Where(one => one.Class == DataClass.Credential).Select(one => (one.Table, one.Column)).ToList();
        foreach (var tree in Trees(Parameter().Replace(sql, "NULL")))
        {
            foreach (var (relation, columns, byView) in Reads(tree))
            {
                var name = Name(relation);
                if (!byView && !profile.Tables.Keys.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    return name;
                }

                var held = credentials.Where(one => one.Table.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
                if (held.Count > 0 && Columns(relation, columns).FirstOrDefault(column =>
                        column is null || held.Any(one => one.Column.Equals(column, StringComparison.OrdinalIgnoreCase)), "") is not "" and var found)
                {
                    return $"{name}.{found ?? "*"}";
                }
            }

            if (Function().Matches(tree).FirstOrDefault(one => int.Parse(one.Groups[1].ValueSpan, CultureInfo.InvariantCulture) >= FirstOwnObject) is { } own)
            {
                return Scalar($"SELECT proname || '()' FROM pg_proc WHERE oid = {own.Groups[1].Value}");
            }
        }

        return null;
    }

    public void Dispose() => session.Dispose();

    private List<string> Trees(string sql)
    {
        Run("SET debug_print_rewritten = on; SET client_min_messages = log");
        trees.Clear();
        try
        {
#pragma warning disable CA2100 // The profile's own statement: it is prepared, never run.
            using var command = new NpgsqlCommand(sql, session);
#pragma warning restore CA2100
            command.Prepare();
        }
        catch (PostgresException refused)
        {
            throw RelationalErrors.Engine("postgres", refused.SqlState, refused);
        }

        var given = trees.Where(tree => tree.Contains("{QUERY", StringComparison.Ordinal)).ToList();
        Run("SET client_min_messages = warning; SET debug_print_rewritten = off");
        return given.Count > 0 ? given : throw RelationalErrors.Engine("postgres", "no tree");
    }

    /// <summary>For each table entry of the tree: the relation, the columns that SELECT is asked for, and whether a view asks.</summary>
    private static IEnumerable<(string Relation, IReadOnlyList<int> Columns, bool ByView)> Reads(string tree)
    {
        foreach (var node in Nodes(tree))
        {
            if (Relation().Match(node) is not { Success: true } relation || relation.Groups[1].Value == "0")
            {
                continue;
            }

            var selected = Selected().Match(node);
            if (selected.Success)
            {
                yield return (
                    relation.Groups[1].Value,
                    [.. selected.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => int.Parse(one, CultureInfo.InvariantCulture))],
                    CheckAs().Match(node) is { Success: true } user && user.Groups[1].Value != "0");
            }
        }
    }

    // What stands in a node's own braces, without its inner nodes; a backslash takes the meaning from the next sign.
    private static IEnumerable<string> Nodes(string tree)
    {
        var open = new Stack<System.Text.StringBuilder>();
        for (var at = 0; at < tree.Length; at++)
        {
            switch (tree[at])
            {
                case '\\':
                    at++;
                    break;
                case '{':
                    open.Push(new System.Text.StringBuilder());
                    break;
                case '}' when open.Count > 0:
                    yield return open.Pop().ToString();
                    break;
                default:
                    if (open.Count > 0)
                    {
                        open.Peek().Append(tree[at]);
                    }

                    break;
            }
        }
    }

    private IEnumerable<string?> Columns(string relation, IReadOnlyList<int> bits)
    {
        foreach (var attribute in bits.Select(bit => bit - AttributeOffset).Where(attribute => attribute >= 0))
        {
            yield return attribute == 0 ? null : Scalar(string.Create(
                CultureInfo.InvariantCulture, $"SELECT attname FROM pg_attribute WHERE attrelid = {relation} AND attnum = {attribute}"));
        }
    }

    private string Name(string relation) => Scalar($"SELECT relname FROM pg_class WHERE oid = {relation}");

    private string Scalar(string sql)
    {
#pragma warning disable CA2100 // Numbers out of the server's own tree.
        using var command = new NpgsqlCommand(sql, session);
#pragma warning restore CA2100
        return command.ExecuteScalar()?.ToString() ?? "?";
    }

    private void Run(string sql)
    {
#pragma warning disable CA2100 // Settings of ours.
        using var command = new NpgsqlCommand(sql, session);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"(?<![\w@])@[A-Za-z_][A-Za-z_0-9]*")]
    private static partial Regex Parameter();

    // The server breaks its lines wherever they grow long.
    [GeneratedRegex(@"\s+")]
    private static partial Regex LineBreak();

    [GeneratedRegex(@":relid (\d+)")]
    private static partial Regex Relation();

    [GeneratedRegex(@":selectedCols \(b((?: \d+)*)\)")]
    private static partial Regex Selected();

    [GeneratedRegex(@":checkAsUser (\d+)")]
    private static partial Regex CheckAs();

    [GeneratedRegex(@":(?:funcid|aggfnoid|winfnoid|opfuncid) (\d+)")]
    private static partial Regex Function();
}
