using System.Text;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>Turns a parcel's records into units of rows, checked against the target's columns.</summary>
internal sealed class UnitMapping
{
    private readonly ITargetEngine engine;
    private readonly RowKeys keys;
    private readonly WriteProgram program;
    private readonly TextBuffer value = new();
    private readonly Dictionary<string, string> ownKeys = [];
    private readonly WriteRule[][] rules;
    private readonly Dictionary<RowPlan, bool> asksExisting = [];
    private readonly UnitParts parts;
    private readonly EachRows catalogues;
    private readonly List<LabRecord> pool = [];

    public UnitMapping(Profile profile, ITargetEngine engine, string passage)
    {
        this.engine = engine;
        Plans = profile.Writes.OrderBy(rule => rule.Record.Ordinal).SelectMany(rule => rule.Rows)
            .Select((row, order) => (row, order)).ToDictionary(one => one.row, one => new RowPlan(one.row, engine.ColumnsOf(one.row.Table), one.order));
        rules = [.. RecordType.All.Select(type => profile.Writes.Where(rule => rule.Record == type).ToArray())];
        parts = new UnitParts(rules);
        catalogues = new EachRows(engine);
        keys = new RowKeys(profile, engine, Plans) { InsertMissing = InsertMissing };
        program = new WriteProgram(keys, passage);
    }

    public IReadOnlyDictionary<WriteRow, RowPlan> Plans { get; }

    public RowKeys Keys => keys;

    /// <summary>Texts of the present parcel's rows.</summary>
    public TextBuffer Memory { get; } = new();

    /// <summary>Indexes of shared records whose row was there already and is used as it stands.</summary>
    public List<int> Linked { get; } = [];

    /// <summary>Maps a parcel; the units hold positions in <see cref="Memory"/>, valid until the next parcel.</summary>
    public List<Unit> Map(IEnumerable<SourceRecord> records)
    {
        Memory.Clear();
        Linked.Clear();
        var units = new List<Unit>();
        var held = new List<LabRecord>();
        string? patient = null;
        var (index, ordinal) = (0, 0);
        foreach (var source in records)
        {
            if (source.Patient is null)
            {
                Add(units, new Unit(0, index), [source.Record], [index]);
            }
            else
            {
                if (source.Patient != patient && patient is not null)
                {
                    Add(units, new Unit(++ordinal, index - held.Count), held, null);
                    held.Clear();
                }

                patient = source.Patient;
                held.Add(Held(source.Record, held.Count));
            }

            index++;
        }

        if (patient is not null)
        {
            Add(units, new Unit(++ordinal, index - held.Count), held, null);
        }

        return units;
    }

    // A patient's records are kept until the unit is mapped, in records that serve again for the next patient.
    private LabRecord Held(LabRecord record, int place)
    {
        if (place == pool.Count)
        {
            pool.Add(new LabRecord(record.Type));
        }

        pool[place].CopyFrom(record);
        return pool[place];
    }

    private void Add(List<Unit> units, Unit unit, List<LabRecord> records, List<int>? sharedIndex)
    {
        keys.StartUnit();
        parts.Start(records);
        foreach (var record in ParentsFirst.Sort(records))
        {
            var refusal = Record(record, unit, sharedIndex?[0] ?? -1);
            if (refusal is not null)
            {
                unit.Refusal = refusal;
                unit.Rows.Clear();
                unit.Records.Clear();
                break;
            }
        }

        units.Add(unit);
    }

    private Refusal? Record(LabRecord record, Unit unit, int sharedIndex)
    {
        var ofType = rules[record.Type.Ordinal];
        if (ofType.Length == 0)
        {
            // The target has no place for this type: the plan listed it as not held.
            return null;
        }

        var rule = Array.Find(ofType, one => WriteProgram.Holds(one.When, record));
        if (rule is null || (rule.Within is not null && !parts.Stands(record)))
        {
            return new Refusal(Refusal.Check, record.Type.Name, null, null);
        }

        program.Parts = parts.Of(record, rule);
        ownKeys.Clear();
        foreach (var row in rule.Rows)
        {
            if (!WriteProgram.Holds(row.When, record) || (row.Each is not null && row.Each.Rows[0] != row))
            {
                continue;
            }

            if (row.Each is { } group)
            {
                if (Group(group, record, unit) is { } refused)
                {
                    return refused;
                }

                continue;
            }

            if (Row(Plans[row], record, out var pending) is { } refusal)
            {
                return refusal;
            }

            if (pending is not null)
            {
                unit.Rows.Add(pending);
            }
            else
            {
                Linked.Add(sharedIndex);
            }
        }

        unit.Records[record.Type.Name] = unit.Records.GetValueOrDefault(record.Type.Name) + 1;
        return null;
    }

    // The rows of a group, once for each row of its catalogue; a catalogue key that is absent has none.
    private Refusal? Group(EachGroup group, LabRecord record, Unit unit)
    {
        var outcome = program.By(group.By, record, ownKeys, out var by);
        if (outcome != Outcome.Value)
        {
            return outcome == Outcome.Absent ? null : new Refusal(program.Code, record.Type.Name, group.Table, group.By[0].Column);
        }

        keys.Place = 0;
        foreach (var columns in catalogues.Of(group, by))
        {
            keys.Place++;
            program.Each = column => columns[column];
            foreach (var row in group.Rows)
            {
                if (Row(Plans[row], record, out var pending) is { } refusal)
                {
                    (keys.Place, program.Each) = (null, null);
                    return refusal;
                }

                unit.Rows.Add(pending!);
            }
        }

        (keys.Place, program.Each) = (null, null);
        return null;
    }

