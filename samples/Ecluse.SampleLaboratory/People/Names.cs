using Ecluse.Samples.Chance;

namespace Ecluse.Samples.People;

/// <summary>Names made of syllables: nobody's, though a made-up name may happen to be somebody's.</summary>
internal static class Names
{
    private static readonly string[] Heads =
    [
        "Bran", "Cal", "Dré", "Fau", "Gué", "Hal", "Jor", "Kéris", "Lan", "Mor", "Nau", "Or", "Pré", "Qué", "Ros",
        "Sau", "Tal", "Vau", "Yv", "Zé", "Bois", "Char", "Dun", "Ét", "Fré", "Grim", "Mal", "Pon", "Rou", "Ser",
    ];

    private static readonly string[] Middles =
    [
        "", "", "", "be", "che", "da", "fi", "go", "la", "ma", "ni", "po", "ra", "sè", "ti", "va", "ço", "lé",
    ];

    private static readonly string[] Tails =
    [
        "bert", "court", "dieu", "fontaine", "gnac", "lier", "mont", "nard", "phin", "quet", "rault", "seau", "tel",
        "ville", "zan", "bœuf", "çois", "ëlle", "gué", "hïen", "jean", "lôt", "mûr", "neuf", "ssières", "vêque",
    ];

    /// <summary>Given names of women, as old people and children bear them.</summary>
    public static readonly string[] Women =
    [
        "Adèle", "Béatrice", "Cécile", "Désirée", "Éléonore", "Françoise", "Geneviève", "Héloïse", "Inès", "Jeanne",
        "Katell", "Léa", "Maëlle", "Noémie", "Océane", "Pénélope", "Rozenn", "Solène", "Thérèse", "Zoé",
    ];

    /// <summary>Given names of men.</summary>
    public static readonly string[] Men =
    [
        "Aurélien", "Benoît", "Côme", "Désiré", "Émile", "François", "Gaël", "Hélier", "Irénée", "Jérôme", "Kilian",
        "Loïc", "Maël", "Noël", "Octave", "Priëur", "Régis", "Stéphane", "Théo", "Yannick",
    ];

    private static readonly string[] Ways = ["rue", "avenue", "impasse", "place", "chemin", "allée", "boulevard"];

    private static readonly string[] Flowers =
    [
        "des Églantiers", "du Vieux-Lavoir", "des Bleuets", "de l’Écluse", "du Four-à-Chaux", "des Œillets",
        "de la Grève", "du Pré-Sœurs", "des Chênes", "du Bac", "de la Forêt", "aux Hêtres",
    ];

    /// <summary>A family name, in capitals as the counter typed it.</summary>
    public static string Family(ref SeededSequence chance)
    {
        var name = One(ref chance);
        return (chance.Chance(40) ? $"{name}-{One(ref chance)}" : name).ToUpperInvariant();
    }

    /// <summary>One to three given names, the first one first.</summary>
    public static string Given(ref SeededSequence chance, bool woman)
    {
        var list = woman ? Women : Men;
        var first = chance.Below(list.Length);
        return chance.Below(3) switch
        {
            0 => list[first],
            1 => $"{list[first]} {list[(first + 7) % list.Length]}",
            _ => $"{list[first]} {list[(first + 5) % list.Length]} {list[(first + 11) % list.Length]}",
        };
    }

    /// <summary>First line of an address.</summary>
    public static string Street(ref SeededSequence chance) =>
        $"{chance.Between(1, 180)} {chance.Pick(Ways)} {chance.Pick(Flowers)}";

    /// <summary>A town; <paramref name="number"/> decides, so that a town keeps its post code.</summary>
    public static string Town(int number) =>
        $"{Heads[number % Heads.Length]}{Tails[number * 7 % Tails.Length]}-{(number % 2 == 0 ? "sur-Vère" : "les-Étangs")}";

    private static string One(ref SeededSequence chance) =>
        chance.Pick(Heads) + chance.Pick(Middles) + chance.Pick(Tails);
}
