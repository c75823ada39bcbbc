using Ecluse.Drawing;
using Ecluse.Host.WebConsole;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Writing;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>The sample of leg 3: asked for with a line of the signatory's own, then looked at and judged. The one page with patients on it.</summary>
internal static class SamplePage
{
    /// <summary>The form that asks for it.</summary>
    public static IResult Ask(HttpContext context, PassageNow now)
    {
        var (id, pen) = (now.View.Passage, new Pen(ConsolePage.LanguageOf(context), now.View.Zone));
        var body = now.View.State == PassageState.Reconciled && !now.Work.Plan.Trial
            ? now.Work.Plan.OneMachine ? Form(id, pen) : Pages.Empty(
                pen.Say("The gates stand on two machines", "Les portes sont sur deux machines"),
                pen.Say("This server holds nothing that opens a parcel: the sample is drawn at the target gate.", "Ce serveur ne détient rien qui ouvre un colis : l’échantillon se tire à la porte cible."))
            : Pages.Empty(
                pen.Say("No acceptance is awaited now", "Aucune recette n’est attendue maintenant"),
                pen.Say("It comes after a reconciliation without differences; a trial has none.", "Elle vient après un rapprochement sans écart ; un essai n’en a pas."));
        return Answer(context, id, pen, body);
    }

    /// <summary>The sample, and what to do after looking at it.</summary>
    public static IResult Show(HttpContext context, PassageWork work, DrawnSample sample, IReadOnlyList<ColumnPair> pairs)
    {
        var pen = ConsolePage.PenOf(context);
        var count = sample.Patients.Count;
        var patients = sample.Patients.Select((_, at) => new SamplePatient(
            pen.Say($"Patient {at + 1} of {count}", $"Patient {at + 1} sur {count}"), sample.Before[at].Rows, sample.After[at].Rows)).ToList();
        var drawn = pen.Say(
            $"{pen.Number((long)sample.Acceptance.Drawn)} drawn by chance from your line “{sample.Acceptance.Line}”, and {pen.Count(sample.Acceptance.Added, "patient", "patients", "patient", "patients")} more so that each test is seen once. This page is kept nowhere; that you were shown it is in the journal.",
            $"{pen.Number((long)sample.Acceptance.Drawn)} tirés au hasard par votre ligne « {sample.Acceptance.Line} », et {pen.Count(sample.Acceptance.Added, "patient", "patients", "patient", "patients")} de plus pour que chaque examen soit vu une fois. Cette page n’est gardée nulle part ; qu’elle vous a été montrée est au journal.");
        return Answer(context, work.Passage.Id, pen, Html.Of(
            $"""
            <section class="notes">{Parts.Note("live", "eye", pen.Say($"{count} patients, before and after", $"{count} patients, avant et après"), Html.Text(drawn))}</section>
            {SamplePart.Write(patients, pairs, work.Plan.Source.Profile.Id.ToUpperInvariant(), work.Plan.Target.Profile.Id.ToUpperInvariant(), pen)}
            {Judge(work.Passage.Id, sample.Bytes, pen)}
            """));
    }

    private static IResult Answer(HttpContext context, string id, Pen pen, Html body)
    {
        var title = pen.Say("Sample", "Échantillon");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head($"/passages/{id}/acceptance", pen.Say("Acceptance", "Recette"), title, Html.Text(pen.Say(
                "Patients as they stood in the old system, and as they arrived in the new one: for the laboratory’s signatory and nobody else.",
                "Des patients tels qu’ils étaient dans l’ancien système, et tels qu’ils sont arrivés dans le nouveau : pour le signataire du laboratoire et personne d’autre.")))}
            {body}
            """));
    }

    private static Html Form(string id, Pen pen) => Html.Of(
        $"""
        <form class="panel pad form" method="post" action="/passages/{id}/sample"><h2>{pen.Say("Draw it", "Le tirer")}</h2>
        <p class="field"><label for="s-line">{pen.Say("A line of your own, any words; with it neither side chooses the sample alone", "Une ligne à vous, n’importe quels mots ; avec elle, aucun côté ne choisit seul l’échantillon")}</label><input id="s-line" name="line" required maxlength="200" autocomplete="off"></p>
        <p class="muted">{pen.Say("The next page shows patients. See who stands behind you.", "La page suivante montre des patients. Voir qui se tient derrière vous.")}</p>
        <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Show the sample", "Montrer l’échantillon")}</button></p></form>
        """);

    private static Html Judge(string id, byte[] acceptance, Pen pen)
    {
        var text = Convert.ToBase64String(acceptance);
        return Parts.Section(pen.Say("Your judgement", "Votre jugement"), Html.None, Html.Of(
            $"""
            <div class="halves"><form class="panel pad form" method="post" action="/passages/{id}/sample/sign"><h3>{pen.Say("They are right", "Ils sont justes")}</h3>
            <p>{pen.Say("Sign that you saw them. The acceptance names no patient.", "Signer qu’ils ont été vus. La recette ne nomme aucun patient.")}</p>
            <input type="hidden" name="acceptance" value="{text}">
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Sign with my signing key", "Signer avec ma clé de signature")}</button>
            <a class="btn" download="acceptance.json" href="data:application/json;base64,{text}">{pen.Say("Take acceptance.json, to sign on my machine", "Prendre acceptance.json, à signer sur ma machine")}</a></p></form>
            <div class="panel pad form"><h3>{pen.Say("Something is wrong", "Quelque chose est faux")}</h3>
            <p>{pen.Say("Sign nothing. Tell an operator the patient’s number on this page and the column, never a name; nothing is erased and nothing goes live without your signature.", "Ne rien signer. Dire à un opérateur le numéro du patient sur cette page et la colonne, jamais un nom ; rien n’est effacé ni mis en service sans votre signature.")}</p>
            <p class="btn-row"><a class="btn" href="/passages/{id}">{pen.Say("Leave it open", "Le laisser ouvert")}</a><a class="btn btn-stop" href="/passages/{id}/stop">{Icons.Of("stop")}{pen.Say("Stop…", "Arrêter…")}</a></p></div></div>
            """));
    }
}
