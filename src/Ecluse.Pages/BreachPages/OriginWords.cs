using Ecluse.Errors;

namespace Ecluse.BreachPages;

/// <summary>What was done about the warning or alert that a breach came from, in words.</summary>
internal static class OriginWords
{
    /// <summary>The act in words; null for one that has none here.</summary>
    public static Text? Of(string act) => act switch
    {
        "warning.received" => new("Warning received", "Signalement reçu"),
        "warning.added-to" => new("Warning: the reporter added something", "Signalement : son auteur a complété"),
        "warning.acknowledged" => new("Warning acknowledged", "Signalement pris en compte"),
        "warning.answered" => new("Warning: the reporter was answered", "Signalement : réponse à son auteur"),
        "warning.concern-answered" => new("Warning: answered whether it concerns this controller (§61)", "Signalement : répondu s’il concerne ce responsable (§61)"),
        "warning.unanswered" => new("Warning left unanswered: the controller was told by itself", "Signalement resté sans réponse : le responsable fut averti d’office"),
        "warning.notice-read" => new("The controller read that notice", "Le responsable a lu cet avis"),
        "warning.closing-proposed" => new("Warning: closing proposed", "Signalement : clôture proposée"),
        "warning.closed" => new("Warning closed by a second person", "Signalement clos par une deuxième personne"),
        "warning.became-breach" => new("Warning became this breach", "Le signalement est devenu cette violation"),
        "alert.raised" => new("Alert raised", "Alerte levée"),
        "alert.acknowledged" => new("Alert acknowledged", "Alerte prise en compte"),
        "alert.acted" => new("Alert: somebody acted", "Alerte : un acte fut fait"),
        "alert.escalated" => new("Alert escalated", "Alerte remontée"),
        "alert.level-raised" => new("Alert found again with more at stake", "Alerte retrouvée avec un enjeu plus grand"),
        "alert.silenced" => new("Alert silenced", "Alerte mise en sourdine"),
        "alert.closed" => new("Alert closed", "Alerte close"),
        "alert.became-breach" => new("Alert became this breach", "L’alerte est devenue cette violation"),
        _ => null,
    };
}
