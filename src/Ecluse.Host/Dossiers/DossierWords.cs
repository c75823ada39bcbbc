using Ecluse.Errors;

namespace Ecluse.Host.Dossiers;

/// <summary>What an auditor has to know, on the page and in the zip: the same words.</summary>
internal static class DossierWords
{
    /// <summary>What it takes.</summary>
    public static Text Before { get; } = new(
        "On a machine of your own, without a network: unpack the zip into an empty folder and run these commands there. ssh-keygen comes with OpenSSH; ecluse is built from its source. Neither asks this server anything.",
        "Sur une machine à vous, sans réseau : décompresser le zip dans un dossier vide et y lancer ces commandes. ssh-keygen vient avec OpenSSH ; ecluse se construit depuis ses sources. Ni l’un ni l’autre ne demande rien à ce serveur.");

    /// <summary>What is not proved by it.</summary>
    public static Text Trust { get; } = new(
        "Two files say whom you trust: allowed_signers and log.vkey. Compare them with copies that the laboratory kept from before; from this zip alone they prove only that everything fits together.",
        "Deux fichiers disent à qui vous faites confiance : allowed_signers et log.vkey. Les comparer aux copies que le laboratoire a gardées d’avant ; pris dans ce seul zip, ils prouvent seulement que tout concorde.");

    /// <summary>What is not in it.</summary>
    public static Text NoPatient { get; } = new(
        "No file holds a patient’s name, number or value: counts, hashes, dates, signatures.",
        "Aucun fichier ne contient le nom, le numéro ou une valeur d’un patient : des comptes, des empreintes, des dates, des signatures.");

    /// <summary>Why an instruction may be missing.</summary>
    public static Text LeftOut { get; } = new(
        "The instruction is left out: it lists patients by their keys. Its hash stands in the plan.",
        "L’instruction n’y est pas : elle désigne des patients par leur clé. Son empreinte figure dans le plan.");

    /// <summary>The zip's explanation, both languages one after the other.</summary>
    public static string Readme(DossierContent content) => $"{In(content, Language.French)}\n{new string('-', 72)}\n\n{In(content, Language.English)}";

    private static string In(DossierContent content, Language language)
    {
        var lines = new List<string> { Before.In(language), "" };
        foreach (var (what, command) in content.Commands)
        {
            lines.Add($"# {what.In(language)}");
            lines.Add(command);
            lines.Add("");
        }

        lines.Add(Trust.In(language));
        lines.Add(NoPatient.In(language));
        if (content.LeavesInstructionOut)
        {
            lines.Add(LeftOut.In(language));
        }

        return string.Join('\n', lines) + "\n";
    }
}
