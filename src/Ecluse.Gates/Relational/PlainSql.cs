using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Instructions;
using Ecluse.Profiles;
using Ecluse.Profiles.Mapping;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>Runs what the profile's author wrote past the mapping: figures (leg 2) and one patient's raw rows (leg 3).</summary>
internal sealed partial class PlainSql(Profile profile, IEngine engine)
{
    private const int SignificantDigits = 10;
    private PassingSql? everything;

    public IReadOnlyList<CheckFigure> Figures(Scope scope, CancellationToken cancellation)
    {
        var passing = new PassingSql(profile, scope, engine);
        return Figures(scope, sql => Expand(sql, passing), () => passing.Parameters, cancellation);
    }

    public IReadOnlyList<CheckFigure> Figures(string passage, Scope? scope, CancellationToken cancellation) =>
        Figures(scope, sql => Expand(sql, Everything), () => new Dictionary<string, string?>(Everything.Parameters) { ["passage"] = passage }, cancellation);

    /// <summary>A statement of the author as it could run here, for the engine to resolve; every parameter has a value or none.</summary>
    public (string Sql, IReadOnlyDictionary<string, string?> Parameters) Expanded(string sql)
    {
        var expanded = Expand(sql, Everything);
        return (expanded, new Dictionary<string, string?>(Everything.Parameters) { ["patient"] = null, ["passage"] = null });
    }

    /// <summary>At a target: what a passage may have written.</summary>
    private PassingSql Everything => everything ??= PassingSql.Everything(profile, engine);

    /// <summary>Raw rows; at the source within a scope, at a target without.</summary>
    public IReadOnlyList<RawPatient> Show(Scope? scope, IReadOnlyList<string> patients, CancellationToken cancellation)
    {
        var passing = scope is null ? Everything : new PassingSql(profile, scope, engine);
        return [.. patients.Select(patient =>
        {
            cancellation.ThrowIfCancellationRequested();
            return new RawPatient(patient, [.. profile.Raw.SelectMany(view => Rows(view, scope, passing, patient))]);
        })];
    }

    private List<CheckFigure> Figures(
        Scope? scope, Func<string, string> expand, Func<IReadOnlyDictionary<string, string?>> parameters, CancellationToken cancellation)
    {
        var figures = new List<CheckFigure>();
        foreach (var check in profile.Checks.Where(check => scope is null || check.IsWithin(scope)))
        {
            cancellation.ThrowIfCancellationRequested();
            var sql = expand(check.Sql);
            using var rows = engine.Query(sql, parameters());
            var names = Enumerable.Range(0, rows.ColumnCount).Select(rows.NameOf).ToArray();
            var group = Array.FindIndex(names, name => name.Equals("group", StringComparison.OrdinalIgnoreCase));
            while (rows.Read())
            {
                var key = group < 0 || rows.IsNull(group) ? "" : Encoding.UTF8.GetString(rows.Bytes(group)).TrimEnd(' ');
                figures.AddRange(Enumerable.Range(0, names.Length).Where(at => at != group).Select(at => new CheckFigure(
                    check.Name, key, names[at].ToLowerInvariant(), rows.IsNull(at) ? null : Canonical(Encoding.UTF8.GetString(rows.Bytes(at))))));
            }
        }

        return [.. figures.OrderBy(one => one.Check, StringComparer.Ordinal).ThenBy(one => one.Group, StringComparer.Ordinal)
            .ThenBy(one => one.Figure, StringComparer.Ordinal)];
    }

