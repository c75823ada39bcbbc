using static Ecluse.Contracts.ContractItemKind;

namespace Ecluse.Contracts;

/// <content>The closed list: seven opening mentions, clauses (a) to (h), and what stands around them.</content>
public sealed partial record ContractPoint
{
    /// <summary>The seven opening mentions of art. 28(3), in its order.</summary>
    public static readonly IReadOnlyList<ContractPoint> Mentions =
    [
        Mention("subject-matter", new("Subject matter", "Objet"), new ContractItem("systems", Texts)),
        Mention("duration", new("Duration", "Durée"), new ContractItem("until|months", Duration)),
        Mention("nature", new("Nature of the processing", "Nature du traitement"), new ContractItem("operations", Texts)),
        Mention("purpose", new("Purpose", "Finalité"), new ContractItem("aims", Texts)),
        Mention("data-types", new("Types of personal data", "Types de données"), new ContractItem("types", Texts)),
        Mention("data-subjects", new("Categories of persons", "Catégories de personnes"),
            new ContractItem("categories", Texts)),
        Mention("controller-rights",
            new("Obligations and rights of the controller", "Obligations et droits du responsable"),
            new ContractItem("rights", Texts)),
    ];

    /// <summary>Clauses (a) to (h), then the warning, the sub-processors of 28(2) and (4), and the written form.</summary>
    public static readonly IReadOnlyList<ContractPoint> Clauses =
    [
        Clause("instructions", "28(3)(a)", new("Documented instructions only", "Instructions documentées seulement"),
            new ContractItem("channel", ContractItemKind.Text), new ContractItem("transfers", Texts, MayBeEmpty: true)),
        Clause("confidentiality", "28(3)(b)", new("Confidentiality of persons", "Confidentialité des personnes"),
            new ContractItem("undertaking", ContractItemKind.Text)),
        Clause("security", "28(3)(c)", new("Security measures", "Mesures de sécurité"), new ContractItem("measures", Texts)),
        Clause("sub-processors", "28(3)(d)", new("Other processors", "Autres sous-traitants"),
            new ContractItem("list", SubProcessors, MayBeEmpty: true)),
        Clause("data-subject-requests", "28(3)(e)", new("Help with persons’ requests", "Aide aux demandes des personnes"),
            new ContractItem("forward-within-days", Duration), new ContractItem("contact", ContractItemKind.Text)),
        Clause("assistance", "28(3)(f)", new("Help with articles 32 to 36", "Aide pour les articles 32 à 36"),
            new ContractItem("tasks", Texts), new ContractItem("contact", ContractItemKind.Text)),
        Clause("end-of-contract", "28(3)(g)", new("Deletion or return at the end", "Suppression ou renvoi à la fin"),
            new ContractItem("fate", Choice), new ContractItem("within-days", Duration)),
        Clause("audits", "28(3)(h)", new("Evidence and audits", "Preuves et audits"),
            new ContractItem("notice-days", Duration), new ContractItem("evidence", Texts)),
        Clause("unlawful-instruction", "28(3)",
            new("Warning of an unlawful instruction", "Alerte sur une instruction illicite"),
            new ContractItem("within-hours", Duration), new ContractItem("contact", ContractItemKind.Text)),
        Clause("sub-processor-authorisation", "28(2)",
            new("Authorisation of other processors", "Autorisation des autres sous-traitants"),
            new ContractItem("authorisation", Choice), new ContractItem("notice-days", Duration)),
        Clause("flow-down", "28(4)", new("Same duties passed down", "Mêmes obligations répercutées"),
            new ContractItem("means", ContractItemKind.Text)),
        Clause("written-form", "28(9)", new("Written form", "Forme écrite"),
            new ContractItem("form", Choice), new ContractItem("signed-on", Date)),
    ];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<ContractPoint> All = [.. Mentions, .. Clauses];
}
