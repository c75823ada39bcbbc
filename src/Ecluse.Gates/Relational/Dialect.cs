using System.Globalization;
using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <summary>What a value is asked to look like, when the instruction allows counts (<c>inspect: counts</c>).</summary>
internal enum Look
{
    /// <summary>15 characters with a right NIR key.</summary>
    Nir,

    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A French telephone number.</summary>
    Phone,

    /// <summary>A password, or the hash of one.</summary>
    Password,
}

/// <summary>What really differs between engines' SQL. Everything here is text of statements; no value passes through it.</summary>
internal abstract class Dialect
{
    private const int YearMin = 1850;
    private const int YearMax = 2199;
    private const int NirLengthMin = 15;
    private const int EmailLengthMin = 5;
    private const int PhoneLengthMin = 10;
    private const int PasswordLengthMin = 6;

    /// <summary>Quotes an identifier: the only way a profile's name gets into a statement.</summary>
    public abstract string Quote(string name);

    /// <summary>A table, with its schema where the engine has schemas.</summary>
    public abstract string Table(string table);

    /// <summary>The column as text for comparisons.</summary>
    public abstract string Text(string expression);

    /// <summary>The column as it stands in a select list: its bytes or its text.</summary>
    public abstract string Selected(string expression, CatalogueColumn column);

    /// <summary>Whether the text has digits only, and at least one.</summary>
    public abstract string AreDigits(string text);

    /// <summary>An engine's own date or timestamp as ISO text.</summary>
    public abstract string NativeIso(string expression);

    /// <summary>The elements of a JSON array parameter as a sub-select.</summary>
    public abstract string Elements(string parameter);

    /// <summary>A whole number out of digits.</summary>
    public abstract string Integer(string text);

    /// <summary>A parameter compared with a column, in the column's type.</summary>
    public abstract string Cast(string parameter, CatalogueColumn column);

    /// <summary>Whether a column holds a parameter's value; bytes as upper-case hex. An index of the column serves.</summary>
    /// <param name="column">The column.</param>
    /// <param name="parameter">Name of the parameter, with its sign.</param>
    /// <param name="isNull">Whether the value is NULL, which is equal to NULL.</param>
    public string Same(CatalogueColumn column, string parameter, bool isNull) =>
        isNull ? $"{Quote(column.Name)} IS NULL" : SameValue(column, parameter);

    /// <summary>The table of checkpoints, in a schema of its own where the engine has schemas.</summary>
    public virtual string PassageTable => Quote("ecluse_passage");

    /// <summary>Locks the rows that a select found until the transaction ends.</summary>
    public virtual string ForUpdate => " FOR UPDATE";

    /// <summary>
    /// Whether a text looks so. Its length is asked first: most values of a laboratory are too short to look like anything, and
    /// are spared the patterns.
    /// </summary>
    /// <param name="look">What it is asked to look like.</param>
    /// <param name="text">The text.</param>
    /// <param name="length">Its length in characters, worked out already.</param>
    public string LooksLike(Look look, string text, string length)
    {
        var shortest = look switch
        {
            Look.Nir => NirLengthMin,
            Look.Email => EmailLengthMin,
            Look.Phone => PhoneLengthMin,
            _ => PasswordLengthMin,
        };
        return $"{length} >= {shortest.ToString(CultureInfo.InvariantCulture)} AND {Matches(look, text, length)}";
    }

    /// <summary>Whether the text's last part, after the separator, is 40 hexadecimal digits.</summary>
    public abstract string EndsInHex40(string text, string separator);

    /// <summary>Ends a sub-select so that its expressions are worked out once for each row, not wherever they are used.</summary>
    public virtual string Fence => "";

    /// <summary>Joins a table that is looked up once for each row of what stands before.</summary>
    public virtual string NestedJoin => "JOIN";

    /// <summary>Length of a text in characters.</summary>
    public virtual string Length(string text) => $"length({text})";

    /// <summary>Whether a text that is long enough matches the patterns of a look.</summary>
    protected abstract string Matches(Look look, string text, string length);

    /// <summary>Whether a column holds a value that is not NULL.</summary>
    protected abstract string SameValue(CatalogueColumn column, string parameter);

    public string Column(ColumnRef column) => $"{Quote(column.Table.Alias)}.{Quote(column.Name)}";

    /// <summary>A column's text without CHAR padding.</summary>
    public string Trimmed(ColumnRef column) => Trimmed(Column(column));

    public string Trimmed(string expression) => $"rtrim({Text(expression)})";

    public string IsEmpty(ColumnRef column) => $"({Column(column)} IS NULL OR {Trimmed(column)} = '')";

