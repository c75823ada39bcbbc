using Ecluse.Drawing;
using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>The page of a passage: what passed, what stayed and why, how it was compared, when it was erased.</summary>
public static class PassagePage
{
    /// <summary>Writes the page: one HTML document that needs nothing beside it.</summary>
    /// <param name="view">What to show.</param>
    /// <param name="language">The page's one language.</param>
    /// <param name="otherLanguageFile">File name of the other language's page, written beside this one; null for no link.</param>
    public static string Render(PassageView view, Language language, string? otherLanguageFile = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        var pen = new Pen(language, view.Zone);
        var foot = pen.Say($"Written on {Dates.Instant(view.At, view.Zone, language)}", $"Écrit le {Dates.Instant(view.At, view.Zone, language)}");
        return new Sheet(
            pen.Say($"Passage {view.Passage}", $"Passage {view.Passage}"), Body(view, pen),
            $"{foot}, {pen.Say(view.Zone.Name)}. {CheckpointFoot(view.Checkpoint, pen)}", otherLanguageFile).Write(pen);
    }

    /// <summary>What stands in the page, whatever frame it is put in.</summary>
    internal static Html Body(PassageView view, Pen pen) => Html.Of(
            $"""
            {Parts.Head(pen.Say($"Passage {view.Passage}", $"Passage {view.Passage}"), view.Laboratory, Sentence(view, pen))}
            {Notes(view, pen)}{Lock(view, pen)}
            <div class="cols"><div>{PassageTables.Types(view, pen)}{PassageTables.Rejects(view, pen)}</div>{Steps(view, pen)}</div>
            {ReconciliationPart.Write(view, pen)}{ErasurePart.Section(view.Erasure, pen)}{InventedPart.Write(view, pen)}{Stages(view, pen)}{Proof(view, pen)}
            """);

    internal static string CheckpointFoot(CheckpointView? checkpoint, Pen pen) => checkpoint is null ? "" : pen.Say(
        $"Journal checkpoint: {checkpoint.Origin}, {pen.Number(checkpoint.Size)} entries, root {checkpoint.Root}.",
        $"Point de contrôle du journal : {checkpoint.Origin}, {pen.Number(checkpoint.Size)} entrées, racine {checkpoint.Root}.");

    internal static Html Sentence(PassageView view, Pen pen)
    {
        var words = (view.State, view.Gate) switch
        {
            (PassageState.Erased, _) when view.WasStopped => pen.Say(
                "The passage was stopped. The chamber is empty.",
                "Le passage a été arrêté. La chambre est vide."),
            (PassageState.Erased, _) when !view.WasAccepted => pen.Say(
                "The passage was erased without an acceptance. The chamber is empty.",
                "Le passage a été effacé sans recette. La chambre est vide."),
            (PassageState.Erased, _) => pen.Say(
                "The passage has ended. The chamber is empty.",
                "Le passage est terminé. La chambre est vide."),
            (PassageState.Stopped, _) => pen.Say(
                "The passage is stopped, what it wrote was taken out again. Both gates are closed.",
                "Le passage est arrêté, ce qu’il avait écrit a été retiré. Les deux portes sont fermées."),
            (_, OpenGate.Source) => pen.Say(
                "The source gate is open. Nothing has entered the target system yet.",
                "La porte source est ouverte. Rien n’est encore entré dans le système cible."),
            (_, OpenGate.Target) => pen.Say(
                "The target gate is open. The source gate is closed.",
                "La porte cible est ouverte. La porte source est fermée."),
            (PassageState.Sealed, _) when view.Parcels.Loaded > 0 => pen.Say(
                "The loading has halted. Both gates are closed, nothing is lost.",
                "Le chargement est interrompu. Les deux portes sont fermées, rien n’est perdu."),
            (PassageState.Sealed, _) => pen.Say(
                "Everything is sealed and the source gate is closed. Nothing has entered the target system yet.",
                "Tout est scellé, la porte source est fermée. Rien n’est encore entré dans le système cible."),
            (PassageState.Loaded, _) => pen.Say(
                "Every parcel was put to the target. The comparison with the source remains.",
                "Tous les colis ont été présentés à la cible. Reste à comparer avec la source."),
            (PassageState.Reconciled, _) => pen.Say(
                "Source and target were compared. The laboratory has yet to accept.",
                "La source et la cible ont été comparées. Le laboratoire doit encore accepter."),
            (PassageState.Accepted, _) => pen.Say(
                "The laboratory has accepted. The erasure remains.",
                "Le laboratoire a accepté. Reste l’effacement."),
            _ => pen.Say("Both gates are closed.", "Les deux portes sont fermées."),
        };
        return Html.Text(words);
    }

    internal static Html Notes(PassageView view, Pen pen)
    {
        var notes = new List<Html>();
        if (view.Trouble is { } trouble)
        {
            var code = trouble.Code is null ? Html.None : Html.Of($" <code>{trouble.Code}</code>");
            notes.Add(Parts.Note("bad", "stop", pen.Say(trouble.What), Html.Of($"{pen.Say(trouble.Consequence)}{code}")));
        }

        if (view.Rejects.Where(reject => reject.Decision is null).Sum(reject => reject.Patients) is > 0 and var undecided)
        {
            notes.Add(Parts.Note(
                "warn", "warn",
                pen.Say($"{pen.Patients(undecided)} not accepted by the target.", $"{pen.Patients(undecided)} que la cible n’accepte pas."),
                Html.Text(pen.Say(
                    "The passage fails if nobody decides. The list is sealed for the laboratory.",
                    "Le passage échouera si personne ne décide. La liste est scellée pour le laboratoire."))));
        }

        if (view is { Certificate: { } certificate, Erasure: { } erasure })
        {
            notes.Add(ErasurePart.Summary(certificate, erasure, pen));
        }

        return notes.Count == 0 ? Html.None : Html.Of($"<section class=\"notes\">{notes}</section>");
    }

