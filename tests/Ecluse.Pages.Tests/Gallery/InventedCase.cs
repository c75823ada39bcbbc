using Ecluse.CasePages;
using Ecluse.ContractPages;
using Ecluse.Contracts;
using Ecluse.Errors;

namespace Ecluse.Pages.Tests.Gallery;

/// <summary>An invented play of the case and an invented contract.</summary>
internal static class InventedCase
{
    private static readonly DateTimeOffset At = new(2026, 11, 15, 8, 12, 4, TimeSpan.Zero);

    public static CaseView Held() => new("SAN-2022-009", At, InventedPassages.Paris,
    [
        new("§ 36", new Text("The contracts held none of the mentions.", "Les contrats ne portaient aucune des mentions."),
            new Text("Open a passage under the vendor’s general terms.", "Ouvrir un passage sous les conditions générales de l’éditeur."),
            new Text("Audits (GDPR 28(3)(h)) is absent.", "Audits (RGPD 28(3)(h)) : absent."), "CONTRACT-101", 1, true,
            "ecluse contract check samples/contracts/general-terms.md", "Paragraph36Tests.General_terms_open_nothing"),
        new("§ 44", new Text("129,277 patients left although 8,403 were to stay.", "129 277 patients sont sortis alors que 8 403 devaient rester."),
            new Text("Read patients seen before 7 May 2017.", "Lire les patients vus avant le 7 mai 2017."),
            new Text("8,403 stay at the source; the filter stands in the query.", "8 403 restent à la source ; le filtre est dans la requête."), null, 2, true),
    ]);

    public static CaseView Broken() => Held() with { Reproaches = [Held().Reproaches[0] with { Held = false }, Held().Reproaches[1]] };

    public static ContractView Contract() => new("SOL-SAU-2026", "Laboratoire de la Sauldre", InventedPlans.Sha, new ContractVerdict(At,
    [
        new("subject-matter", new Text("Subject-matter", "Objet"), "GDPR 28(3)", FindingState.Present, new Text("", "")),
        new("security", new Text("Security", "Sécurité"), "GDPR 28(3)(c)", FindingState.NotConcrete, new Text("measures: no measure is named", "measures : aucune mesure n’est nommée")),
        new("audits", new Text("Audits", "Audits"), "GDPR 28(3)(h)", FindingState.Absent, new Text("text: missing", "text : absent")),
    ], [new("CONTRACT-101", new Text("Audits (GDPR 28(3)(h)) is absent.", "Audits (GDPR 28(3)(h)) : absent."))]), InventedPassages.Paris);
}
