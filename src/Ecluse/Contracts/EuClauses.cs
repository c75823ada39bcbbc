using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Contracts;

/// <summary>
/// A contract on the standard clauses of decision (EU) 2021/915, taken as they are: the clauses say the points, options
/// and annexes make them concrete.
/// </summary>
/// <remarks>Source: Commission implementing decision (EU) 2021/915 of 4 June 2021, clauses 7 to 10, annexes I to IV.</remarks>
public static class EuClauses
{
    private static readonly Text NotUnchanged = new(
        "the record does not say that the clauses were taken unchanged",
        "la fiche ne dit pas que les clauses ont été reprises sans changement");

    /// <summary>The headings of annex III, in its order; each needs measures, or why there are none.</summary>
    public static readonly IReadOnlyList<(string Id, Text Title)> AnnexIII =
    [
        ("encryption", new("Pseudonymisation and encryption", "Pseudonymisation et chiffrement")),
        ("resilience", new("Confidentiality, integrity, availability, resilience",
            "Confidentialité, intégrité, disponibilité, résilience")),
        ("restoration", new("Restoration after an incident", "Rétablissement après incident")),
        ("testing", new("Regular testing of the measures", "Tests réguliers des mesures")),
        ("identification", new("Identification and authorisation of users", "Identification et autorisation des utilisateurs")),
        ("transmission", new("Protection in transmission", "Protection pendant la transmission")),
        ("storage", new("Protection in storage", "Protection pendant le stockage")),
        ("physical", new("Physical security", "Sécurité physique")),
        ("logging", new("Event logging", "Journalisation")),
        ("configuration", new("System configuration, default settings", "Configuration, réglages par défaut")),
        ("governance", new("Governance of IT security", "Gouvernance de la sécurité informatique")),
        ("certification", new("Certification of processes and products", "Certification des processus et produits")),
        ("minimisation", new("Data minimisation", "Minimisation des données")),
        ("quality", new("Data quality", "Qualité des données")),
        ("retention", new("Limited retention", "Conservation limitée")),
        ("accountability", new("Accountability", "Responsabilité")),
        ("portability-erasure", new("Portability and erasure", "Portabilité et effacement")),
    ];

    // Point → clause that says it, and the members of the record that make it concrete.
    private static readonly Dictionary<string, (string Clause, string[] Members)> Sources = new(StringComparer.Ordinal)
    {
        ["subject-matter"] = ("6, annex II", ["annex-ii.nature", "annex-ii.purposes"]),
        ["duration"] = ("6, annex II", ["annex-ii.duration"]),
        ["nature"] = ("6, annex II", ["annex-ii.nature"]),
        ["purpose"] = ("6, 7.2, annex II", ["annex-ii.purposes"]),
        ["data-types"] = ("6, annex II", ["annex-ii.data-categories"]),
        ["data-subjects"] = ("6, annex II", ["annex-ii.data-subjects"]),
        ["controller-rights"] = ("7, 8, 10", []),
        ["instructions"] = ("7.1(a), 7.8", []),
        ["confidentiality"] = ("7.4(b)", []),
        ["security"] = ("7.4, annex III", ["annex-iii"]),
        ["sub-processors"] = ("7.7", ["sub-processors.option"]),
        ["data-subject-requests"] = ("8(a), annex III", ["annex-iii.assistance"]),
        ["assistance"] = ("8, 9, annex III", ["annex-iii.assistance"]),
        ["end-of-contract"] = ("10(d)", []),
        ["audits"] = ("7.6", []),
        ["unlawful-instruction"] = ("7.1(b)", []),
        ["sub-processor-authorisation"] = ("7.7(a)", ["sub-processors.option", "sub-processors.notice-days"]),
        ["flow-down"] = ("7.7(b)", []),
        ["written-form"] = ("annex I", ["annex-i.controller-accession", "annex-i.processor-accession"]),
    };

