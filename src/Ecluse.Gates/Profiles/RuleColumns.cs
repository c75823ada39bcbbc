using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Finds a rule's columns by the names that its expressions use.</summary>
internal sealed class RuleColumns(IReadOnlyList<(TableRef Ref, ProfileTable Table)> tables)
{
    public ColumnRef Find(ProfileNode node) => Find(node, node.Text);

    public ColumnRef Find(ProfileNode node, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (alias, column) = dot < 0 ? (null, name) : (name[..dot], name[(dot + 1)..]);
        var (table, profile) = tables.FirstOrDefault(one => alias is null || one.Ref.Alias == alias);
        if (table is null)
        {
            throw node.Unknown("the table of the rule", "la table de la règle", alias ?? "");
        }

        var found = TablesReader.Column(node, profile, column);
        return found.Class == DataClass.Credential
            ? throw node.Fail("PROFILE-010", new Text(
                $"“{column}” is a credential: no rule may use it", $"« {column} » est un secret d’accès : aucune règle ne peut s’en servir"))
            : new ColumnRef(table, found);
    }

    public IReadOnlyList<ColumnRef> FindAll(ProfileNode? node) => node is null ? [] : [.. node.OneOrMore.Select(Find)];

    public IReadOnlyList<Condition> Conditions(ProfileNode? node) => node is null ? [] : [.. node.Entries.Select(entry =>
    {
        var (kind, texts) = Condition(entry.Value, "empty", "not-empty");
        return new Condition(Find(entry.Key), kind, texts);
    })];

    public static (ConditionKind Kind, IReadOnlyList<string> Texts) Condition(ProfileNode value, string empty, string full)
    {
        if (value.IsText && (value.Text == empty || value.Text == full))
        {
            return (value.Text == empty ? ConditionKind.Empty : ConditionKind.NotEmpty, []);
        }

        if (value.IsMap)
        {
            return (ConditionKind.NoneOf, [.. value.Only("except").Need("except").OneOrMore.Select(text => text.Text)]);
        }

        return (ConditionKind.OneOf, [.. value.OneOrMore.Select(text => text.Text)]);
    }
}
