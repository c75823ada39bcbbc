using System.Text;
using System.Text.RegularExpressions;
using Ecluse.PatientIdentity;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Files;

/// <summary>
/// Counts values that look like a NIR, an e-mail address, a telephone number or a password, in fields that hold text;
/// the same looks as the relational gates count in SQL. Keeps counts only.
/// </summary>
internal sealed partial class ContentLooks
{
    private readonly long[] rows = new long[RecordType.All.Count];
    private readonly long[][][] counts =
        [.. RecordType.All.Select(type => type.Fields.Select(_ => new long[5]).ToArray())];

    /// <summary>Looks at each text field of a record.</summary>
    public void Look(LabRecord record)
    {
        rows[record.Type.Ordinal]++;
        foreach (var field in record.Type.Fields)
        {
            if (IsText(record.Type, field) && record.GetText(field) is { } text)
            {
                Count(counts[record.Type.Ordinal][field.Ordinal], text);
            }
        }
    }

    /// <summary>What was counted; null for a field that holds no text of its own.</summary>
    public ColumnInspection? Of(RecordType type, RecordField field)
    {
        var found = counts[type.Ordinal][field.Ordinal];
        return IsText(type, field)
            ? new ColumnInspection(rows[type.Ordinal], found[0], found[1], found[2], found[3], found[4])
            : null;
    }

    private static bool IsText(RecordType type, RecordField field) => FieldCodes.Of(type, field) is null
        && field.Name != "content-sha256"
        && field.Kind is FieldKind.Text or FieldKind.FreeText or FieldKind.Code;

    private static void Count(long[] found, string text)
    {
        found[0]++;
        found[1] += Nir.TryRead(text.Replace(".", "", StringComparison.Ordinal), out _) ? 1 : 0;
        found[2] += Email().IsMatch(text) ? 1 : 0;
        found[3] += Phone().IsMatch(Separators().Replace(text, "")) ? 1 : 0;
        found[4] += IsPassword(text) ? 1 : 0;
    }

    private static bool IsPassword(string text) =>
        (text.Length is >= 6 and <= 64 && text.AsSpan().ContainsAnyInRange('a', 'z') && text.AsSpan().ContainsAnyInRange('0', '9')
            && !text.AsSpan().ContainsAny(" @") && !Guid.TryParseExact(text, "D", out _))
        || (text.Length is 32 or 40 or 64 or 128 && Ascii.IsValid(text) && text.All(char.IsAsciiHexDigit));

    [GeneratedRegex(@"^[^ ]+@[^ ]+\.[^ ]+$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^(0|\+33)[1-9][0-9]{8}$")]
    private static partial Regex Phone();

    [GeneratedRegex("[ .-]")]
    private static partial Regex Separators();
}
