using Ecluse.Contracts;
using Ecluse.Documents;

namespace Ecluse.Breaches;

/// <summary>The processor's register of what it processes for whom (GDPR 30(2)), from contracts, instructions and passages.</summary>
/// <param name="Lines">One for each contract, by its controller.</param>
/// <param name="MadeAt">When the paper was made.</param>
public sealed record ProcessingRegister(IReadOnlyList<ProcessingLine> Lines, DateTimeOffset MadeAt) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "processing-register/1";

    /// <summary>Makes it.</summary>
    /// <param name="contracts">The latest record of each number.</param>
    /// <param name="instructionsOf">How many instructions stand under a contract.</param>
    /// <param name="passagesOf">How many passages.</param>
    /// <param name="now">When it is made.</param>
    public static ProcessingRegister Make(
        IEnumerable<ContractRecord> contracts, Func<string, int> instructionsOf, Func<string, int> passagesOf, DateTimeOffset now) => new(
        [
            .. contracts.Select(record => ProcessingLine.Of(record, instructionsOf(record.Number), passagesOf(record.Number)))
                .OrderBy(line => line.Controller.Name, StringComparer.Ordinal).ThenBy(line => line.Contract, StringComparer.Ordinal),
        ],
        now);
}

/// <summary>What is processed under one contract.</summary>
/// <param name="Controller">For whom: name, contact, data protection officer (30(2)(a)).</param>
/// <param name="Processor">By whom.</param>
/// <param name="Contract">Number of the contract.</param>
/// <param name="From">In force from.</param>
/// <param name="Until">In force until.</param>
/// <param name="Operations">Categories of processing (30(2)(b)).</param>
/// <param name="Transfers">Third countries with their safeguards (30(2)(c)); none is none.</param>
/// <param name="Measures">Security measures in general (30(2)(d)).</param>
/// <param name="SubProcessors">Other processors.</param>
/// <param name="Instructions">Instructions given.</param>
/// <param name="Passages">Passages made.</param>
public sealed record ProcessingLine(
    PaperParty Controller, PaperParty Processor, string Contract, DateTimeOffset? From, DateTimeOffset? Until, IReadOnlyList<string> Operations,
    IReadOnlyList<string> Transfers, IReadOnlyList<string> Measures, IReadOnlyList<string> SubProcessors, int Instructions, int Passages)
{
    internal static ProcessingLine Of(ContractRecord record, int instructions, int passages)
    {
        var (mentions, clauses) = (record.Tree.Mapping("mentions"), record.Tree.Mapping("clauses"));
        return new ProcessingLine(
            PaperParty.Of(record, "controller"), PaperParty.Of(record, "processor"), record.Number, record.From, record.Until,
            mentions?.Mapping("nature")?.Texts("operations") ?? [], Items(clauses?.Mapping("instructions")?.Sequence("transfers")),
            clauses?.Mapping("security")?.Texts("measures") ?? [], Items(clauses?.Mapping("sub-processors")?.Sequence("list")), instructions, passages);
    }

    // A line of text, or a mapping whose texts make one.
    private static IReadOnlyList<string> Items(DocumentSequence? list) =>
    [
        .. (list?.Items ?? []).Select(item => item switch
        {
            DocumentScalar scalar => scalar.Text,
            DocumentMapping mapping => string.Join(", ", mapping.Members.Select(member => member.Value).OfType<DocumentScalar>().Select(one => one.Text)),
            _ => "",
        }),
    ];
}
