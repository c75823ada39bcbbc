using Ecluse.Drawing;
using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.Host.Passages;

/// <summary>
/// The five questions that a passage's page answers before anything else: which gate is open, how many patients, until when, what
/// is wrong and who must act, when everything is erased.
/// </summary>
internal static class Answers
{
    public static Html Write(PassageNow now, Pen pen) => Html.Of(
        $"""<dl class="panel answers" id="answers" data-live>{Gate(now, pen)}{Wrong(now, pen)}{Patients(now, pen)}{Until(now, pen)}{Erased(now, pen)}</dl>""");

    private static Html Gate(PassageNow now, Pen pen)
    {
        var (tag, detail) = now.View.Gate switch
        {
            OpenGate.Source => (Parts.Tag("up", pen.Say("The source gate", "La porte source"), "live"),
                pen.Say("Records enter the chamber; the target gate is closed.", "Les dossiers entrent dans la chambre ; la porte cible est fermée.")),
            OpenGate.Target => (Parts.Tag("up", pen.Say("The target gate", "La porte cible"), "live"),
                pen.Say("Records leave the chamber; the source gate is closed.", "Les dossiers quittent la chambre ; la porte source est fermée.")),
            _ => (Parts.Tag("down", pen.Say("None", "Aucune")), pen.Say("Both are closed.", "Les deux sont fermées.")),
        };
        return Answer(pen.Say("Open gate", "Porte ouverte"), tag, Html.Text(detail));
    }

    private static Html Wrong(PassageNow now, Pen pen)
    {
        var who = WhoActs.Of(now);
        return Answer(pen.Say("What is wrong, who must act", "Ce qui ne va pas, qui doit agir"),
            Parts.Tag(who.Icon, pen.Say(who.Wrong), who.Tone), Html.Text(pen.Say(who.Who)));
    }

    private static Html Patients(PassageNow now, Pen pen)
    {
        var p = now.View.Patients;
        var toCome = Math.Max(p.Passing - p.Loaded - p.Rejected, 0);
        var ended = now.View.State == PassageState.Erased || now.View.WasStopped;
        var parts = Html.Join(
        [
            Key(Swatch.Passed, p.Loaded, pen.Say("passed", p.Loaded < 2 ? "passé" : "passés"), pen),
            Key(Swatch.Left, p.Left, pen.Say(p.Left == 1 ? "stayed" : "stayed", p.Left < 2 ? "resté" : "restés"), pen),
            Key(Swatch.Rejected, p.Rejected, pen.Say("refused", p.Rejected < 2 ? "refusé" : "refusés"), pen),
            toCome == 0 ? Html.None : Key(Swatch.ToCome, toCome, ended ? pen.Say("not loaded", "non chargés") : pen.Say("to come", "à venir"), pen),
        ]);
        return Html.Of(
            $"""<div><dt>{pen.Say($"Of {pen.Patients(p.AtSource)}", $"Sur {pen.Patients(p.AtSource)}")}</dt><dd>{Bars.Stacked(p.Loaded, p.Rejected, toCome, p.Left)}<ul class="key">{parts}</ul></dd></div>""");
    }

    private static Html Until(PassageNow now, Pen pen)
    {
        var label = pen.Say("Until when", "Jusqu’à quand");
        if (now.Job is { IsRunning: true } job)
        {
            return Answer(label, Html.Text(JobWords.Left(job, now.View, pen)), JobWords.Progress(job, now.View, pen));
        }

        if (now.IsHeld)
        {
            return Answer(label, Html.Text(pen.Say("Under way", "En cours")), Html.Text(pen.Say("A command of this machine is at work.", "Une commande de cette machine est à l’œuvre.")));
        }

        var last = now.View.Steps.LastOrDefault(step => step.At is not null);
        var detail = last?.At is { } at ? Html.Of($"{pen.Say(last.Name)}, {pen.ShortInstant(at)}") : Html.None;
        return Answer(label, Html.Text(now.View.State == PassageState.Erased ? pen.Say("Ended", "Terminé") : pen.Say("Nothing is under way", "Rien n’est en cours")), detail);
    }

    private static Html Erased(PassageNow now, Pen pen)
    {
        var view = now.View;
        var label = pen.Say("Everything is erased", "Tout est effacé");
        if (view.Erasure is { } erasure)
        {
            var timing = erasure.Timing switch
            {
                ErasureTiming.Early => pen.Say("ahead of its date", "avant l’échéance"),
                ErasureTiming.Late => pen.Say("late", "en retard"),
                _ => pen.Say("on its date", "à l’échéance"),
            };
            return Answer(label, Parts.Tag("check", pen.Say("Done, ", "C’est fait, ") + timing, erasure.Timing == ErasureTiming.Late ? "warn" : "ok"), Html.Of($"{pen.Instant(erasure.ErasedAt)}, {pen.Say(view.Zone.Name)}"));
        }

        var left = view.EraseBy - view.At;
        return Answer(
            label,
            left > TimeSpan.Zero
                ? Html.Text(pen.Say($"Within {pen.Duration(left)}", $"Sous {pen.Duration(left)}"))
                : Parts.Tag("stop", pen.Say($"Late by {pen.Duration(left.Negate())}", $"En retard de {pen.Duration(left.Negate())}"), "bad"),
            Html.Of($"{pen.Instant(view.EraseBy)}, {pen.Say(view.Zone.Name)}{pen.Say(", whatever happens", ", quoi qu’il arrive")}"));
    }

    private static Html Answer(string label, Html value, Html detail) =>
        Html.Of($"""<div><dt>{label}</dt><dd><p class="a-v">{value}</p><p class="a-d">{detail}</p></dd></div>""");

    private static Html Key(Html swatch, long count, string what, Pen pen) =>
        Html.Of($"<li>{swatch}<span><b>{pen.Number(count)}</b> {what}</span></li>");
}
