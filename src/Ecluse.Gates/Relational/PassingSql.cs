using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>
/// Writes the SQL that says which rows pass a scope and why others stay. Counting (the plan), reading (the passage) and
/// checking (leg 2) all use these same conditions, so that they cannot disagree.
/// </summary>
internal sealed partial class PassingSql
{
    private const string PatientAlias = "~p";
    private const string OrderAlias = "~o";
    private const string LastAlias = "~l";
    private readonly Profile profile;
    private readonly Scope scope;
    private readonly Dialect dialect;
    private readonly IEngine engine;
    private readonly ReadRule patients;
    private readonly Dictionary<string, string?> parameters = [];
    private bool ownKeysOnly;

    public PassingSql(Profile profile, Scope scope, IEngine engine)
    {
        this.profile = profile;
        this.scope = scope;
        this.engine = engine;
        dialect = engine.Dialect;
        patients = profile.PatientRule ?? throw RelationalErrors.Lacks(profile.Name, "a rule named patient", "une règle nommée patient");
        PatientKey = patients.Key is ColumnText { Column: var key } && key.Table == patients.Main
            ? key
            : throw RelationalErrors.Lacks(
                profile.Name, "a patient key of one column of the patients’ own table", "une clé de patient d’une colonne de la table des patients");
        Bind("from", scope.Patients.LastVisitOnOrAfter);
        Bind("orders_from", scope.Orders?.OnOrAfter);
        Bind("orders_before", scope.Orders?.Before);
        BindKeys("keys", scope.Patients.Keys);
        BindKeys("except", scope.Patients.Except);
    }

    /// <summary>At a target: every patient and order, of those with keys in a range of their own only these.</summary>
    public static PassingSql Everything(Profile profile, IEngine engine) => new(
        profile, new Scope(profile.Gives, new PatientBounds(null, null), null, UndatedRule.Pass, Inspect: false), engine) { ownKeysOnly = true };

    /// <summary>Parameters of every statement built here.</summary>
    public IReadOnlyDictionary<string, string?> Parameters => parameters;

    /// <summary>The column of the patient's key.</summary>
    public ColumnRef PatientKey { get; }

    /// <summary>The patient's key as every patient-bound statement selects and orders it.</summary>
    public string PatientKeySql => $"{dialect.Quote(PatientAlias)}.{dialect.Quote(PatientKey.Name)}";

    /// <summary>Rows of a patient-bound rule that pass, patients first.</summary>
    public string FromPassing(ReadRule rule)
    {
        if (rule.Record == RecordType.Patient)
        {
            return $"FROM {Patients()}{Joins(rule)} WHERE {Where(rule)}{Passes(rule)}";
        }

        var isNested = rule.Patient!.Table == rule.Main;
        return $"FROM {Patients()} {(isNested ? dialect.NestedJoin : "JOIN")} {Named(rule.Main)}"
            + $" ON {(isNested ? IsPatient(rule) : "1 = 1")}{Joins(rule)}{Orders(rule)} "
            + $"WHERE {(isNested ? "" : IsPatient(rule) + " AND ")}{Where(rule)}{Passes(rule)}";
    }

    /// <summary>All rows of a patient-bound rule, with what is needed to say why one stays.</summary>
    public string FromAll(ReadRule rule) => rule.Record == RecordType.Patient
        ? $"FROM {Patients()}{Joins(rule)} WHERE {Where(rule)}"
        : $"FROM {Named(rule.Main)}{Joins(rule)} LEFT JOIN {Patients()} ON {IsPatient(rule)}{Orders(rule)} WHERE {Where(rule)}";

    /// <summary>A table read by itself.</summary>
    public string FromShared(ReadRule rule) => $"FROM {Named(rule.Main)}{Joins(rule)} WHERE {Where(rule)}";

    /// <summary>A number: 0 when the row passes, else the reason (<see cref="LeftReason"/>).</summary>
    public string Reason(ReadRule rule)
    {
        var cases = Cases(rule);
        return cases.Count == 0 ? "0" : $"CASE {string.Join(" ", cases.Select(one => $"WHEN {one.Stays} THEN {one.Reason}"))} ELSE 0 END";
    }

