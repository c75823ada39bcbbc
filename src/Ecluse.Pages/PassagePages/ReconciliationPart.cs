using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>The three legs of the reconciliation: which held, and what each one saw.</summary>
internal static class ReconciliationPart
{
    public static Html Write(PassageView view, Pen pen)
    {
        if (view.Reconciliation is not { } legs)
        {
            return Html.None;
        }

        return Parts.Section(
            pen.Say("Reconciliation", "Rapprochement"),
            Html.Text(pen.Say("A profile that writes wrongly also reads wrongly: hence three legs", "Un profil qui écrit mal relit mal aussi : d’où trois contrôles")),
            Html.Of($"""<div class="panel legs">{ByValue(legs, pen)}{Figures(legs, pen)}{ByEye(legs, pen)}</div><div class="recon">{Types(legs, pen)}{FigureTable(legs, pen)}</div>"""));
    }

    private static Html ByValue(ReconciliationView legs, Pen pen)
    {
        var p = legs.Patients;
        var wrong = p.Different + p.Missing;
        var tag = Verdict(
            legs.ByValueHolds,
            pen.Count(p.Equal, "patient equal", "patients equal", "patient égal", "patients égaux"),
            wrong > 0
                ? pen.Say($"{pen.Number(p.Different)} differ, {pen.Number(p.Missing)} missing", $"{pen.Number(p.Different)} en écart, {pen.Number(p.Missing)} absents")
                : pen.Say("counts differ", "nombres en écart"));
        var shared = pen.Count(legs.Shared.Compared, "shared record", "shared records", "enregistrement commun", "enregistrements communs");
        return Leg(pen.Say("1. By value, through the profile", "1. Par valeur, à travers le profil"), tag, pen.Say(
            $"Each patient read back from the target is compared with what left the source, by keyed digest: {pen.Number(p.Compared)} compared, {pen.Number(p.Rejected)} refused ones expected to be missing; {shared}, {pen.Number(legs.Shared.Missing)} without an equal.",
            $"Chaque patient relu dans la cible est comparé à ce qui a quitté la source, par empreinte à clé : {pen.Number(p.Compared)} comparés, {pen.Number(p.Rejected)} refusés, attendus absents ; {shared}, {pen.Number(legs.Shared.Missing)} sans égal."));
    }

    private static Html Figures(ReconciliationView legs, Pen pen)
    {
        var agreeing = legs.Figures.Count(figure => figure.Agrees);
        var tag = legs.Figures.Count == 0 ? NotYet(pen) : Verdict(
            legs.FiguresHold,
            pen.Count(agreeing, "figure agrees", "figures agree", "chiffre concorde", "chiffres concordent"),
            pen.Say($"{pen.Number((long)legs.Figures.Count - agreeing)} of {pen.Number((long)legs.Figures.Count)} figures differ", $"{pen.Number((long)legs.Figures.Count - agreeing)} chiffres sur {pen.Number((long)legs.Figures.Count)} diffèrent"));
        return Leg(pen.Say("2. By plain SQL, past the profile", "2. Par SQL simple, hors du profil"), tag, pen.Say(
            "Counts, sums, least and greatest, asked of each database in its own words.",
            "Nombres, sommes, minimum et maximum, demandés à chaque base avec ses propres mots."));
    }

    private static Html ByEye(ReconciliationView legs, Pen pen)
    {
        if (legs.ByEye is not { } eye)
        {
            return Leg(pen.Say("3. By eye", "3. À l’œil"), NotYet(pen), "");
        }

        var shown = pen.Say($"{pen.Patients(eye.Shown)} shown, raw columns beside raw columns.", $"{pen.Patients(eye.Shown)} montrés, colonnes brutes en regard.");
        var signed = eye is { SignedBy: { } by, SignedAt: { } at }
            ? Html.Of($"<p class=\"small\">{pen.Say("Signed by ", "Signé par ")}{by}, {pen.ShortInstant(at)}</p>")
            : Html.None;
        var played = !eye.AutomaticSignature ? Html.None : Html.Of(
            $"<p class=\"small\">{pen.Say("In this demonstration nobody looked: the program signed in the place of an invented director.", "Dans cette démonstration personne n’a regardé : le programme a signé à la place d’un directeur inventé.")}</p>");
        var tag = eye.SignedBy is null
            ? Parts.Tag("clock", pen.Say("signature awaited", "signature attendue"), "live")
            : Parts.Tag("eye", pen.Say("list seen and signed", "liste vue et signée"), "ok");
        return Html.Of($"{Leg(pen.Say("3. By eye", "3. À l’œil"), tag, shown, Html.Of($"{signed}{played}"))}");
    }

    private static Html Types(ReconciliationView legs, Pen pen)
    {
        var table = new Table(
            pen.Say("Leg 1, by record type", "Contrôle 1, par type d’enregistrement"),
            pen.Say("Leg 1, counts", "Contrôle 1, nombres"), Column.Number(pen.Say("Sealed", "Scellés")),
            Column.Number(pen.Say("Of refused patients", "De patients refusés")), Column.Number(pen.Say("Read back", "Relus")),
            pen.Say("State", "État"));
        foreach (var type in legs.Types)
        {
            table.Add(
                type.Agrees, Html.Text(PlanWords.Type(type.Type, pen.Language)), Html.Text(pen.Number(type.Sealed)),
                Html.Text(pen.Number(type.Rejected)), Html.Text(pen.Number(type.Found)),
                Verdict(type.Agrees, pen.Say("equal", "égal"), pen.Say("differs", "en écart")));
        }

        return table.Write();
    }

    private static Html FigureTable(ReconciliationView legs, Pen pen)
    {
        var isKept = legs.Figures.Any(figure => figure.Source is not null || figure.Target is not null);
        var title = pen.Say("Leg 2, figure by figure", "Contrôle 2, chiffre par chiffre");
        Column[] names = [pen.Say("Check", "Contrôle"), pen.Say("Group", "Groupe"), pen.Say("Figure", "Chiffre")];
        Column[] values = isKept ? [Column.Number("Source"), Column.Number(pen.Say("Target", "Cible"))] : [];
        var table = new Table(title, [.. names, .. values, pen.Say("State", "État")]);
        foreach (var figure in legs.Figures.OrderBy(figure => figure.Agrees))
        {
            Html[] kept = isKept ? [Html.Text(figure.Source ?? "–"), Html.Text(figure.Target ?? "–")] : [];
            table.Add(figure.Agrees,
            [
                Html.Text(figure.Check), Html.Text(figure.Group), Html.Text(figure.Figure), .. kept,
                Verdict(figure.Agrees, pen.Say("equal", "égal"), pen.Say("differs", "diffère")),
            ]);
        }

        var count = pen.Count(legs.Figures.Count, "figure", "figures", "chiffre", "chiffres");
        // A thousand figures that agree are for the screen; on paper their count is enough.
        var open = legs.FiguresHold ? Html.Of($" class=\"no-print\"") : Html.Of($" open");
        return legs.Figures.Count == 0 ? Html.None : Html.Of(
            $"<details{open}><summary>{title} <span class=\"muted\">({count})</span></summary>{table.Write()}</details>");
    }

    private static Html Leg(string title, Html tag, string text, Html more = default) =>
        Html.Of($"""<div><h3>{title}</h3><p>{tag}</p><p class="small muted">{text}</p>{more}</div>""");

    private static Html NotYet(Pen pen) => Parts.Tag("empty", pen.Say("not made", "pas fait"));

    private static Html Verdict(bool holds, string yes, string no) =>
        holds ? Parts.Tag("check", yes, "ok") : Parts.Tag("stop", no, "bad");
}