    private Refusal? Row(RowPlan plan, LabRecord record, out PendingRow? pending)
    {
        pending = new PendingRow(plan, record.Type.Name, plan.Columns.Count);
        var at = plan.HasKey ? 1 : 0;
        foreach (var (_, expression) in plan.Row.Columns)
        {
            if (Column(plan, at, expression, record, pending) is { } refusal)
            {
                return refusal;
            }

            at++;
        }

        return plan.HasKey ? Key(plan, record, ref pending) : null;
    }

    private Refusal? Column(RowPlan plan, int at, WriteExpression expression, LabRecord record, PendingRow pending)
    {
        value.Clear();
        var column = plan.Columns[at];
        if (keys.Recalls && expression is NumberedText)
        {
            // Which number the row got is not known any more; the other columns tell it.
            pending[at] = PendingRow.Unknown;
            return null;
        }

        var outcome = program.Write(expression, record, ownKeys, value);
        if (outcome == Outcome.Refused)
        {
            return new Refusal(program.Code, record.Type.Name, column.Table, column.Name);
        }

        var isNull = outcome == Outcome.Absent;
        if (ValueCheck.Refuse(column, value.Text, isNull, engine.ChecksTypes) is { } code)
        {
            return new Refusal(code, record.Type.Name, column.Table, column.Name);
        }

        pending[at] = isNull ? (0, -1) : Keep();
        return null;
    }

    private Refusal? Key(RowPlan plan, LabRecord record, ref PendingRow? pending)
    {
        var key = plan.Row.Key!;
        string text;
        if (key.Find.Count > 0 && !keys.Recalls && Existing(plan, key, pending!) is { } found)
        {
            if (!key.LinkExisting)
            {
                return new Refusal(Refusal.Conflict, record.Type.Name, plan.Row.Table, key.Find[0]);
            }

            pending = null;
            text = found;
        }
        else
        {
            text = keys.Make(plan, record, program, out var refused);
            if (refused)
            {
                return new Refusal(Refusal.TypeOf, record.Type.Name, plan.Row.Table, key.Column);
            }

            if (keys.Recalls && key.Making == KeyMaking.Counter)
            {
                text = keys.Select(plan.Row.Table, key.Column, Texts(pending!), untaken: true) ?? Found(plan, key, pending!) ?? "";
            }

            value.Clear();
            value.Append(text);
            pending![0] = text.Length == 0 ? (0, -1) : Keep();
            pending.Key = text;
        }

        ownKeys[plan.Row.Name] = text;
        if (text.Length > 0)
        {
            keys.Remember(plan, record, text);
        }

        return null;
    }

    // Where a unique index covers the columns, the engine itself refuses the second row: no question for each row.
    private string? Existing(RowPlan plan, WriteKey key, PendingRow pending)
    {
        if (!asksExisting.TryGetValue(plan, out var asks))
        {
            asksExisting[plan] = asks = key.LinkExisting || !engine.IsUnique(plan.Row.Table, key.Find);
        }

        return asks ? Found(plan, key, pending) : null;
    }

    private string? Found(RowPlan plan, WriteKey key, PendingRow pending)
    {
        var by = Texts(pending).Where(one => key.Find.Contains(one.Column)).ToList();
        return by.Count == 0 || by.Any(one => one.Text is null) ? null : keys.Select(plan.Row.Table, key.Column, by);
    }

    /// <summary>A row's written columns as text, without its key.</summary>
    public List<(string Column, string? Text)> Texts(PendingRow row) => [.. Enumerable.Range(row.Plan.HasKey ? 1 : 0, row.Plan.Columns.Count - (row.Plan.HasKey ? 1 : 0))
        .Where(at => row[at] != PendingRow.Unknown).Select(at => (row.Plan.Columns[at].Name, Text(row, at)))];

    /// <summary>One value as text; bytes as upper-case hex.</summary>
    public string? Text(PendingRow row, int at)
    {
        var (start, length) = row[at];
        var bytes = length < 0 ? default : Memory.Text.Slice(start, length);
        return length < 0 ? null : row.Plan.Columns[at].Kind == ColumnKind.Bytes ? Convert.ToHexString(bytes) : Encoding.UTF8.GetString(bytes);
    }

    private (int Start, int Length) Keep()
    {
        var start = Memory.Length;
        Memory.Append(value.Text);
        return (start, value.Length);
    }

    private string? InsertMissing(WriteRow row, LabRecord record)
    {
        var plan = new RowPlan(row, engine.ColumnsOf(row.Table), int.MaxValue);
        var (before, own) = (Encoding.UTF8.GetString(value.Text), new Dictionary<string, string>(ownKeys));
        var refusal = Row(plan, record, out var pending);
        value.Clear();
        value.Append(before);
        ownKeys.Clear();
        foreach (var (name, key) in own)
        {
            ownKeys[name] = key;
        }

        return refusal is null && pending is not null && engine.Insert([pending], Memory) is null ? pending.Key : null;
    }
}
