namespace Ecluse.Samples.Megabus;

/// <summary>What people typed in the free text columns: the kinds of things the decision names (§8), invented.</summary>
internal static class Remarks
{
    /// <summary>Comment P.</summary>
    public static readonly string[] P =
    [
        "VIH connu, suivi à l’hôpital de jour : ne rien dire au téléphone à la famille",
        "Grossesse en cours, 2e trimestre", "Chimiothérapie ; veines difficiles, prélever à droite",
        "Mutation BRCA1 dans la famille (sœur)", "Sous anticoagulant, INR tous les 15 jours",
        "Appeler la fille avant 18 h", "Refuse l’envoi des résultats par courrier",
    ];

    /// <summary>Comment D.</summary>
    public static readonly string[] D =
    [
        "Traitement : lévothyroxine 75 µg", "Hépatite C guérie en 2016", "Myélome, protocole en cours",
        "Prélèvement à domicile, digicode à demander", "Déclare un suivi d’addictologie",
        "À jeun depuis 12 h",
    ];

    /// <summary>Reasons of an order.</summary>
    public static readonly string[] Reasons =
    [
        "Bilan annuel", "Fièvre depuis 3 jours", "Surveillance d’un traitement", "Asthénie, perte de poids",
        "Suspicion d’embolie pulmonaire", "Bilan préopératoire", "Brûlures mictionnelles",
    ];

    /// <summary>Comments on an order.</summary>
    public static readonly string[] Orders = ["Résultat à faxer au cabinet", "Tube en plus gardé 5 jours", "Renouvelable 3 fois"];

    /// <summary>Comments on a specimen.</summary>
    public static readonly string[] Specimens = ["Sérum hémolysé", "Volume faible", "Reçu hors délai (4 h)"];

    /// <summary>Comments on a result.</summary>
    public static readonly string[] Results =
    [
        "Contrôlé sur un second tube", "À interpréter selon le traitement", "Technique changée en juin",
        "Ininterprétable : sérum trouble",
    ];

    /// <summary>Conclusions of a report.</summary>
    public static readonly string[] Conclusions =
        ["Bilan sans anomalie notable.", "Anémie à explorer.", "Syndrome inflammatoire modéré ; à recontrôler."];

    /// <summary>Texts of a smear.</summary>
    public static readonly string[] Smears =
        ["Anisocytose modérée, pas de cellule anormale", "Frottis sans particularité", "Quelques lymphocytes réactionnels"];

    /// <summary>A result's comment longer than 200 characters.</summary>
    public static readonly string Long = string.Join(" ; ", Enumerable.Repeat("à recontrôler sur un nouveau prélèvement", 6))[..240];
}
