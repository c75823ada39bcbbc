using System.Globalization;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>Says of every column how the passage uses it, and counts what its content looks like where that is allowed.</summary>
internal sealed class ColumnSurveyor(Profile profile, Scope scope, IEngine engine)
{
    private static readonly Look[] Looks = [Look.Nir, Look.Email, Look.Phone, Look.Password];

    public List<ColumnSurvey> Run(CancellationToken cancellation)
    {
        var (listed, bound) = Uses();
        var columns = new List<ColumnSurvey>();
        foreach (var table in profile.Tables.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            var found = scope.Inspect ? Inspect(table) : [];
            columns.AddRange(engine.ColumnsOf(table.Name).Select(column => new ColumnSurvey(
                table.Name, column.Name, table.Columns.GetValueOrDefault(column.Name)?.Class,
                listed.Contains((table.Name, column.Name)) ? ColumnUse.Listed
                : bound.Contains((table.Name, column.Name)) ? ColumnUse.BoundOnly : ColumnUse.NotListed,
                found.GetValueOrDefault(column.Name), table.Columns.GetValueOrDefault(column.Name)?.InspectionReason)));
        }

        return columns;
    }

    private (HashSet<(string, string)> Listed, HashSet<(string, string)> Bound) Uses()
    {
        var rules = profile.Reads.Where(rule => scope.Fields.ContainsKey(rule.Record.Name)).ToList();
        var listed = rules.SelectMany(rule => rule.ColumnsOf(rule.Record.Fields[0])
            .Concat(rule.Patient is null ? [] : [rule.Patient])
            .Concat(RuleReading.Listed(rule, scope).SelectMany(rule.ColumnsOf)));
        var bound = rules.SelectMany(rule => rule.Order.Concat(rule.OrderBy)
            .Concat(rule.Where.Select(condition => condition.Column))
            .Concat(rule.Joins.SelectMany(join => join.Asked)));
        var dates = new[] { profile.PatientDate?.Column?.Column, profile.OrderDate?.Column }.OfType<ColumnRef>();
        var lists = profile.Lists.Values.Where(list => list.From is not null)
            .SelectMany(list => list.From!.Value.Code.Append(list.From.Value.Means).Select(column => (list.From.Value.Table, column)));
        return ([.. Names(listed), .. lists], [.. Names(bound.Concat(dates))]);
    }

    private static IEnumerable<(string, string)> Names(IEnumerable<ColumnRef> columns) =>
        columns.Select(column => (column.Table.Table, column.Name));

    // One pass over the table. A credential's content is nobody's business: it cannot be listed anyway.
    private Dictionary<string, ColumnInspection?> Inspect(ProfileTable table)
    {
        var names = engine.ColumnsOf(table.Name)
            .Where(column => column.Kind != ColumnKind.Bytes || engine.GivesStoredBytes)
            .Select(column => column.Name)
            .Where(name => table.Columns.TryGetValue(name, out var known) && known.Class != DataClass.Credential && known.Encoding != ColumnEncoding.Bytes)
            .ToList();
        if (names.Count == 0)
        {
            return [];
        }

        var dialect = engine.Dialect;
        var texts = string.Join(", ", names.Select((name, at) => $"{dialect.Trimmed(dialect.Quote(name))} AS {Text(at)}"));
        var lengths = string.Join(", ", names.Select((_, at) => $"{Text(at)}, {dialect.Length(Text(at))} AS {Length(at)}"));
        var counts = names.SelectMany((_, at) => Looks.Select(look => Count(dialect.LooksLike(look, Text(at), Length(at)))).Prepend(Count($"{Length(at)} > 0")));
        using var rows = engine.Query(
            $"SELECT COUNT(*), {string.Join(", ", counts)} FROM (SELECT {lengths} FROM "
            + $"(SELECT {texts} FROM {dialect.Table(table.Name)}{dialect.Fence}) AS {dialect.Quote("~t")}{dialect.Fence}) AS {dialect.Quote("~l")}",
            new Dictionary<string, string?>());
        rows.Read();
        var width = Looks.Length + 1;
        return names.Select((name, at) => (name, Counts: Enumerable.Range(1 + (at * width), width).Select(position => SourceSurveyor.Long(rows, position)).ToArray()))
            .ToDictionary(one => one.name, one => (ColumnInspection?)new ColumnInspection(
                SourceSurveyor.Long(rows, 0), one.Counts[0], one.Counts[1], one.Counts[2], one.Counts[3], one.Counts[4]));
    }

    private string Text(int at) => engine.Dialect.Quote(string.Create(CultureInfo.InvariantCulture, $"~t{at}"));

    private string Length(int at) => engine.Dialect.Quote(string.Create(CultureInfo.InvariantCulture, $"~l{at}"));

    private static string Count(string condition) => $"COUNT(CASE WHEN {condition} THEN 1 END)";
}
