using System.Text.RegularExpressions;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Profiles;
using Ecluse.Records;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Relational;

/// <summary>
/// Keeps credentials out of what a profile's author wrote as plain SQL (checks and raw views), on engines that cannot be told
/// to refuse a column to an account that may read its table. Judged twice: by words, rather too strictly (a credential's name
/// beside its table's, a star, a whole row, a table that the profile does not class, a system catalogue), and then by what
/// the engine itself resolves the statement to, so that no alias, view or spelling hides a column.
/// </summary>
internal sealed partial class AuthorSql
{
    private static readonly HashSet<string> AfterTable = new(StringComparer.OrdinalIgnoreCase)
    {
        "WHERE", "ON", "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS", "NATURAL", "STRAIGHT_JOIN", "GROUP", "ORDER", "HAVING",
        "UNION", "EXCEPT", "INTERSECT", "LIMIT", "OFFSET", "FETCH", "WINDOW", "USING", "FOR", "USE", "FORCE", "IGNORE", "PARTITION", "TABLESAMPLE",
    };

    private static readonly HashSet<string> BeforeTable = new(StringComparer.OrdinalIgnoreCase) { "FROM", "JOIN", "STRAIGHT_JOIN", "ONLY", "." };

    private static readonly HashSet<string> Catalogues = new(StringComparer.OrdinalIgnoreCase)
    {
        "INFORMATION_SCHEMA", "PG_CATALOG", "MYSQL", "PERFORMANCE_SCHEMA", "SYS",
    };

    private readonly Dictionary<string, List<string>> credentials;
    private readonly HashSet<string> classed;
    private readonly HashSet<string> others;

    private AuthorSql(Profile profile, IReadOnlySet<string> relations)
    {
        credentials = profile.Classes.Where(one => one.Class == DataClass.Credential)
            .GroupBy(one => one.Table, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(table => table.Key, table => table.Select(one => one.Column).ToList(), StringComparer.OrdinalIgnoreCase);
        classed = new HashSet<string>(profile.Tables.Keys, StringComparer.OrdinalIgnoreCase);
        others = new HashSet<string>(relations.Where(name => !classed.Contains(name)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Refuses the profile when any of its plain SQL could reach a credential.</summary>
    /// <exception cref="EcluseException"><c>GATE-009</c>.</exception>
    public static void Refuse(Profile profile, IEngine engine)
    {
        if (engine.Relations is not { } relations)
        {
            return;
        }

        var judge = new AuthorSql(profile, relations);
        foreach (var (sql, mark) in profile.Checks.Select(check => (check.Sql, check.Mark))
            .Concat(profile.Raw.Select(view => ("FROM " + view.From, view.Mark))))
        {
            if (judge.Fault(Words(sql)) is { } fault)
            {
                throw Reaches(profile.Name, mark.Line, fault);
            }
        }
    }

    /// <summary>
    /// Refuses what the engine itself resolves to a credential. Only what a scope lets run is asked: of a check that it does
    /// not, not even the columns' names stand in a statement.
    /// </summary>
    /// <exception cref="EcluseException"><c>GATE-009</c>.</exception>
    public static void RefuseResolved(Profile profile, IEngine engine, Scope scope)
    {
        var plain = new PlainSql(profile, engine);
        foreach (var (sql, mark) in profile.Checks.Where(check => check.IsWithin(scope)).Select(check => (check.Sql, check.Mark))
            .Concat(profile.Raw.Where(view => plain.Shows(view, scope)).Select(view => ("SELECT 1 AS one FROM " + view.From, view.Mark))))
        {
            if (engine.FaultIn(() => plain.Expanded(sql), profile) is { } resolved)
            {
                throw Reaches(profile.Name, mark.Line, resolved);
            }
        }
    }

    private string? Fault(List<Word> words) =>
        Strange(words) ?? credentials.Where(table => words.Any(word => word.Is(table.Key)))
            .Select(table => Named(words, table.Key, table.Value) ?? Star(words, table.Key) ?? WholeRow(words, table.Key))
            .FirstOrDefault(fault => fault is not null);

    private static string? Named(List<Word> words, string table, List<string> columns) =>
        columns.FirstOrDefault(column => words.Any(word => word.Is(column))) is { } column ? $"{table}.{column}" : null;

    // COUNT(*) stands between parentheses; a product has a factor behind it.
    private static string? Star(List<Word> words, string table) => words.Where((word, at) => word.Text == "*"
        && (At(words, at + 1) is "" or "," or ";" || (At(words, at + 1) == ")" && At(words, at - 1) != "(")
            || At(words, at + 1).ToUpperInvariant() is "FROM" or "INTO" or "UNION")).Any() ? table + ".*" : null;

    // A table's name, or its alias, that stands for a value is the whole row.
    private static string? WholeRow(List<Word> words, string table)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { table };
        var defined = new HashSet<int>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].Is(table) || words[i].IsLiteral || !BeforeTable.Contains(At(words, i - 1)))
            {
                continue;
            }

            defined.Add(i);
            var alias = At(words, i + 1).Equals("AS", StringComparison.OrdinalIgnoreCase) ? i + 2 : i + 1;
            if (alias < words.Count && words[alias].IsName && !AfterTable.Contains(words[alias].Text))
            {
                names.Add(words[alias].Text);
                defined.Add(alias);
            }
        }

        var row = words.Where((word, at) => !word.IsLiteral && names.Contains(word.Text) && !defined.Contains(at) && At(words, at + 1) != ".");
        return row.Any() ? $"{table}.*" : null;
    }

