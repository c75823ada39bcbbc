using System.Text;
using Ecluse.Errors;

namespace Ecluse.Documents;

public sealed class YamlDocumentTests
{
    private static readonly DocumentSchema Schema = DocumentSchema.FromJson(
        """
        {
          "type": "object", "additionalProperties": false, "required": ["name", "kind"],
          "properties": {
            "name": { "type": "string", "minLength": 1 },
            "kind": { "type": "string", "enum": ["own", "foreign"] },
            "count": { "type": "integer", "minimum": 1, "description": "patients expected // patients attendus" },
            "day": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "a day // un jour" },
            "people": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["id"],
              "properties": { "id": { "type": "string" }, "active": { "type": "boolean" } } } },
            "tables": { "type": "object", "additionalProperties": {
              "type": "object", "additionalProperties": false, "properties": { "class": { "type": "string" } } } }
          }
        }
        """);

    [Fact]
    public void Reads_members_with_their_places()
    {
        var root = Read("name: Trois-Rivières\nkind: own\npeople:\n  - id: a\n    active: true\n");

        Assert.Equal("Trois-Rivières", root.Text("name"));
        var person = root.Sequence("people")!.Mappings.Single();
        Assert.Equal("people[0]", person.Path);
        Assert.Equal(new Mark(4, 5), person.Mark);
        Assert.True(person.Boolean("active"));
    }

    [Theory]
    [InlineData("name: a\nkind: own\ncolour: red\n", "DOC-003", 3, 1, "colour")]
    [InlineData("name: a\nkind: own\npeople:\n  - id: x\n    nmae: y\n", "DOC-003", 5, 5, "people[0].nmae")]
    [InlineData("name: a\nkind: own\ntables:\n  t.one:\n    klass: y\n", "DOC-003", 5, 5, "tables.t.one.klass")]
    [InlineData("name: 12\nkind: own\n", "DOC-004", 1, 7, "name")]
    [InlineData("name: a\nkind: own\ncount: many\n", "DOC-004", 3, 8, "count")]
    [InlineData("name: a\nkind: own\npeople: none\n", "DOC-004", 3, 9, "people")]
    [InlineData("name: a\nkind: own\npeople:\n  - id: x\n    active: perhaps\n", "DOC-004", 5, 13, "people[0].active")]
    [InlineData("name: a\n", "DOC-005", 1, 1, "kind")]
    [InlineData("name: a\nkind: own\npeople:\n  - active: true\n", "DOC-005", 4, 5, "people[0].id")]
    [InlineData("name: a\nkind: other\n", "DOC-006", 2, 7, "kind")]
    [InlineData("name: a\nkind: own\ncount: 0\n", "DOC-006", 3, 8, "count")]
    [InlineData("name: a\nkind: own\nday: 2017-5-7\n", "DOC-006", 3, 6, "day")]
    [InlineData("name: a\nkind: own\nname: b\n", "DOC-002", 3, 1, "name")]
    [InlineData("name: &x a\nkind: own\n", "DOC-007", 1, 7, "name")]
    [InlineData("name: !!str a\nkind: own\n", "DOC-007", 1, 7, "name")]
    public void Points_at_the_line_and_column_of_an_error(string yaml, string code, int line, int column, string path)
    {
        var error = Assert.Throws<DocumentException>(() => Read(yaml));

        var problem = Assert.Single(error.Problems);
        Assert.Equal((code, new Mark(line, column), path), (problem.Code, problem.Mark, problem.Path));
        Assert.Equal(ErrorKind.Usage, error.Kind);
    }

    [Theory]
    [InlineData("name: [a\nkind: own\n", "DOC-001")]
    [InlineData("name: a\n\tkind: own\n", "DOC-001")]
    [InlineData("name: \"a\nkind: own\n", "DOC-001")]
    [InlineData("", "DOC-010")]
    [InlineData("name: a\nkind: own\n---\nname: b\n", "DOC-010")]
    [InlineData("- a\n- b\n", "DOC-004")]
    [InlineData("just text\n", "DOC-004")]
    [InlineData("name: a\nkind: own\npeople: &a [*a]\n", "DOC-007")]
    [InlineData("{[a]: b}\n", "DOC-007")]
    [InlineData("a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: {o: {p: {q: {r: {s: {t: {u: {v: {w: {x: {y: {z: {a: {b: {c: {d: {e: {f: {g: {h: 1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}\n", "DOC-008")]
    public void Refuses_what_is_not_one_mapping_in_plain_YAML(string yaml, string code) =>
        Assert.Equal(code, Assert.Throws<DocumentException>(() => Read(yaml)).Code);

    [Fact]
    public void Refuses_a_million_brackets_and_a_file_too_large_without_falling_over()
    {
        Assert.Equal("DOC-008", Assert.Throws<DocumentException>(() => Read(new string('[', 1 << 20))).Code);
        Assert.Equal("DOC-008", Assert.Throws<DocumentException>(() => Read(new string('#', YamlDocument.SizeMaxBytes + 1))).Code);
    }

    [Fact]
    public void Refuses_bytes_that_are_not_UTF_8_and_says_where()
    {
        var error = Assert.Throws<DocumentException>(
            () => YamlDocument.Read("x.yaml", [.. "name: a\nkind: "u8, 0xE9, (byte)'\n'], Schema));

        Assert.Equal(("DOC-009", new Mark(2, 7)), (error.Code, error.Problems[0].Mark));
    }

    [Fact]
    public void Tells_several_errors_at_once_in_the_order_of_the_file()
    {
        var error = Assert.Throws<DocumentException>(() => Read("nane: a\nkind: other\ncount: x\ncount: 4\n"));

        Assert.Equal(["DOC-005", "DOC-003", "DOC-006", "DOC-004", "DOC-002"], error.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void Proposes_the_nearest_name_and_never_shows_a_value()
    {
        var error = Assert.Throws<DocumentException>(() => Read("name: a\nkind: secret-value\npeple: []\n"));

        Assert.Contains("did you mean “people”?", error.Problem.English, StringComparison.Ordinal);
        Assert.Contains("vouliez-vous « people »", error.Problem.French.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-value", error.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_in_both_languages_what_a_member_holds()
    {
        var problem = Assert.Throws<DocumentException>(() => Read("name: a\nkind: own\nday: soon\n")).Problems[0].Problem;

        Assert.Contains("a day", problem.English, StringComparison.Ordinal);
        Assert.Contains("un jour", problem.French, StringComparison.Ordinal);
    }

    private static DocumentMapping Read(string yaml) => YamlDocument.Read("x.yaml", Encoding.UTF8.GetBytes(yaml), Schema);
}