    /// <summary>A sub-select of the patients' keys that pass, for checks.</summary>
    public string PassingPatients() => $"(SELECT {PatientKeySql} {FromPassing(patients)}{FromOwn(patients, PatientKeySql)})";

    /// <summary>A sub-select of the orders' keys that pass, for checks.</summary>
    public string PassingOrders()
    {
        var orders = profile.OrderRule ?? throw RelationalErrors.Lacks(profile.Name, "a rule named order", "une règle nommée order");
        return orders.Key is ColumnText { Column: var key }
            ? $"(SELECT {dialect.Column(key)} {FromPassing(orders)}{FromOwn(orders, dialect.Column(key))})"
            : throw RelationalErrors.Lacks(profile.Name, "an order key of one column", "une clé de demande d’une colonne");
    }

    private string FromOwn(ReadRule rule, string key) => ownKeysOnly && rule.Key.Transforms.OfType<PlusTransform>().FirstOrDefault() is { } range
        ? $" AND {key} >= {range.Offset.ToString(CultureInfo.InvariantCulture)}"
        : "";

    private string Patients() =>
        $"{dialect.Table(patients.Main.Table)} AS {dialect.Quote(PatientAlias)}";

    private string Named(TableRef table) => $"{dialect.Table(table.Table)} AS {dialect.Quote(table.Alias)}";

    private string IsPatient(ReadRule rule) => $"{Own(rule, rule.Patient!)} = {PatientKeySql}";

    // The patients' own rule reads its main table under the alias that bounds use.
    public string Own(ReadRule rule, ColumnRef column) => rule.Record == RecordType.Patient && column.Table == rule.Main
        ? $"{dialect.Quote(PatientAlias)}.{dialect.Quote(column.Name)}"
        : dialect.Column(column);

    private string Joins(ReadRule rule) => string.Concat(rule.Joins.Select((join, at) =>
        $" {(join.Optional ? "LEFT JOIN" : "JOIN")} {Named(join.Table)} ON {Matches(rule, join, at, dialect.Quote(join.Table.Alias))}"
        + (join.Last is null ? "" : $" AND {dialect.Column(join.Last)} = {Last(rule, join, at)}")));

    private string Matches(ReadRule rule, JoinOn join, int at, string alias) => string.Join(
        " AND ",
        join.On.Select(pair => $"{alias}.{dialect.Quote(pair.Joined.Name)} = {Own(rule, pair.Earlier)}")
            .Concat(join.Where.Select((condition, number) => Condition(
                $"{alias}.{dialect.Quote(condition.Column.Name)}", condition, $"j_{rule.Mark.Line}_{at}_{number}"))));

    // Of several rows the last one: a question for each row, answered by the index that finds the joined rows.
    private string Last(ReadRule rule, JoinOn join, int at)
    {
        var alias = dialect.Quote(LastAlias);
        return $"(SELECT MAX({alias}.{dialect.Quote(join.Last!.Name)}) FROM {dialect.Table(join.Table.Table)} AS {alias} "
            + $"WHERE {Matches(rule, join, at, alias)})";
    }

    private string Where(ReadRule rule)
    {
        var conditions = rule.Where.Select((condition, at) => Condition(Own(rule, condition.Column), condition, $"w_{rule.Mark.Line}_{at}")).ToList();
        return conditions.Count == 0 ? "1 = 1" : string.Join(" AND ", conditions);
    }

    private string Condition(string column, Condition condition, string parameter)
    {
        var text = dialect.Trimmed(column);
        if (condition.Kind is ConditionKind.Empty or ConditionKind.NotEmpty)
        {
            return condition.Kind == ConditionKind.Empty
                ? $"({text} IS NULL OR {text} = '')"
                : $"({text} IS NOT NULL AND {text} <> '')";
        }

        var names = condition.Texts.Select((value, index) =>
        {
            var name = $"{parameter}_{index}";
            parameters[name] = value;
            return "@" + name;
        });
        var list = string.Join(", ", names);
        return condition.Kind == ConditionKind.OneOf ? $"{text} IN ({list})" : $"({text} IS NULL OR {text} NOT IN ({list}))";
    }

