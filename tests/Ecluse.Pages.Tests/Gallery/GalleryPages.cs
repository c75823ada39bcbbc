using Ecluse.BreachPages;
using Ecluse.CasePages;
using Ecluse.CertificatePages;
using Ecluse.ContractPages;
using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.PlanPages;

namespace Ecluse.Pages.Tests.Gallery;

/// <summary>Every page in every state, both languages: what the gallery writes and what the browser checks.</summary>
internal static class GalleryPages
{
    private static readonly (string Name, Func<Language, string?, string> Render)[] Pages =
    [
        ("passage-approved", (l, o) => PassagePage.Render(InventedPassages.Approved(), l, o)),
        ("passage-opened", (l, o) => PassagePage.Render(InventedPassages.Opened(), l, o)),
        ("passage-sealed", (l, o) => PassagePage.Render(InventedPassages.Sealed(), l, o)),
        ("passage-loading", (l, o) => PassagePage.Render(InventedPassages.Loading(), l, o)),
        ("passage-stopped", (l, o) => PassagePage.Render(InventedPassages.Stopped(), l, o)),
        ("passage-halted", (l, o) => PassagePage.Render(InventedPassages.Halted(), l, o)),
        ("passage-differs", (l, o) => PassagePage.Render(InventedPassages.Differs(), l, o)),
        ("passage-reconciled", (l, o) => PassagePage.Render(InventedPassages.Reconciled(), l, o)),
        ("passage-erased", (l, o) => PassagePage.Render(InventedPassages.Erased(), l, o)),
        ("passage-demo", (l, o) => PassagePage.Render(InventedPassages.Demo(), l, o)),
        ("plan", (l, o) => PlanPage.Render(InventedPlans.View(InventedPlans.Full()), l, o)),
        ("plan-trial", (l, o) => PlanPage.Render(InventedPlans.View(InventedPlans.Bare()), l, o)),
        ("certificate", (l, o) => CertificatePage.Render(InventedCertificates.View(InventedCertificates.Early()), l, o)),
        ("certificate-late", (l, o) => CertificatePage.Render(InventedCertificates.View(InventedCertificates.LateAndStopped()), l, o)),
        ("case", (l, o) => CasePage.Render(InventedCase.Held(), l, o)),
        ("case-broken", (l, o) => CasePage.Render(InventedCase.Broken(), l, o)),
        ("breach-notice", (l, o) => BreachPage.Render(InventedBreaches.Making.Notice(InventedBreaches.Full, 1), l, InventedBreaches.Paris, o)),
        ("breach-sheet", (l, o) => BreachPage.Render(InventedBreaches.Making.Sheet(InventedBreaches.Full, 1), l, InventedBreaches.Paris, o)),
        ("breach-sheet-bare", (l, o) => BreachPage.Render(InventedBreaches.Making.Sheet(InventedBreaches.Bare, 2), l, InventedBreaches.Paris, o)),
        ("breach-letter", (l, o) => LetterPage.Render(InventedBreaches.Making.Letter(InventedBreaches.Full, 1), l, InventedBreaches.Paris, o)),
        ("breach-timeline", (l, o) => BreachPage.Render(InventedBreaches.Making.Timeline(InventedBreaches.Full, 0), _ => "Agnès Lorrain", part => InventedBreaches.Full.Breach.Part(part).Controller, l, InventedBreaches.Paris, o)),
        ("breach-register", (l, o) => RegisterPage.Render(InventedBreaches.Making.Register([InventedBreaches.Full], InventedBreaches.First), l, InventedBreaches.Paris, o)),
        ("breach-list", (l, o) => RegisterPage.Render(InventedBreaches.Making.List([InventedBreaches.Full]), l, InventedBreaches.Paris, o)),
        ("processing-register", (l, o) => RegisterPage.Render(InventedBreaches.Processing(), l, InventedBreaches.Paris, o)),
        ("contract", (l, o) => ContractPage.Render(InventedCase.Contract(), l, o)),
    ];

    public static IEnumerable<(string File, Language Language, string Html)> All() => Pages.SelectMany(page => new[]
    {
        ($"{page.Name}.fr.html", Language.French, page.Render(Language.French, $"{page.Name}.en.html")),
        ($"{page.Name}.en.html", Language.English, page.Render(Language.English, $"{page.Name}.fr.html")),
    });
}
