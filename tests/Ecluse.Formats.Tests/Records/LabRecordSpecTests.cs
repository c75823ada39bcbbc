using System.Runtime.CompilerServices;
using Ecluse.Records;

namespace Ecluse;

/// <summary>The page that people read and the list that the code has are one.</summary>
public sealed class LabRecordSpecTests
{
    private static readonly string[] Page = File.ReadAllLines(PagePath());

    [Fact]
    public void Lists_every_field_of_every_type_with_its_kind_and_class_and_no_other() =>
        Assert.Equal(
            RecordType.All.SelectMany(type => type.Fields.Select(field => $"{type} {field.Name} {field.Kind} {field.Class}")),
            FieldsOfThePage());

    [Fact]
    public void Lists_every_closed_list_with_its_codes_and_no_other()
    {
        var inCode =
            from type in RecordType.All
            from field in type.Fields
            let codes = FieldCodes.Of(type, field)
            where codes is not null
            select $"{type.Name}.{field.Name}: {string.Join(' ', codes)}";

        Assert.Equal(inCode, ClosedListsOfThePage());
    }

    // A record's presence bits share one word with eight marks of the FHIR format.
    [Fact]
    public void Leaves_room_for_the_marks_of_the_formats() =>
        Assert.All(RecordType.All, type => Assert.InRange(type.Fields.Count, 1, 56));

    [Fact]
    public void Names_only_fields_that_exist_in_the_table_of_codes() =>
        Assert.All(FieldCodes.Keys, key =>
        {
            Assert.True(RecordType.TryFind(key.Type, out var type), key.Type);
            Assert.True(type.TryField(key.Field, out _), key.Field);
        });

    private static IEnumerable<string> FieldsOfThePage()
    {
        var type = "";
        foreach (var line in Page)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                type = line[3..];
            }
            else if (line.StartsWith("| `", StringComparison.Ordinal) && RecordType.TryFind(type, out _))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                yield return $"{type} {cells[1].Trim('`')} {cells[2]} {cells[3]}";
            }
        }
    }

    private static IEnumerable<string> ClosedListsOfThePage() =>
        from line in Page.SkipWhile(line => line != "## Closed lists")
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        let codes = cells[2].Split('`').Where((_, i) => i % 2 == 1)
        select $"{cells[1].Trim('`')}: {string.Join(' ', codes)}";

    private static string PagePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/spec/lab-record.md");
}