    private static Html Lock(PassageView view, Pen pen)
    {
        var approved = view.ApprovedBy is null ? "" : pen.Say($", signed by {view.ApprovedBy}", $", signé par {view.ApprovedBy}");
        var line = pen.Say($"Contract {view.Contract}, plan {view.PlanSha256[..8]}{approved}", $"Contrat {view.Contract}, plan {view.PlanSha256[..8]}{approved}");
        var name = pen.Say("The lock", "L’écluse");
        return Html.Of(
            $"""<section aria-label="{name}"><div class="sec-h"><p class="nw">{StateTag(view, pen)}</p><p>{line}</p></div>{LockPart.Write(view, pen)}</section>""");
    }

    internal static Html StateTag(PassageView view, Pen pen) => (view.State, view.Gate) switch
    {
        (PassageState.Erased, _) => Parts.Tag("check", pen.Say("Erased", "Effacé"), "ok", isBox: true),
        (PassageState.Stopped, _) => Parts.Tag("stop", pen.Say("Stopped", "Arrêté"), "bad", isBox: true),
        (_, OpenGate.Source or OpenGate.Target) => Parts.Tag("up", pen.Say("Open", "Ouvert"), "live", isBox: true),
        (_, OpenGate.None) when view.Trouble is not null => Parts.Tag("stop", pen.Say("Halted", "Interrompu"), "bad", isBox: true),
        (PassageState.Approved or PassageState.Opened, _) => Parts.Tag("key", pen.Say("Approved", "Approuvé"), "live", isBox: true),
        (PassageState.Sealed, _) => Parts.Tag("down", pen.Say("Sealed", "Scellé"), "live", isBox: true),
        (PassageState.Loaded, _) => Parts.Tag("down", pen.Say("Loaded", "Chargé"), "live", isBox: true),
        (PassageState.Reconciled, _) => Parts.Tag("clock", pen.Say("Reconciled", "Rapproché"), "live", isBox: true),
        (PassageState.Accepted, _) => Parts.Tag("check", pen.Say("Accepted", "Accepté"), "ok", isBox: true),
        _ => Parts.Tag("empty", pen.Say("Planned", "Prévu"), "", isBox: true),
    };

    internal static Html Steps(PassageView view, Pen pen)
    {
        var items = view.Steps.Select(step =>
        {
            var (icon, kind) = step.State switch
            {
                StepState.Done => ("check", ""),
                StepState.Now => ("now", "now"),
                StepState.Failed => ("stop", "bad"),
                _ => ("empty", "todo"),
            };
            Html[] lines =
            [
                step.By is { } by ? Html.Text(by) : Html.None,
                step.At is { } at ? pen.ShortInstant(at) : Html.None,
                step.Detail is { } detail ? Html.Text(pen.Say(detail)) : Html.None,
            ];
            var told = lines.Where(line => !line.IsEmpty).Select(line => Html.Of($"<p>{line}</p>"));
            return Html.Of($"""<li class="{kind}">{Icons.Of(icon)}<b>{pen.Say(step.Name)}</b>{told}</li>""");
        });
        return Parts.Section(
            pen.Say("Steps", "Étapes"), Html.Text(pen.Say(view.Zone.Name)), Html.Of($"""<ol class="steps">{items}</ol>"""));
    }

    internal static Html Stages(PassageView view, Pen pen)
    {
        if (view.Stages.Count == 0)
        {
            return Html.None;
        }

        var longest = Math.Max(view.Stages.Max(stage => stage.Took.Ticks), 1);
        var total = view.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Took);
        var bars = view.Stages.Select(stage =>
        {
            var detail = stage.Detail is { } text ? Html.Of($"""<br><span class="muted">{pen.Say(text)}</span>""") : Html.None;
            return Html.Of($"""<li class="share-row"><span>{pen.Say(stage.Name)}{detail}</span>{Bars.Share((double)stage.Took.Ticks / longest)}<span class="v">{pen.Duration(stage.Took)}</span></li>""");
        });
        return Parts.Section(
            pen.Say("How long it took", "Combien de temps"),
            Html.Text(pen.Say($"{pen.Duration(total)} in all", $"{pen.Duration(total)} en tout")),
            Html.Of($"""<ul class="plot">{bars}</ul>"""));
    }

    internal static Html Proof(PassageView view, Pen pen)
    {
        var machine = view.IsOneMachine
            ? pen.Say(
                "One machine played all the parts: it held the keys and the parcels. Separate gates would hold them apart.",
                "Une seule machine a joué tous les rôles : elle tenait les clés et les colis. Des portes séparées les tiendraient à part.")
            : pen.Say("The keys and the parcels stood on separate machines.", "Les clés et les colis se tenaient sur des machines séparées.");
        var journal = view.Checkpoint is { } checkpoint
            ? Html.Of($"""{checkpoint.Origin}, {pen.Count(checkpoint.Size, "entry", "entries", "entrée", "entrées")}<br><span class="hash">{checkpoint.Root}</span><br><span class="muted small">ecluse journal verify</span>""")
            : Html.None;
        return Parts.Section(pen.Say("Proof", "Preuve"), Html.None, Parts.KeyValues(
        [
            (pen.Say("Signed plan", "Plan signé"), Html.Of($"sha256 {Parts.Hash(view.PlanSha256)}")),
            (pen.Say("Certificate", "Certificat"), Html.Text(view.Certificate)),
            (pen.Say("Journal checkpoint", "Point de contrôle du journal"), journal),
            (pen.Say("Machines", "Machines"), Html.Text(machine)),
        ]));
    }
}