    /// <summary>ISO text of a bound's date, or NULL where it is undated (<c>docs/spec/profile.md</c>, section 6).</summary>
    public string IsoDate(string expression, BoundForm form)
    {
        var text = form == BoundForm.Native ? NativeIso(expression) : Trimmed(expression);
        return form switch
        {
            BoundForm.YearMonthDay => Calendar($"{Length(text)} = 8 AND {AreDigits(text)}", Cut(text, 1, 4), Cut(text, 5, 2), Cut(text, 7, 2)),
            BoundForm.DayFirst => Calendar(
                $"{Length(text)} = 10 AND {Cut(text, 3, 1)} = '/' AND {Cut(text, 6, 1)} = '/' AND "
                + AreDigits(Concat(Cut(text, 1, 2), Cut(text, 4, 2), Cut(text, 7, 4))),
                Cut(text, 7, 4), Cut(text, 4, 2), Cut(text, 1, 2)),
            _ => Calendar(
                $"{Length(text)} >= 10 AND {Cut(text, 5, 1)} = '-' AND {Cut(text, 8, 1)} = '-' AND "
                + AreDigits(Concat(Cut(text, 1, 4), Cut(text, 6, 2), Cut(text, 9, 2)))
                + $" AND {Cut(text, 11, 1)} IN ('', ' ', 'T')",
                Cut(text, 1, 4), Cut(text, 6, 2), Cut(text, 9, 2)),
        };
    }

    public virtual string Concat(params string[] texts) => $"({string.Join(" || ", texts)})";

    protected static string Cut(string text, int from, int count) => $"substr({text}, {from}, {count})";

    /// <summary>The 13 digits of a NIR's body, Corsica's departments as numbers.</summary>
    protected string NirBody(string text) => Concat(
        Cut(text, 1, 5),
        $"CASE upper({Cut(text, 6, 2)}) WHEN '2A' THEN '19' WHEN '2B' THEN '18' ELSE {Cut(text, 6, 2)} END",
        Cut(text, 8, 6));

    protected string IsNir(string text)
    {
        var compact = $"replace(replace({text}, ' ', ''), '.', '')";
        var body = NirBody(compact);
        var key = Cut(compact, 14, 2);
        return $"CASE WHEN {Length(text)} BETWEEN 15 AND 30 AND {Length(compact)} = 15 AND {AreDigits(body)} AND {AreDigits(key)} "
            + $"THEN CASE WHEN 97 - ({Integer(body)} % 97) = {Integer(key)} THEN 1 ELSE 0 END ELSE 0 END = 1";
    }

    private string Calendar(string isForm, string year, string month, string day)
    {
        var (y, m, d) = (Integer(year), Integer(month), Integer(day));
        var days = $"CASE WHEN {m} IN (4, 6, 9, 11) THEN 30 WHEN {m} <> 2 THEN 31 "
            + $"WHEN {y} % 400 = 0 OR ({y} % 4 = 0 AND {y} % 100 <> 0) THEN 29 ELSE 28 END";
        var isReal = $"{y} BETWEEN {YearMin} AND {YearMax} AND {m} BETWEEN 1 AND 12 AND {d} >= 1 AND {d} <= {days}";
        return $"CASE WHEN {isForm} THEN CASE WHEN {isReal} THEN {Concat(year, "'-'", month, "'-'", day)} END END";
    }
}

/// <summary>A column as the engine's catalogue has it.</summary>
/// <param name="Table">Table.</param>
/// <param name="Name">Name.</param>
/// <param name="Type">The engine's own name of the type, lower case, with its length or precision.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Nullable">Whether it takes NULL.</param>
/// <param name="HasDefault">Whether the engine fills it when it is not written.</param>
/// <param name="LengthMax">Longest text in characters, or null.</param>
/// <param name="Precision">Digits in all, or null.</param>
/// <param name="Scale">Digits after the point, or null.</param>
/// <param name="Encoding">Repertoire of its text.</param>
/// <param name="KeyPosition">Position in the primary key from 1, or 0.</param>
internal sealed record CatalogueColumn(
    string Table, string Name, string Type, ColumnKind Kind, bool Nullable, bool HasDefault, int? LengthMax = null,
    int? Precision = null, int? Scale = null, string Encoding = "utf-8", int KeyPosition = 0);

/// <summary>What a column holds.</summary>
internal enum ColumnKind
{
    Text,
    Integer,
    Decimal,
    Float,
    Boolean,
    Date,
    Timestamp,
    TimestampWithZone,
    Uuid,
    Bytes,
    Other,
}
