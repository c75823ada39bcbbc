using Ecluse.Errors;

namespace Ecluse.PassagePages;

/// <summary>Why a target refuses a patient, by code, and what was decided.</summary>
public static class RejectWords
{
    /// <summary>The reason of a code such as <c>REJECT-LENGTH</c>.</summary>
    public static Text Of(string code) => code switch
    {
        "REJECT-UNIQUE" => new Text("The target holds that key already", "La cible tient déjà cette clé"),
        "REJECT-LENGTH" => new Text("A text is longer than its column", "Un texte est plus long que sa colonne"),
        "REJECT-REQUIRED" => new Text("A value that the target requires is missing", "Une valeur exigée par la cible manque"),
        "REJECT-REFERENCE" => new Text("A record that it refers to is not there", "Un enregistrement cité n’existe pas"),
        "REJECT-CHECK" => new Text("A constraint of the target refused", "Une contrainte de la cible a refusé"),
        "REJECT-TYPE" => new Text("A value is not of its column’s type", "Une valeur n’est pas du type de sa colonne"),
        "REJECT-CONFLICT" => new Text("The target holds another record there", "La cible tient là un autre enregistrement"),
        _ => new Text("The target refused for another reason", "La cible a refusé pour une autre raison"),
    };

    /// <summary>A decision as the state keeps it, in words; null while nothing is decided.</summary>
    public static Text? Decision(string? decision) => decision switch
    {
        null => null,
        "skipped" => new Text("left out by decision", "laissés par décision"),
        _ => new Text(decision, decision),
    };
}
