using Ecluse.Errors;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads the expressions of <c>read:</c> (<c>docs/spec/profile.md</c>, section 4).</summary>
internal sealed class ExpressionReader(
    RuleColumns columns, TransformReader transforms, bool splits,
    List<(ReadExpression, ProfileNode, RecordField)> pointers)
{
    /// <summary>A key: one column, or several of which none may be absent.</summary>
    public ReadExpression Key(ProfileNode node) => node.IsList
        ? new JoinedText([.. node.List.Select(part => Read(part, strict: true))], "|", All: true, [], [], node.Mark)
        : Read(node, strict: true);

    public ReadExpression Field(ProfileNode node, RecordField field)
    {
        var strict = field.Kind is FieldKind.Reference;
        var expression = node.IsList ? Key(node) : Read(node, strict);
        if (node.IsMap && node.Find("key-of") is { } rule)
        {
            if (!strict)
            {
                throw rule.Fail("PROFILE-014", new Text(
                    $"“{field.Name}” is not a reference", $"« {field.Name} » n’est pas une référence"));
            }

            pointers.Add((expression, rule, field));
        }

        return expression;
    }

    private ReadExpression Read(ProfileNode node, bool strict)
    {
        if (node.IsText)
        {
            return new ColumnText(columns.Find(node), [], [], node.Mark);
        }

        node.Only("column", "columns", "join", "constant", "first-of", "part", "transform", "when", "key-of");
        var steps = transforms.Read(node.Find("transform"));
        var when = columns.Conditions(node.Find("when"));
        if (node.Find("column") is { } column)
        {
            return new ColumnText(columns.Find(column), steps, when, node.Mark);
        }

        if (node.Find("columns") is { } several)
        {
            var parts = several.List.Select(part => Read(part, strict)).ToArray();
            return new JoinedText(parts, strict ? "|" : node.Find("join")?.Text ?? "", strict, steps, when, node.Mark);
        }

        if (node.Find("first-of") is { } choices)
        {
            return new FirstOfText([.. choices.List.Select(part => Read(part, strict))], steps, when, node.Mark);
        }

        return node.Find("part") is { } partNode
            ? Part(partNode, steps, when)
            : new ConstantText(node.Need("constant").Text, steps, when, node.Mark);
    }

    private PartText Part(ProfileNode node, IReadOnlyList<Transform> steps, IReadOnlyList<Condition> when)
    {
        if (!splits || node.Text is not ("text" or "number"))
        {
            throw node.Fail("PROFILE-015", new Text(
                "“part” is text or number, in a rule with split", "« part » vaut text ou number, dans une règle avec split"));
        }

        return new PartText(node.Text == "number", steps, when, node.Mark);
    }
}
