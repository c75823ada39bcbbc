using Ecluse.Breaches;
using Ecluse.Writing;

namespace Ecluse.Pages.Tests.Gallery;

/// <summary>An invented breach of three laboratories, one told late and notified late, one not told, one that is not concerned.</summary>
internal static class InventedBreaches
{
    public const string First = "Laboratoire des Trois-Rivières";
    public const string Second = "Biologie du Val d’Aure";

    private static readonly DateTimeOffset Received = new(2026, 11, 13, 8, 4, 0, TimeSpan.Zero);

    public static PageZone Paris { get; } = PageZone.Of(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));

    public static PaperMaking Making { get; } = new(_ => null, Received.AddHours(130));

    public static BreachDossier Full { get; } = Make();

    public static BreachDossier Bare { get; } = new(Full.Breach, []);

    public static ProcessingRegister Processing() => new(
        [
            new ProcessingLine(
                new PaperParty(First, "12 rue de l’Écluse, 99000 Trois-Rivières", "Dr A. Corvellec, biologiste", "M. Aubrac, dpo@trois-rivieres.example"),
                new PaperParty("Solvane Santé", "1 quai Neuf, 99100 Port", "N. Kervella", "S. Lorrain, dpo@solvane.example"), "C-2026-001", Received.AddDays(-90),
                Received.AddDays(200), ["lecture des colonnes désignées, dans la base source", "mise en parcelles chiffrées"], [],
                ["chiffrement age de chaque parcelle", "comptes nominatifs, second facteur"], [], 2, 1),
        ],
        Received);

    private static BreachDossier Make()
    {
        var breach = new Breach(
            "b-4f1d0c9e4177", new BreachOrigin(OriginKind.Authority, null, Received), Received.AddMinutes(40), "person:1", Cause.Everything, DutyBook.Read(null),
            [new(1, First, "C-2026-001", 24, ["passage:p-0123456789ab"]), new(2, Second, "C-2026-002", 12, ["space:s-0123456789ab"]), new(3, "Port-Béniguet", null, null, [])]);
        var entries = new List<BreachEntry>();
        void Say(double hours, int part, string field, string? value, string? note = null, Knowledge knowledge = Knowledge.Known, int item = 0)
        {
            var (now, dossier) = (Received.AddHours(hours), new BreachDossier(breach, [.. entries]));
            var kept = BreachRules.Check(dossier, new BreachSaying(part, field, value, note, knowledge, item), now);
            entries.Add(new BreachEntry(
                entries.Count + 1, part, field, kept.Item, dossier.Versions(part, field, kept.Item).Count() + 1, knowledge, kept.Value, note, now, now, "person:1", entries.Count + 200));
        }

        Say(3, 0, "aware", "2026-11-13T10:30:00Z", "les 56 lignes portent nos codes d’examen");
        Say(3.1, 0, "certainty", "established");
        Say(3.2, 0, "loss", "confidentiality");
        Say(3.3, 0, "origin", "hacking,published");
        Say(3.4, 0, "began", "2026-09-02T00:00:00Z", knowledge: Knowledge.Estimated);
        Say(3.5, 0, "circumstances", "L’agence nationale a transmis 56 lignes trouvées en vente.\nElles viennent d’un dépôt de migration.");
        Say(3.6, 0, "data", "name birth-date nir contact login health");
        Say(3.7, 0, "person-kinds", "patients prescribers");
        Say(3.8, 3, "concerned", "no", "rien ne s’y trouvait à cette période");
        Say(4, 1, "concerned", "yes");
        Say(30, 1, "told", "2026-11-14T13:30:00Z", "sa déléguée, par téléphone puis par messagerie");
        Say(31, 1, "persons", "900", knowledge: Knowledge.Estimated);
        Say(32, 0, "severity", "maximal", "des résultats de sérologie y figurent, avec l’identité");
        Say(33, 0, "harm", "control phishing fraud secrecy");
        Say(34, 0, "measures-before", "Parcelles chiffrées ; accès par comptes nommés.");
        Say(35, 0, "measures-now", "Le dépôt est arrêté. Les clés sont détruites.");
        Say(36, 0, "step", "host", "à l’hébergeur du forum : retirer le fichier");
        Say(36, 0, "step-at", "2026-11-14T18:00:00Z", item: 1);
        Say(37, 0, "step", "judge", "requête en référé : faire bloquer l’accès par les fournisseurs");
        Say(38, 0, "step-again", "2026-12-01T08:00:00Z", item: 2);
        Say(40, 0, "cause", null, knowledge: Knowledge.NotKnownYet);
        Say(110, 1, "authority-notified", "2026-11-17T22:00:00Z", "CNIL 2026-118204");
        Say(111, 1, "persons", "4112");
        Say(112, 1, "delay-reasons", "Le nombre de personnes n’a été connu qu’après lecture du fichier.");
        Say(113, 1, "persons-decision", "yes", "risque élevé : données de santé et identité");
        Say(114, 1, "contact", "Mme Aubrac, déléguée à la protection des données, 02 99 00 00 00");
        return new BreachDossier(breach, entries);
    }
}
