using Ecluse.Errors;
using Ecluse.Instructions;

namespace Ecluse.Plans;

/// <summary>The words of a plan for people, once for the terminal and the pages.</summary>
public static class PlanWords
{
    /// <summary>A record type, plural.</summary>
    public static string Type(string type, Language language) => (type switch
    {
        "practitioner" => new Text("Practitioners", "Praticiens"),
        "organisation" => new Text("Organisations", "Organismes"),
        "patient" => new Text("Patients", "Patients"),
        "coverage" => new Text("Coverages", "Couvertures"),
        "order" => new Text("Orders", "Demandes"),
        "specimen" => new Text("Specimens", "Prélèvements"),
        "observation" => new Text("Results", "Résultats"),
        "report" => new Text("Reports", "Comptes rendus"),
        "document" => new Text("Documents", "Documents"),
        _ => new Text(type, type),
    }).In(language);

    /// <summary>Why records stay.</summary>
    public static string Reason(LeftReason reason, Language language) => (reason switch
    {
        LeftReason.TypeNotListed => new Text("not listed", "type non listé"),
        LeftReason.Orphan => new Text("without a patient", "sans patient"),
        LeftReason.PatientBeforeBound => new Text("last seen before the bound", "vus avant la borne"),
        LeftReason.PatientUndated => new Text("without a usable date", "sans date utilisable"),
        LeftReason.PatientNotInList => new Text("not on the list", "absents de la liste"),
        LeftReason.OrderOutsideBounds => new Text("order outside the bounds", "demande hors bornes"),
        LeftReason.OrderUndated => new Text("order without a usable date", "demande sans date utilisable"),
        LeftReason.PatientLeftOutByTreatment => new Text("left out by a treatment", "laissés par un traitement"),
        _ => new Text("nobody refers to them", "cités par personne"),
    }).In(language);

    /// <summary>Why a value does not fit.</summary>
    public static string Misfit(MisfitKind kind, Language language) => (kind switch
    {
        MisfitKind.TooLong => new Text("longer than the column", "plus long que la colonne"),
        MisfitKind.UnknownCode => new Text("a code that the target does not know", "code inconnu de la cible"),
        MisfitKind.Missing => new Text("required and missing", "exigé et absent"),
        MisfitKind.TooPrecise => new Text("finer than the column", "plus fin que la colonne"),
        MisfitKind.PartialDate => new Text("a partial date", "date partielle"),
        MisfitKind.OutsideRepertoire => new Text("characters that the column cannot hold", "caractères que la colonne ne tient pas"),
        MisfitKind.NotJoined => new Text("records that the target’s one row cannot join", "enregistrements que la ligne unique de la cible ne peut réunir"),
        MisfitKind.Unreadable => new Text("unreadable at the source", "illisible à la source"),
        _ => new Text("no place in the target", "sans place dans la cible"),
    }).In(language);

    /// <summary>A code that the target's catalogue lacks: what to add there, and what it is for in the records.</summary>
    public static string Lack(PlannedLack lack, Language language)
    {
        ArgumentNullException.ThrowIfNull(lack);
        return new Text(
            $"lacks {lack.Written} in {lack.Column}, here {lack.Code}", $"manque {lack.Written} dans {lack.Column}, ici {lack.Code}").In(language);
    }

    /// <summary>Records whose code the target's profile does not name; the code itself is never told.</summary>
    /// <param name="count">How many, as the reader's language writes it.</param>
    /// <param name="language">The reader's language.</param>
    public static string NotNamed(string count, Language language) => new Text(
        $"{count} records with a code that the target’s profile does not name; it is not shown",
        $"{count} enregistrements dont le code n’est pas dans le profil de la cible ; il n’est pas montré").In(language);

    /// <summary>What is done with them.</summary>
    public static string Treatment(FitTreatment treatment, Language language) => (treatment switch
    {
        FitTreatment.LeavePatientOut => new Text("the patient stays", "le patient reste"),
        FitTreatment.LeaveValueOut => new Text("the value stays, and the comment says so", "la valeur reste, le commentaire le dit"),
        FitTreatment.AttachAsDocument => new Text("the value passes as a document, and the comment says so", "la valeur passe en document, le commentaire le dit"),
        _ => new Text("the field stays", "le champ reste"),
    }).In(language);
}
