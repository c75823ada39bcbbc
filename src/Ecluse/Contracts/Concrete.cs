using System.Text.RegularExpressions;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>Says whether a value written in a record says something of its own.</summary>
internal static partial class Concrete
{
    internal static readonly Text NotThere = new("nothing is written", "rien n’est écrit");
    private static readonly string[] SubProcessorMembers = ["name", "address", "task"];
    private static readonly Text Unfilled = new("it still has to be filled in", "il reste à remplir");
    private static readonly Text Restated = new(
        "it only repeats the Regulation, which is no concrete item",
        "il ne fait que répéter le règlement, ce qui n’est pas un élément concret");

    /// <summary>Why a text is not concrete, or null when it is.</summary>
    internal static Text? Fault(string? text) => text switch
    {
        null => NotThere,
        _ when !text.Any(char.IsLetterOrDigit) => NotThere,
        _ when Placeholder().IsMatch(text) => Unfilled,
        _ when RegulationText.Restates(text) => Restated,
        _ => null,
    };

    /// <summary>Why an item is not concrete, or null when it is. The schema has checked the types.</summary>
    internal static Text? Fault(DocumentMapping? owner, ContractItem item)
    {
        var found = item.Name.Split('|').Select(name => owner?.Find(name)).FirstOrDefault(node => node is not null);
        return found switch
        {
            null => NotThere,
            DocumentSequence list => FaultOfList(list, item),
            DocumentScalar scalar when item.Kind is ContractItemKind.Text => Fault(scalar.Text),
            _ => null,
        };
    }

    internal static Text? FaultOfTexts(DocumentMapping? owner, string name) =>
        Fault(owner, new ContractItem(name, ContractItemKind.Texts));

    internal static bool IsBlank(string? text) => text is null || !text.Any(char.IsLetterOrDigit);

    private static Text? FaultOfList(DocumentSequence list, ContractItem item)
    {
        if (list.Items.Count == 0)
        {
            return item.MayBeEmpty ? null : NotThere;
        }

        return item.Kind == ContractItemKind.SubProcessors
            ? list.Items.Select(FaultOfSubProcessor).FirstOrDefault(fault => fault is not null)
            : list.Items.Select(node => Fault((node as DocumentScalar)?.Text)).FirstOrDefault(fault => fault is not null);
    }

    private static Text? FaultOfSubProcessor(DocumentNode node) =>
        node is DocumentMapping row
            ? SubProcessorMembers.Select(name => Fault(row.Text(name)))
                .FirstOrDefault(fault => fault is not null)
            : NotThere;

    [GeneratedRegex(
        @"\bto[ -]fill\b|\ba-remplir\b|\bto be (defined|completed|filled|determined|agreed)\b|\btb[dc]\b|\bà (remplir|compléter|définir|préciser|convenir)\b|\bx{3,}\b|…{2,}|\.{4,}|_{3,}",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