    private string OrderIsEmpty(ReadRule rule) =>
        $"({string.Join(" OR ", rule.Order.Select(column => $"{dialect.IsEmpty(column)}"))})";

    // An order counts only when it is the same patient's: a result under another patient's order is an orphan.
    private string Orders(ReadRule rule)
    {
        if (rule.Name == "order" || rule.Order.Count == 0)
        {
            return "";
        }

        var orders = profile.OrderRule ?? throw RelationalErrors.Lacks(profile.Name, "a rule named order", "une règle nommée order");
        var keys = orders.Key.Columns.ToArray();
        var date = scope.Orders is null || profile.OrderDate is null
            ? "NULL"
            : dialect.IsoDate(dialect.Column(profile.OrderDate.Column), profile.OrderDate.Form);
        var columns = keys.Select((key, at) => $"{dialect.Column(key)} AS {dialect.Quote($"k{at}")}");
        var alias = dialect.Quote(OrderAlias);
        return $" LEFT JOIN (SELECT {dialect.Column(orders.Patient!)} AS {dialect.Quote("p")}, {date} AS {dialect.Quote("d")}, "
            + $"{string.Join(", ", columns)} {FromShared(orders)}) AS {alias} ON {alias}.{dialect.Quote("p")} = {PatientKeySql} AND "
            + string.Join(" AND ", rule.Order.Select((column, at) => $"{alias}.{dialect.Quote($"k{at}")} = {dialect.Column(column)}"));
    }

    private void Bind(string name, DateOnly? date)
    {
        if (date is { } day)
        {
            parameters[name] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }

    private void BindKeys(string name, IReadOnlyCollection<string>? keys)
    {
        if (keys is not null)
        {
            parameters[name] = JsonSerializer.Serialize(keys.Select(AsColumn).ToArray(), GateJson.Default.StringArray);
        }
    }

    /// <summary>Conditions that keep a statement within a page of patients.</summary>
    public string Within(PatientPage page, Dictionary<string, string?> used)
    {
        var conditions = new StringBuilder();
        Add(">=", "after", page.After is null ? null : AsColumn(page.After), "");
        Add(">", "beyond", page.Beyond, "");

        // A patient without a key belongs to the first page, whose mapping refuses him by name.
        Add("<=", "upto", page.Upto, page is { After: null, Beyond: null } ? $" OR {PatientKeySql} IS NULL" : "");
        return conditions.ToString();

        void Add(string comparison, string name, string? key, string or)
        {
            if (key is not null)
            {
                // Equal to "after" comes again, because CHAR padding may make the column's text the greater one; the reader skips it.
                conditions.Append(CultureInfo.InvariantCulture, $" AND ({PatientKeySql} {comparison} {dialect.Cast("@" + name, KeyColumn)}{or})");
                used[name] = key;
            }
        }
    }

    /// <summary>Selects the key of the patient who ends a page of that many.</summary>
    public string PatientKeyAt(int size, PatientPage page, out Dictionary<string, string?> used)
    {
        used = [];
        return $"SELECT {dialect.Selected(PatientKeySql, KeyColumn)} FROM {Patients()} WHERE {PatientKeySql} IS NOT NULL"
            + $"{Within(page, used)} ORDER BY {PatientKeySql} LIMIT 1 OFFSET {(size - 1).ToString(CultureInfo.InvariantCulture)}";
    }

    private CatalogueColumn KeyColumn => engine.ColumnsOf(PatientKey.Table.Table).First(one => one.Name == PatientKey.Name);

    /// <summary>A patient's key as its column writes it.</summary>
    public string AsColumn(string key)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(key);
        foreach (var transform in patients.Key.Transforms.Reverse())
        {
            var column = new TextBuffer();
            if (transform.Write(text, column) != Outcome.Value)
            {
                return key;
            }

            text = column.Text.ToArray();
        }

        return System.Text.Encoding.UTF8.GetString(text);
    }
}
