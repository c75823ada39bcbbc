using System.Text;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>
/// Writes a record out as the contract that people sign, in Markdown: each point with its sentence and its concrete
/// items, in the order of the law. What is not filled in yet is marked.
/// </summary>
public static class ContractProse
{
    private static readonly Text ToFill = new("[TO FILL]", "[À REMPLIR]");

    private static readonly Dictionary<string, Text> Labels = new(StringComparer.Ordinal)
    {
        ["systems"] = new("systems", "systèmes"),
        ["until"] = new("until", "jusqu’au"),
        ["months"] = new("months", "mois"),
        ["operations"] = new("operations", "opérations"),
        ["aims"] = new("aims", "finalités"),
        ["types"] = new("data", "données"),
        ["categories"] = new("persons", "personnes"),
        ["rights"] = new("rights", "droits"),
        ["channel"] = new("channel", "voie"),
        ["transfers"] = new("transfers outside the Union", "transferts hors de l’Union"),
        ["undertaking"] = new("undertaking", "engagement"),
        ["measures"] = new("measures", "mesures"),
        ["list"] = new("other processors", "autres sous-traitants"),
        ["forward-within-days"] = new("forwarded within (days)", "transmise sous (jours)"),
        ["contact"] = new("contact", "contact"),
        ["tasks"] = new("tasks", "tâches"),
        ["fate"] = new("fate", "sort des données"),
        ["within-days"] = new("within (days)", "sous (jours)"),
        ["notice-days"] = new("notice (days)", "préavis (jours)"),
        ["evidence"] = new("evidence", "preuves"),
        ["within-hours"] = new("within (hours)", "sous (heures)"),
        ["authorisation"] = new("authorisation", "autorisation"),
        ["means"] = new("means", "moyen"),
        ["form"] = new("form", "forme"),
        ["signed-on"] = new("signed on", "signé le"),
        ["delete"] = new("deletion", "suppression"),
        ["return"] = new("return", "renvoi"),
        ["controller-chooses"] = new("as the controller chooses", "au choix du responsable"),
        ["specific"] = new("specific", "spécifique"),
        ["general"] = new("general", "générale"),
        ["paper"] = new("paper", "papier"),
        ["electronic"] = new("electronic", "électronique"),
    };

    /// <summary>Writes the contract.</summary>
    public static string Write(ContractRecord record, Language language)
    {
        ArgumentNullException.ThrowIfNull(record);
        var text = new StringBuilder();
        var title = record.Tree.Mapping("signed-document")?.Text("title") ?? ToFill.In(language);
        text.Append($"# {title}\n\n");
        Parties(text, record.Tree.Mapping("parties"), language);
        var number = 1;
        foreach (var point in ContractPoint.All)
        {
            text.Append($"## {number++}. {point.Title.In(language)} ({LawNames.In(point.Source, language)})\n\n");
            Point(text, point, record.Tree.Mapping(point.Section)?.Mapping(point.Id), language);
        }

        var hours = record.BreachNoticeHours?.ToString() ?? ToFill.In(language);
        text.Append($"## {number}. {new Text("Breaches (GDPR 33(2))", "Violations (RGPD 33(2))").In(language)}\n\n");
        text.Append(new Text(
            $"The processor tells the laboratory of a breach within {hours} hours of learning of it.\n\n",
            $"Le sous-traitant alerte le laboratoire d’une violation dans les {hours} heures où il l’apprend.\n\n").In(language));
        text.Append(new Text(
            "## Signatures\n\n| for the controller | for the processor |\n|---|---|\n| | |\n",
            "## Signatures\n\n| pour le responsable du traitement | pour le sous-traitant |\n|---|---|\n| | |\n").In(language));
        return text.ToString();
    }

    private static void Parties(StringBuilder text, DocumentMapping? parties, Language language)
    {
        foreach (var (id, label) in new[]
        {
            ("controller", new Text("Controller", "Responsable du traitement")),
            ("processor", new Text("Processor", "Sous-traitant")),
        })
        {
            var party = parties?.Mapping(id);
            var person = party?.Mapping("representative");
            text.Append($"- **{label.In(language)}**\u00A0: {Or(party?.Text("name"), language)}, ");
            text.Append($"{Or(party?.Text("address"), language)}; {Or(person?.Text("name"), language)}, ");
            text.Append($"{Or(person?.Text("position"), language)}\n");
        }

        text.Append('\n');
    }

    private static void Point(StringBuilder text, ContractPoint point, DocumentMapping? node, Language language)
    {
        text.Append($"{Or(node?.Text("text"), language)}\n\n");
        foreach (var item in point.Items)
        {
            var names = item.Name.Split('|');
            var name = names.FirstOrDefault(one => node?.Find(one) is not null) ?? names[^1];
            text.Append($"- {Labels[name].In(language)}{(node?.Find(name) is DocumentSequence { Items.Count: > 0 } ? "\u00A0:" : "\u00A0: ")}{Item(node?.Find(name), language)}\n");
        }

        text.Append('\n');
    }

    private static string Item(DocumentNode? node, Language language) => node switch
    {
        DocumentScalar { Kind: ScalarKind.Text } text when Labels.TryGetValue(text.Text, out var label) => label.In(language),
        DocumentScalar scalar => Or(scalar.Text, language),
        DocumentSequence { Items.Count: 0 } => new Text("none", "aucun").In(language),
        DocumentSequence list => string.Concat(list.Items.Select(item => $"\n  - {Item(item, language)}")),
        DocumentMapping row => string.Join(", ", row.Members.Select(member => Item(member.Value, language))),
        _ => ToFill.In(language),
    };

    private static string Or(string? text, Language language) => Concrete.IsBlank(text) ? ToFill.In(language) : text!;
}