    private List<RawRow> Rows(RawView view, Scope? scope, PassingSql passing, string patient)
    {
        var columns = view.Columns.Where(column => scope is null || IsListed(column, scope)).ToList();
        if (columns.Count == 0)
        {
            return [];
        }

        var selected = columns.Select(column => engine.Dialect.Selected(
            engine.Dialect.Quote(column.Table.Alias) + "." + engine.Dialect.Quote(column.Name),
            engine.ColumnsOf(column.Table.Table).First(one => one.Name == column.Name)));
        var sql = $"SELECT {string.Join(", ", selected)} FROM " + Expand(view.From, passing);
        var parameters = new Dictionary<string, string?>(passing.Parameters)
        {
            ["patient"] = passing.AsColumn(patient),
        };
        using var rows = engine.Query(sql, parameters);
        var decoders = columns.Select((column, at) => new ColumnDecoder(at, column, RuleReading.EncodingOf(engine, column))).ToArray();
        var found = new List<RawRow>();
        while (rows.Read())
        {
            found.Add(new RawRow(view.Table, [.. columns.Select((column, at) =>
                KeyValuePair.Create(column.Name, rows.IsNull(at) ? null : Shown(decoders[at], rows)))]));
        }

        return found;
    }

    private static string Shown(ColumnDecoder decoder, IRowCursor rows)
    {
        var bytes = decoder.Read(rows);
        return decoder.Column.Column.Encoding == ColumnEncoding.Bytes
            ? $"{bytes.Length.ToString(CultureInfo.InvariantCulture)} bytes, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))}"
            : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Whether a scope lists any column of a view.</summary>
    public bool Shows(RawView view, Scope scope) => view.Columns.Any(column => IsListed(column, scope));

    private bool IsListed(ColumnRef column, Scope scope) => profile.Reads.Any(rule =>
        scope.Fields.ContainsKey(rule.Record.Name)
        && rule.ColumnsOf(rule.Record.Fields[0]).Concat(rule.Patient is null ? [] : [rule.Patient])
            .Concat(RuleReading.Listed(rule, scope).SelectMany(rule.ColumnsOf))
            .Any(one => one.Table.Table == column.Table.Table && one.Name == column.Name));

    private static string Expand(string sql, PassingSql passing)
    {
        sql = Named(sql);
        sql = sql.Contains("{patients}", StringComparison.Ordinal) ? sql.Replace("{patients}", passing.PassingPatients(), StringComparison.Ordinal) : sql;
        return sql.Contains("{orders}", StringComparison.Ordinal) ? sql.Replace("{orders}", passing.PassingOrders(), StringComparison.Ordinal) : sql;
    }

    private static string Named(string sql) => Placeholder().Replace(sql, "@$1");

    /// <summary>
    /// Whole numbers as they are, other numbers to ten significant digits, dates and times as ISO text (the day alone at
    /// midnight), anything else as text: the same value gives the same figure whatever the engine.
    /// </summary>
    internal static string Canonical(string text)
    {
        if (IsoTime().Match(text) is { Success: true } time)
        {
            var hour = time.Groups["hour"].Value + time.Groups["fraction"].Value.TrimEnd('0').TrimEnd('.');
            return time.Groups["day"].Value + (hour == "00:00:00" && time.Groups["zone"].Length == 0 ? "" : " " + hour + time.Groups["zone"].Value);
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return text.TrimEnd(' ');
        }

        if (number == decimal.Truncate(number))
        {
            return decimal.Truncate(number).ToString(CultureInfo.InvariantCulture);
        }

        var whole = Math.Max(1, decimal.Truncate(Math.Abs(number)).ToString(CultureInfo.InvariantCulture).Length);
        var rounded = Math.Round(number, Math.Clamp(SignificantDigits - whole, 0, SignificantDigits), MidpointRounding.ToEven);
        var shown = rounded.ToString(CultureInfo.InvariantCulture);
        return shown.Contains('.', StringComparison.Ordinal) ? shown.TrimEnd('0').TrimEnd('.') : shown;
    }

    [GeneratedRegex(@"^(?<day>\d{4}-\d\d-\d\d)[ T](?<hour>\d\d:\d\d:\d\d)(?<fraction>\.\d+)?(?<zone>Z?)$")]
    private static partial Regex IsoTime();

    [GeneratedRegex(@"(?<!:):(patient|passage)\b")]
    private static partial Regex Placeholder();
}