    internal static IEnumerable<ContractFinding> Points(ContractRecord record)
    {
        var eu = record.Tree.Mapping("eu-clauses");
        return ContractPoint.All.Select(point => Point(point, eu)).Concat(Annexes(eu));
    }

    private static ContractFinding Point(ContractPoint point, DocumentMapping? eu)
    {
        var (clause, members) = Sources[point.Id];
        var unchanged = eu?.Boolean("unchanged") == true;
        return ContractCheck.Finding(point.Id, point.Title, $"{point.Source}; 2021/915 {clause}", eu is not null,
        [
            ("unchanged", unchanged ? null : NotUnchanged),
            .. members.Select(member => (member, FaultAt(eu, member))),
        ]);
    }

    private static IEnumerable<ContractFinding> Annexes(DocumentMapping? eu)
    {
        yield return Of("eu-docking", new("Docking clause: used or not", "Clause d’adhésion : retenue ou non"), "5", eu,
            "docking");
        yield return Of("eu-sensitive-data", new("Sensitive data and restrictions", "Données sensibles et restrictions"),
            "annex II", eu, "annex-ii.sensitive-data", "annex-ii.sensitive-restrictions");
        yield return Of("eu-sub-processing", new("Processing by other processors", "Traitement par d’autres sous-traitants"),
            "annex II", eu, "annex-ii.sub-processing");
        foreach (var (id, title) in AnnexIII)
        {
            yield return Heading(id, title, eu?.Mapping("annex-iii")?.Mapping(id));
        }

        yield return Of("eu-sub-processor-measures", new("Measures of other processors", "Mesures des autres sous-traitants"),
            "annex III", eu, "annex-iii.sub-processors");
        if (eu?.Mapping("sub-processors")?.Integer("option") != 2)
        {
            yield return Of("eu-annex-iv", new("List of other processors", "Liste des autres sous-traitants"), "annex IV",
                eu, "annex-iv");
        }
    }

    private static ContractFinding Heading(string id, Text title, DocumentMapping? node) =>
        Concrete.Fault(node?.Text("none-because")) is null
            ? new($"eu-annex-iii-{id}", title, "2021/915 annex III", FindingState.Present, default)
            : ContractCheck.Finding($"eu-annex-iii-{id}", title, "2021/915 annex III", node?.Find("measures") is not null,
                [("measures", Concrete.FaultOfTexts(node, "measures"))]);

    private static ContractFinding Of(string id, Text title, string clause, DocumentMapping? eu, params string[] members) =>
        ContractCheck.Finding(id, title, $"2021/915 {clause}", members.Any(member => Find(eu, member) is not null),
            members.Select(member => (member, FaultAt(eu, member))));

    private static DocumentNode? Find(DocumentMapping? eu, string path)
    {
        var steps = path.Split('.');
        return steps.Length == 1 ? eu?.Find(path) : eu?.Mapping(steps[0])?.Find(steps[1]);
    }

    private static Text? FaultAt(DocumentMapping? eu, string path) => Find(eu, path) switch
    {
        null => Concrete.NotThere,
        DocumentScalar { Kind: ScalarKind.Text } text => Concrete.Fault(text.Text),
        DocumentSequence when path == "annex-iv" => Concrete.Fault(
            eu, new ContractItem(path, ContractItemKind.SubProcessors, MayBeEmpty: true)),
        // An empty list of measures says that there are no other processors, when the record says so in annex II.
        DocumentSequence list when path == "annex-iii.sub-processors" && list.Items.Count == 0 => null,
        DocumentSequence => Concrete.FaultOfTexts(
            path.Contains('.', StringComparison.Ordinal) ? eu!.Mapping(path.Split('.')[0]) : eu, path.Split('.')[^1]),
        DocumentMapping annex => AnnexIII.Any(heading => annex.Find(heading.Id) is not null) ? null : Concrete.NotThere,
        _ => null,
    };
}
