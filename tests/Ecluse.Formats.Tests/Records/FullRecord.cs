using Ecluse.Records;

namespace Ecluse;

/// <summary>A record of a type with every field filled; the fuzz targets begin from it too.</summary>
internal static class FullRecord
{
    /// <summary>Makes one.</summary>
    public static LabRecord Of(RecordType type)
    {
        var record = new LabRecord(type);
        foreach (var field in type.Fields)
        {
            record.Set(field, FieldCodes.Of(type, field)?[0] ?? Example(field));
        }

        return record;
    }

    private static string Example(RecordField field) => field.Kind switch
    {
        FieldKind.Date => "2020-03-01",
        FieldKind.Instant => "2020-03-01T08:15:00+01:00",
        FieldKind.Decimal => "5.10",
        FieldKind.Integer => "2",
        FieldKind.Boolean => "true",
        FieldKind.Bytes => "JVBERi0xLjQ=",
        _ => field.Name + "-1",
    };
}
