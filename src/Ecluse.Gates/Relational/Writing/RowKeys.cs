using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>
/// Makes and finds the keys of rows. Derived keys need no memory; counted keys are remembered for shared records and,
/// within one unit, for the patient's own.
/// </summary>
internal sealed class RowKeys(Profile profile, ITargetEngine engine, IReadOnlyDictionary<WriteRow, RowPlan> plans) : IRowKeys
{
    private const byte UuidVersion8 = 0x80;
    private readonly Dictionary<(string Type, string Row, string Id), string> shared = [];
    private readonly Dictionary<(string Type, string Row, string Id), string> own = [];
    private readonly Dictionary<string, string?> looked = [];
    private readonly Dictionary<(string Table, string Column), Dictionary<string, long>> numbers = [];
    private readonly Dictionary<ReferredKey, (WriteRow? Row, Dictionary<string, string> Derived)> referredRows = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Type, string Row), byte[]> prefixes = [];
    private byte[] hashed = new byte[256];
    private readonly HashSet<string> taken = [];

    /// <summary>Inserts a catalogue row that is missing; set by the mapping.</summary>
    public Func<WriteRow, LabRecord, string?>? InsertMissing { get; set; }

    /// <summary>Place of the catalogue's row that the present row is written for, from 1; null outside such a group.</summary>
    public int? Place { get; set; }

    /// <summary>Whether counted keys are those of rows that are there, not new ones: when a parcel is taken out again.</summary>
    public bool Recalls { get; set; }

    /// <summary>Forgets the keys of the unit before.</summary>
    public void StartUnit()
    {
        own.Clear();
        foreach (var (_, derived) in referredRows.Values)
        {
            derived.Clear();
        }
    }

    /// <summary>Forgets the numbers of the parcel before: the target's own people may have counted on since.</summary>
    public void StartParcel() => numbers.Clear();

    /// <summary>Forgets what a rolled back transaction looked up or took.</summary>
    public void Forget()
    {
        numbers.Clear();
        own.Clear();
        looked.Clear();
        taken.Clear();
    }

    /// <summary>The key of a row to be written, where it does not depend on the row's other values.</summary>
    public string Make(RowPlan plan, LabRecord record, WriteProgram program, out bool refused)
    {
        var key = plan.Row.Key!;
        refused = false;
        switch (key.Making)
        {
            case KeyMaking.Uuid:
                return Derived(record.Type.Name, plan.Row.Name, Own(record));
            case KeyMaking.Record:
                var text = new TextBuffer();
                refused = program.Through(key.Transforms, Own(record), text) != Outcome.Value;
                return Encoding.UTF8.GetString(text.Text);
            default:
                return Recalls ? "" : engine.NextKey(plan);
        }
    }

    private ReadOnlySpan<byte> Own(LabRecord record) => Place is null
        ? record[record.Type.Fields[0]]
        : Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.Id}|{Place}"));

    /// <summary>Remembers a counted key.</summary>
    public void Remember(RowPlan plan, LabRecord record, string key)
    {
        if (plan.Row.Key!.Making == KeyMaking.Counter)
        {
            (record.Type.IsShared ? shared : own)[(record.Type.Name, plan.Row.Name, record.Id)] = key;
        }
    }

    /// <inheritdoc/>
    public string? KeyOf(ReferredKey referred, string id)
    {
        var type = referred.Reference.RefersTo!;
        if (!referredRows.TryGetValue(referred, out var known))
        {
            var first = profile.Writes.Where(rule => rule.Record.Name == type).SelectMany(rule => rule.Rows)
                .FirstOrDefault(one => one is { Key: not null, Each: null } && (referred.Row is null || one.Name == referred.Row));
            referredRows[referred] = known = (first, []);
        }

        var row = known.Row;
        if (row is null)
        {
            return null;
        }

        return row.Key!.Making switch
        {
            KeyMaking.Uuid => Referred(known.Derived, type, row, id),
            KeyMaking.Record => FromRecord(row.Key, id),
            _ => Counted(type, row, id),
        };
    }

    /// <inheritdoc/>
    public string? Look(LookupText lookup, IReadOnlyList<string> by, LabRecord record)
    {
        var name = $"{lookup.Mark.Line}\u0001{lookup.Mark.Column}\u0001{string.Join('\u0001', by)}";
        if (!looked.TryGetValue(name, out var found))
        {
            found = Select(lookup.Table, lookup.Give, [.. lookup.By.Select((column, at) => (column.Column, (string?)by[at]))]);
            if (found is null && lookup.Insert is not null && InsertMissing is not null)
            {
                InsertMissing(lookup.Insert, record);
                found = Select(lookup.Table, lookup.Give, [.. lookup.By.Select((column, at) => (column.Column, (string?)by[at]))]);
            }

            looked[name] = found;
        }

        return found;
    }

    /// <inheritdoc/>
    public string? Number(NumberedText numbered, string period)
    {
        if (!numbers.TryGetValue((numbered.Table, numbered.Column), out var last))
        {
            numbers[(numbered.Table, numbered.Column)] = last = LastNumbers(numbered);
        }

        var next = last.GetValueOrDefault(period) + 1;
        last[period] = next;
        var text = next.ToString(CultureInfo.InvariantCulture).PadLeft(numbered.Digits, '0');
        return text.Length > numbered.Digits ? null : period + text;
    }

    // One question for all periods: such columns seldom have an index.
    private Dictionary<string, long> LastNumbers(NumberedText numbered)
    {
        var column = engine.ColumnsOf(numbered.Table).First(one => one.Name == numbered.Column);
        var (quoted, length) = (engine.Dialect.Quote(column.Name), numbered.PeriodDigits + numbered.Digits);
        var last = new Dictionary<string, long>();
        using var rows = engine.Query(
            $"SELECT {engine.Dialect.Selected($"MAX({quoted})", column)} FROM {engine.Dialect.Table(numbered.Table)} "
            + $"WHERE {engine.Dialect.Length(quoted)} = {length.ToString(CultureInfo.InvariantCulture)} "
            + $"GROUP BY substr({quoted}, 1, {numbered.PeriodDigits.ToString(CultureInfo.InvariantCulture)})",
            new Dictionary<string, string?>());
        while (rows.Read())
        {
            var text = Encoding.UTF8.GetString(rows.Bytes(0));
            if (long.TryParse(text[numbered.PeriodDigits..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                last[text[..numbered.PeriodDigits]] = number;
            }
        }

        return last;
    }

    /// <summary>The first column of the first row whose columns hold these texts, or null.</summary>
    public string? Select(string table, string give, IReadOnlyList<(string Column, string? Text)> by, bool untaken = false)
    {
        var catalogue = engine.ColumnsOf(table);
        var parameters = new Dictionary<string, string?>();
        var conditions = by.Select((one, at) =>
        {
            parameters[$"p{at}"] = one.Text;
            return engine.Dialect.Same(catalogue.First(column => column.Name == one.Column), $"@p{at}", one.Text is null);
        }).ToList();
        var given = catalogue.First(column => column.Name == give);
        using var rows = engine.Query(
            $"SELECT {engine.Dialect.Selected(engine.Dialect.Quote(give), given)} FROM {engine.Dialect.Table(table)} "
            + $"WHERE {string.Join(" AND ", conditions)} ORDER BY {engine.Dialect.Quote(give)}", parameters);
        while (rows.Read())
        {
            var found = Encoding.UTF8.GetString(rows.Bytes(0));
            if (!untaken || taken.Add($"{table}\u0001{found}"))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Whether any row holds one of these texts in a column: one question for all of them.</summary>
    public bool HoldsAny(string table, string column, IReadOnlyList<string> texts)
    {
        var held = engine.ColumnsOf(table).First(one => one.Name == column);
        var parameters = new Dictionary<string, string?>();
        var conditions = texts.Select((text, at) =>
        {
            parameters[$"p{at}"] = text;
            return $"({engine.Dialect.Same(held, $"@p{at}", isNull: false)})";
        }).ToList();
        using var rows = engine.Query(
            $"SELECT 1 FROM {engine.Dialect.Table(table)} WHERE {string.Join(" OR ", conditions)} LIMIT 1", parameters);
        return rows.Read();
    }

    /// <summary>A UUID of version 8: the first bytes of SHA-256 over profile, type, row and record key.</summary>
    internal string Derived(string type, string row, ReadOnlySpan<byte> id)
    {
        if (!prefixes.TryGetValue((type, row), out var prefix))
        {
            prefixes[(type, row)] = prefix = Encoding.UTF8.GetBytes($"{profile.Name}\n{type}\n{row}\n");
        }

        if (hashed.Length < prefix.Length + id.Length)
        {
            hashed = new byte[prefix.Length + id.Length];
        }

        prefix.CopyTo(hashed, 0);
        id.CopyTo(hashed.AsSpan(prefix.Length));
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(hashed.AsSpan(0, prefix.Length + id.Length), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | UuidVersion8);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true).ToString("D");
    }

    // Each row of a patient refers to the patient, and many to one order: a key is derived once for a unit.
    private string Referred(Dictionary<string, string> derived, string type, WriteRow row, string id)
    {
        if (!derived.TryGetValue(id, out var key))
        {
            derived[id] = key = Derived(type, row.Name, Encoding.UTF8.GetBytes(id));
        }

        return key;
    }

    private static string? FromRecord(WriteKey key, string id)
    {
        var text = new TextBuffer();
        text.Append(id);
        foreach (var transform in key.Transforms.Reverse())
        {
            var written = new TextBuffer();
            if (transform.Write(text.Text, written) != Outcome.Value)
            {
                return null;
            }

            text = written;
        }

        return Encoding.UTF8.GetString(text.Text);
    }

    private string? Counted(string type, WriteRow row, string id)
    {
        if (own.TryGetValue((type, row.Name, id), out var key) || shared.TryGetValue((type, row.Name, id), out key))
        {
            return key;
        }

        // After a restart: the column by which the profile says that the row of a record is found again.
        var column = row.Columns.FirstOrDefault(one =>
            row.Key!.Find.Contains(one.Column) && one.Value is WrittenField { Field.Ordinal: 0, Transforms.Count: 0 });
        return column.Column is null ? null : Select(plans[row].Row.Table, row.Key!.Column, [(column.Column, id)]);
    }
}
