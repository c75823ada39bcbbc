using System.Text.RegularExpressions;
using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>Views that a statement names, opened in front of it, so that the server resolves tables and nothing else.</summary>
internal sealed partial class MariaDbViews(MySqlConnection session)
{
    /// <summary>
    /// The statement with the definitions of the views that it names, and of those below them, as common tables of the same
    /// names; null where it names none or begins in a way that leaves no room. A view that is not hidden by such a name, because
    /// it is named with its schema, stays one: the server then refuses to explain it.
    /// </summary>
    /// <exception cref="Errors.EcluseException"><c>GATE-014</c>: a definition that the account may not see.</exception>
    public string? InFrontOf(string sql)
    {
        var schema = Texts("SELECT DATABASE(), ''")[0].Name;
        var views = Texts("SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = DATABASE()")
            .ToDictionary(view => view.Name, view => view.Text, StringComparer.Ordinal);
        var ordered = new List<string>();
        Open(sql, views, ordered, schema);
        if (ordered.Count == 0 || Recursive().IsMatch(sql))
        {
            return null;
        }

        var tables = string.Join(", ", ordered.Select(name => $"{Quote(name)} AS ({Below(views[name], views.Keys, schema)})"));
        return Common().Match(sql) is { Success: true } begun ? $"WITH {tables}, {sql[begun.Length..]}" : $"WITH {tables} {sql}";
    }

    // Each after those that it reads.
    private void Open(string text, Dictionary<string, string> views, List<string> ordered, string schema)
    {
        foreach (var (name, definition) in views.Where(view => !ordered.Contains(view.Key) && MariaDbResolution.Named(view.Key, "").IsMatch(text)))
        {
            if (definition.Length == 0)
            {
                var account = Texts("SELECT CURRENT_USER(), ''")[0].Name;
                var at = account.LastIndexOf('@');
                throw RelationalErrors.HiddenView(
                    name, $"GRANT SHOW VIEW ON {Quote(schema)}.{Quote(name)} TO {Quote(account[..at])}@{Quote(account[(at + 1)..])};");
            }

            Open(definition, views.Where(view => view.Key != name).ToDictionary(), ordered, schema);
            ordered.Add(name);
        }
    }

    // A definition names its tables with their schema, which a common table does not answer to.
    private static string Below(string definition, IEnumerable<string> views, string schema) => views.Aggregate(
        definition, (text, name) => text.Replace($"{Quote(schema)}.{Quote(name)}", Quote(name), StringComparison.Ordinal));

    private static string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private List<(string Name, string Text)> Texts(string sql)
    {
#pragma warning disable CA2100 // Statements of ours.
        using var command = new MySqlCommand(sql, session);
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (rows.Read())
        {
            found.Add((rows.GetString(0), rows.IsDBNull(1) ? "" : rows.GetString(1)));
        }

        return found;
    }

    [GeneratedRegex(@"^\s*WITH\s+(?!RECURSIVE\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Common();

    [GeneratedRegex(@"^\s*WITH\s+RECURSIVE\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Recursive();
}