    private string? Strange(List<Word> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var text = words[i].Text;
            var before = At(words, i - 1) is "(" ? At(words, i - 2) : At(words, i - 1);
            if (Catalogues.Contains(text) || text.StartsWith("pg_", StringComparison.OrdinalIgnoreCase)
                || text.Contains("_to_xml", StringComparison.OrdinalIgnoreCase) || text.Equals("U&", StringComparison.OrdinalIgnoreCase))
            {
                return text;
            }

            if (!words[i].IsLiteral && others.Contains(text) && (before == "," || BeforeTable.Contains(before)))
            {
                return text;
            }
        }

        return null;
    }

    // What stands in quotes is read too: SQL can stand in a text that a function runs.
    private static List<Word> Words(string sql)
    {
        var words = new List<Word>();
        var isLiteral = false;
        foreach (Match match in Token().Matches(Placeholder().Replace(sql, "1")))
        {
            if (match.Value == "'")
            {
                isLiteral = !isLiteral;
                continue;
            }

            words.Add(new Word(match.Value, isLiteral));
        }

        return words;
    }

    private static string At(List<Word> words, int at) => at >= 0 && at < words.Count ? words[at].Text : "";

    private static EcluseException Reaches(string profile, int line, string what) => new(
        "GATE-009",
        new Text(
            $"The plain SQL at line {line} of the profile {profile} could read {what}: a credential, or what the profile gives no class.",
            $"Le SQL à la ligne {line} du profil {profile} pourrait lire {what} : un secret, ou ce que le profil ne classe pas."),
        new Text(
            "Name the columns one by one, of tables that the profile classes, and none of class credential.",
            "Nommez les colonnes une à une, dans des tables que le profil classe, et aucune de classe credential."),
        ErrorKind.Refused);

    [GeneratedRegex(@"[Uu]&(?="")|[\p{L}_][\p{L}\p{N}_$]*|[0-9]+(?:\.[0-9]+)?|'|[^\s""`\[\]]")]
    private static partial Regex Token();

    // What Écluse itself puts in: sub-selects of keys, and parameters.
    [GeneratedRegex(@"\{(?:patients|orders)\}|(?<!:):(?:patient|passage)\b")]
    private static partial Regex Placeholder();

    private sealed record Word(string Text, bool IsLiteral)
    {
        public bool IsName => !IsLiteral && (char.IsLetter(Text[0]) || Text[0] == '_');

        public bool Is(string name) => Text.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
