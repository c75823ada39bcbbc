using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>Something that a contract with a processor must say, and the concrete items that show that it does.</summary>
/// <param name="Id">Name in the record: <c>subject-matter</c>, <c>audits</c>.</param>
/// <param name="Section"><c>mentions</c> or <c>clauses</c>.</param>
/// <param name="Source">Where the law asks for it: <c>GDPR 28(3)(h)</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Items">Its concrete items; each is required.</param>
public sealed partial record ContractPoint(
    string Id, string Section, string Source, Text Title, IReadOnlyList<ContractItem> Items)
{
    private static ContractPoint Mention(string id, Text title, params ContractItem[] items) =>
        new(id, "mentions", "GDPR 28(3)", title, items);

    private static ContractPoint Clause(string id, string article, Text title, params ContractItem[] items) =>
        new(id, "clauses", $"GDPR {article}", title, items);
}

/// <summary>A concrete item of a point.</summary>
/// <param name="Name">Member name; several, separated by <c>|</c>, when one of them is enough.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="MayBeEmpty">Whether an empty list says something (<i>none</i>), rather than nothing.</param>
public sealed record ContractItem(string Name, ContractItemKind Kind, bool MayBeEmpty = false);

/// <summary>What a concrete item holds.</summary>
public enum ContractItemKind
{
    /// <summary>A name, a measure, a place, a way of doing.</summary>
    Text,

    /// <summary>Several of them.</summary>
    Texts,

    /// <summary>A number of hours, days or months.</summary>
    Duration,

    /// <summary>A day.</summary>
    Date,

    /// <summary>One of a closed list.</summary>
    Choice,

    /// <summary>Sub-processors: name, address, task.</summary>
    SubProcessors,
}
