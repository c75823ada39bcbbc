using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>Errors of the watch; the table stands in <c>docs/reference/errors/watch.md</c>.</summary>
public static class WatchErrors
{
    /// <summary><c>WATCH-006</c>: a file is not named as its rule.</summary>
    internal static EcluseException FileName(string file, string id) => new(
        "WATCH-006",
        new($"The file {file} holds the rule {id}.", $"Le fichier {file} contient la règle {id}."),
        new($"Name it {id}{RuleBook.RuleEnding}: a rule of that name takes the place of Écluse’s own.",
            $"Le nommer {id}{RuleBook.RuleEnding} : une règle de ce nom prend la place de celle d’Écluse."),
        ErrorKind.Usage);

    /// <summary><c>WATCH-008</c>: events are kept long and nobody said why.</summary>
    internal static EcluseException NoReasonToKeep() => new(
        "WATCH-008",
        new("Events are to be kept for more than 12 months, and no reason stands there.", "Les événements seraient gardés plus de 12 mois, et aucun motif n’est écrit."),
        new("Write the risk and the procedure that ask for it as reason (CNIL recommendation 2021-122), or keep 12 months.",
            "Écrire comme motif (reason) le risque et la procédure qui le demandent (recommandation CNIL 2021-122), ou garder 12 mois."),
        ErrorKind.Usage);

    /// <summary><c>WATCH-007</c>: there is no such rule.</summary>
    public static EcluseException NoSuchRule() => new(
        "WATCH-007",
        new("There is no rule of this name.", "Il n’y a pas de règle de ce nom."),
        new("See ecluse watch rules.", "Voir ecluse watch rules."),
        ErrorKind.NotFound);
}
