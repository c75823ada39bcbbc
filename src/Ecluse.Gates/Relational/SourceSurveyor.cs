using System.Globalization;
using System.Text;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>Counts, in the engine, what passes a scope and what stays.</summary>
internal sealed class SourceSurveyor(Profile profile, Scope scope, IEngine engine)
{
    private readonly PassingSql passing = new(profile, scope, engine);

    public SourceSurvey Run(IProgress<long>? progress, CancellationToken cancellation)
    {
        var types = new List<TypeSurvey>();
        foreach (var type in RecordType.All.Where(type => profile.Reads.Any(rule => rule.Record == type)))
        {
            cancellation.ThrowIfCancellationRequested();
            types.Add(Survey(type));
            progress?.Report(types.Sum(survey => survey.Total));
        }

        return new SourceSurvey(
            engine.Name, SchemaCheck.Hash(profile, engine), ListLoading.Hash(profile), engine.Consistency, types,
            new ColumnSurveyor(profile, scope, engine).Run(cancellation));
    }

    private TypeSurvey Survey(RecordType type)
    {
        var rules = profile.Reads.Where(rule => rule.Record == type).ToList();
        if (!scope.Fields.ContainsKey(type.Name))
        {
            var total = rules.Sum(rule => Number($"SELECT {Count(rule)} {All(rule)}"));
            return new TypeSurvey(type.Name, false, 0, Left([(LeftReason.TypeNotListed, total)]));
        }

        var counts = rules.SelectMany(rule => type.IsShared ? Shared(rule) : Bound(rule)).ToList();
        return new TypeSurvey(
            type.Name, true, counts.Where(one => one.Reason is null).Sum(one => one.Count),
            Left(counts.Where(one => one.Reason is not null).GroupBy(one => one.Reason!.Value)
                .Select(group => (group.Key, group.Sum(one => one.Count)))));
    }

    private string All(ReadRule rule) => rule.Record.IsShared ? passing.FromShared(rule) : passing.FromAll(rule);

    private IEnumerable<(LeftReason? Reason, long Count)> Bound(ReadRule rule)
    {
        var reason = passing.Reason(rule);
        var sql = $"SELECT reason, {Count(rule, "parts")} FROM (SELECT {reason} AS reason{Parts(rule)} {passing.FromAll(rule)}) AS {engine.Dialect.Quote("~c")} GROUP BY reason";
        using var rows = engine.Query(sql, passing.Parameters);
        while (rows.Read())
        {
            var number = (int)Long(rows, 0);
            yield return (number == 0 ? null : (LeftReason)number, Long(rows, 1));
        }
    }

    private IEnumerable<(LeftReason? Reason, long Count)> Shared(ReadRule rule)
    {
        var reading = new RuleReading(profile, rule, scope, engine, passing);
        var passes = Number($"SELECT {Count(rule)} {reading.FromShared()}");
        var all = Number($"SELECT {Count(rule)} {passing.FromShared(rule)}");
        return [(null, passes), (LeftReason.NotReferredTo, all - passes)];
    }

    // A shared record taken out of patients' rows is one record for each key; a split column gives one for each part.
    private string Count(ReadRule rule, string? parts = null)
    {
        if (rule.IsDerived)
        {
            var keys = rule.Key.Columns.Select(column => engine.Dialect.Trimmed(column)).ToArray();
            return $"COUNT(DISTINCT {(keys.Length == 1 ? $"NULLIF({keys[0]}, '')" : engine.Dialect.Concat([.. keys.SelectMany(key => new[] { key, "'|'" })]))})";
        }

        return rule.Split is null ? "COUNT(*)" : $"COALESCE(SUM({parts ?? PartCount(rule)}), 0)";
    }

    private string Parts(ReadRule rule) => rule.Split is null ? "" : $", {PartCount(rule)} AS parts";

    private string PartCount(ReadRule rule)
    {
        var dialect = engine.Dialect;
        var split = rule.Split!;
        var text = dialect.Trimmed(split.Column);
        var separator = $"'{split.Separator.Replace("'", "''", StringComparison.Ordinal)}'";
        var count = $"(({dialect.Length(text)} - {dialect.Length($"replace({text}, {separator}, '')")}) / {split.Separator.Length.ToString(CultureInfo.InvariantCulture)} + 1)";
        var last = split.DropLastHex40 ? $" - CASE WHEN {dialect.EndsInHex40(text, separator)} THEN 1 ELSE 0 END" : "";
        return $"CASE WHEN {text} IS NULL OR {text} = '' THEN 0 ELSE {count}{last} END";
    }

    private static List<LeftBehind> Left(IEnumerable<(LeftReason Reason, long Count)> counts) =>
        [.. counts.Where(one => one.Count > 0).OrderBy(one => one.Reason).Select(one => new LeftBehind(one.Reason, one.Count))];

    private long Number(string sql)
    {
        using var rows = engine.Query(sql, passing.Parameters);
        return rows.Read() ? Long(rows, 0) : 0;
    }

    internal static long Long(IRowCursor rows, int position) => rows.IsNull(position)
        ? 0
        : (long)decimal.Parse(Encoding.ASCII.GetString(rows.Bytes(position)), CultureInfo.InvariantCulture);
}
