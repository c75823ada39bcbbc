using Ecluse.Layout;
using Ecluse.Markup;
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
            Html.Of($"""<div class="panel legs">{ByValue(legs, pen)}{Figures(legs, pen)}{ByEye(legs, pen)}</div><div class="recon">{Digests(legs, pen)}{FigureTable(legs, pen)}</div>"""));
    }

    private static Html ByValue(ReconciliationView legs, Pen pen)
    {
        var differing = legs.ByValue.Count(type => !type.Holds);
        var tag = legs.ByValue.Count == 0 ? NotYet(pen) : Verdict(
            legs.ByValueHolds, pen.Say("digests equal", "empreintes égales"),
            pen.Say($"{pen.Count(differing, "type", "types", "type", "types")} differ", $"{pen.Count(differing, "type", "types", "type", "types")} en écart"));
        return Leg(pen.Say("1. By value, through the profile", "1. Par valeur, à travers le profil"), tag, pen.Say(
            "Each record read back from the target is compared with what left the source, by keyed digest.",
            "Chaque enregistrement relu dans la cible est comparé à ce qui a quitté la source, par empreinte à clé."));
    }

    private static Html Figures(ReconciliationView legs, Pen pen)
    {
        var agreeing = legs.Figures.Count(figure => figure.Agrees);
        var tag = legs.Figures.Count == 0 ? NotYet(pen) : Verdict(
            legs.FiguresHold,
            pen.Say($"{pen.Number((long)agreeing)} figures agree", $"{pen.Number((long)agreeing)} chiffres concordent"),
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

    private static Html Digests(ReconciliationView legs, Pen pen)
    {
        var table = new Table(
            pen.Say("Leg 1, by record type", "Contrôle 1, par type d’enregistrement"),
            pen.Say("Leg 1, by value", "Contrôle 1, par valeur"), Column.Number("Source"), Column.Number(pen.Say("Target", "Cible")),
            Column.Number(pen.Say("Different", "Différents")), pen.Say("Digests", "Empreintes"));
        foreach (var type in legs.ByValue)
        {
            Html[] cells =
            [
                Html.Text(pen.Say(type.Name)), Html.Text(pen.Number(type.Source)), Html.Text(pen.Number(type.Target)),
                Html.Text(pen.Number(type.Different)),
                Verdict(type.Holds, pen.Say("equal", "égales"), pen.Say("differ", "différentes")),
            ];
            if (type.Holds)
            {
                table.Add(cells);
            }
            else
            {
                table.AddDifferent(cells);
            }
        }

        return table.Write();
    }

    private static Html FigureTable(ReconciliationView legs, Pen pen)
    {
        if (legs.Figures.Count == 0)
        {
            return Html.None;
        }

        var title = pen.Say("Leg 2, figure by figure", "Contrôle 2, chiffre par chiffre");
        var table = new Table(
            title, pen.Say("Check", "Contrôle"), pen.Say("Group", "Groupe"), pen.Say("Figure", "Chiffre"),
            Column.Number("Source"), Column.Number(pen.Say("Target", "Cible")), pen.Say("State", "État"));
        foreach (var figure in legs.Figures.OrderBy(figure => figure.Agrees))
        {
            Html[] cells =
            [
                Html.Text(figure.Check), Html.Text(figure.Group), Html.Text(figure.Figure), Html.Text(figure.Source ?? "–"),
                Html.Text(figure.Target ?? "–"), Verdict(figure.Agrees, pen.Say("equal", "égal"), pen.Say("differs", "diffère")),
            ];
            if (figure.Agrees)
            {
                table.Add(cells);
            }
            else
            {
                table.AddDifferent(cells);
            }
        }

        var count = pen.Count(legs.Figures.Count, "figure", "figures", "chiffre", "chiffres");
        return legs.FiguresHold
            ? Html.Of($"<details><summary>{title} <span class=\"muted\">({count})</span></summary>{table.Write()}</details>")
            : Html.Of($"<details open><summary>{title} <span class=\"muted\">({count})</span></summary>{table.Write()}</details>");
    }

    private static Html Leg(string title, Html tag, string text, Html more = default) =>
        Html.Of($"""<div><h3>{title}</h3><p>{tag}</p><p class="small muted">{text}</p>{more}</div>""");

    private static Html NotYet(Pen pen) => Parts.Tag("empty", pen.Say("not made", "pas fait"));

    private static Html Verdict(bool holds, string yes, string no) =>
        holds ? Parts.Tag("check", yes, "ok") : Parts.Tag("stop", no, "bad");
}
