using Ecluse.Errors;
using Ecluse.Records;

namespace Ecluse.Profiles;

/// <summary>Reads <c>bounds:</c> and <c>raw:</c>, and checks what bounds need of the rules.</summary>
internal sealed class BoundsReader(IReadOnlyDictionary<string, ProfileTable> tables, IReadOnlyList<ReadRule> rules)
{
    public (PatientDate? Patient, BoundDate? Order) Read(ProfileNode? node)
    {
        if (node is null)
        {
            return default;
        }

        node.Only("patient", "order");
        var order = node.Find("order") is { } one ? Date(one.Only("date", "form"), one.Need("date"), Rule(one, "order")) : null;
        return (node.Find("patient") is { } patient ? Patient(patient, order) : null, order);
    }

    public IReadOnlyList<RawView> Raw(ProfileNode? node) => [.. (node?.List ?? []).Select(view =>
    {
        var table = TablesReader.Table(view.Only("table", "columns", "from").Need("table"), tables);
        return new RawView(
            table.Name, [.. view.Need("columns").List.Select(column => RawColumn(column, table))], view.Need("from").Text, view.Mark);
    })];

    private ColumnRef RawColumn(ProfileNode node, ProfileTable table)
    {
        var dot = node.Text.IndexOf('.', StringComparison.Ordinal);
        var own = dot < 0 ? table : tables.GetValueOrDefault(node.Text[..dot])
            ?? throw node.Unknown("the table", "la table", node.Text[..dot]);
        var column = TablesReader.Column(node, own, node.Text[(dot + 1)..]);
        return column.Class == DataClass.Credential
            ? throw node.Fail("PROFILE-010", new Text(
                $"“{column.Name}” is a credential: it is never shown", $"« {column.Name} » est un secret d’accès : il n’est jamais montré"))
            : new ColumnRef(new TableRef(own.Name, own.Name), column);
    }

    private PatientDate Patient(ProfileNode node, BoundDate? order)
    {
        var visit = node.Only("last-visit", "form").Need("last-visit");
        if (visit.IsText)
        {
            return new PatientDate(Date(node, visit, Rule(node, "patient")));
        }

        return visit.Only("latest-of").Need("latest-of").Text == "order" && order is not null
            ? new PatientDate(Column: null)
            : throw visit.Fail("PROFILE-016", new Text(
                "latest-of takes “order”, and the bound of orders must be there", "latest-of prend « order », et la borne des demandes doit être là"));
    }

    private static BoundDate Date(ProfileNode node, ProfileNode column, ReadRule rule)
    {
        var form = node.Need("form");
        return new BoundDate(rule.Scope.Find(column), form.Text switch
        {
            "YYYYMMDD" => BoundForm.YearMonthDay,
            "YYYY-MM-DD" => BoundForm.Iso,
            "DD/MM/YYYY" => BoundForm.DayFirst,
            "native" => BoundForm.Native,
            var other => throw form.Unknown("the form", "la forme", other),
        });
    }

    private ReadRule Rule(ProfileNode node, string name) => rules.FirstOrDefault(rule => rule.Name == name)
        ?? throw node.Unknown("the rule that this bound speaks of", "la règle dont parle cette borne", name);
}
