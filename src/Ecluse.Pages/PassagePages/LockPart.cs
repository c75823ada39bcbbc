using Ecluse.Drawing;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>The lock with its figures: three basins, two gates, the drawing, what lies where, and three facts.</summary>
internal static class LockPart
{
    /// <summary>The lock.</summary>
    /// <param name="view">The passage.</param>
    /// <param name="pen">Writes it.</param>
    /// <param name="hasFacts">Whether the three facts stand under it, or elsewhere on the page.</param>
    public static Html Write(PassageView view, Pen pen, bool hasFacts = true)
    {
        var state = State(view);
        var (chamber, chamberFigure, chamberUnit) = Chamber(view, pen);
        var (title, told) = Told(view, pen, chamber);
        return Html.Of(
            $"""
            <div class="lock"><div class="lock-top">{Basin(pen.Say("Upstream", "Amont"), pen.Say(", the old system", ", système d’origine"), view.SourceSystem, pen.Number(view.Patients.AtSource), pen.Say("patients at the source", "patients à la source"))}{Basin(pen.Say("Chamber", "Chambre"), "", chamber, chamberFigure, chamberUnit)}{Basin(pen.Say("Downstream", "Aval"), pen.Say(", the new system", ", système cible"), view.TargetSystem, pen.Number(view.Patients.Loaded), Loaded(view, pen))}</div>
            <div class="lock-gates">{Gate(pen.Say("Source gate", "Porte source"), view.Gate == OpenGate.Source, pen)}{Gate(pen.Say("Target gate", "Porte cible"), view.Gate == OpenGate.Target, pen)}</div>
            {LockDrawing.Render(state, title, told, "lock")}
            <div class="lock-under">{LockLegend.Upstream(view, pen)}{LockLegend.Chamber(view, state, pen)}{LockLegend.Downstream(view, state, pen)}</div>
            {(hasFacts ? Html.Of($"<div class=\"lock-facts\">{LockFacts.Write(view, pen)}</div>") : Html.None)}</div>
            """);
    }

    public static LockState State(PassageView view) => new(
        view.Patients.Passing, view.Patients.Left, view.Parcels.Total, view.Parcels.Sealed, view.Parcels.Loaded,
        view.Gate, view.Trouble?.RefusedParcel, view.State == PassageState.Erased);

    private static Html Basin(string what, string more, string name, string figure, string unit) => Html.Of(
        $"""<div class="basin"><p class="what">{what}<span class="w-only">{more}</span></p><p class="name">{name}</p><p class="fig">{figure}</p><p class="unit">{unit}</p></div>""");

    private static Html Gate(string name, bool isOpen, Pen pen)
    {
        var tag = isOpen
            ? Parts.Tag("up", pen.Say("open", "ouverte"), "live")
            : Parts.Tag("down", pen.Say("closed", "fermée"));
        return Html.Of($"""<p><span class="gn">{name}</span>{tag}</p>""");
    }

    private static (string Name, string Figure, string Unit) Chamber(PassageView view, Pen pen)
    {
        var parcels = view.Parcels;
        if (view.State == PassageState.Erased)
        {
            return (pen.Say("The chamber is empty", "La chambre est vide"), pen.Number(0L), pen.Say("parcels", "colis"));
        }

        var name = view.Gate switch
        {
            OpenGate.Source => pen.Say("The chamber fills", "La chambre se remplit"),
            OpenGate.Target => pen.Say("The chamber empties", "La chambre se vide"),
            _ when parcels.Sealed == 0 => pen.Say("The chamber is dry", "La chambre est sèche"),
            _ when view.State == PassageState.Stopped => pen.Say("The chamber is closed", "La chambre est fermée"),
            _ when view.State is PassageState.Reconciled or PassageState.Loaded =>
                pen.Say("The chamber waits for the acceptance", "La chambre attend la recette"),
            _ => pen.Say("The chamber is full", "La chambre est pleine"),
        };
        return (name, pen.Number(parcels.Sealed), pen.Say(
            parcels.Sealed == 1 ? "sealed parcel" : "sealed parcels", parcels.Sealed < 2 ? "colis scellé" : "colis scellés"));
    }

    private static string Loaded(PassageView view, Pen pen)
    {
        return view.WasAccepted
            ? pen.Say("patients loaded, accepted", view.Patients.Loaded < 2 ? "patient chargé, accepté" : "patients chargés, acceptés")
            : pen.Say("patients loaded", view.Patients.Loaded < 2 ? "patient chargé" : "patients chargés");
    }

    private static (string Title, string Description) Told(PassageView view, Pen pen, string chamber)
    {
        var gates = view.Gate switch
        {
            OpenGate.Source => pen.Say("source gate open", "porte source ouverte"),
            OpenGate.Target => pen.Say("target gate open", "porte cible ouverte"),
            _ => pen.Say("both gates closed", "les deux portes fermées"),
        };
        var p = view.Patients;
        return (
            pen.Say($"Lock, {gates}", $"Écluse, {gates}"),
            pen.Say(
                $"Upstream {view.SourceSystem}: {pen.Patients(p.Passing)} pass, {pen.Number(p.Left)} stay. {chamber}: {pen.Number(view.Parcels.Sealed)} of {pen.Parcels(view.Parcels.Total)} were sealed, {pen.Number(view.Parcels.Loaded)} were loaded. Downstream {view.TargetSystem}: {pen.Patients(p.Loaded)} loaded.",
                $"À l’amont {view.SourceSystem} : {pen.Patients(p.Passing)} passent, {pen.Number(p.Left)} restent. {chamber} : {pen.Number(view.Parcels.Sealed)} colis scellés sur {pen.Number(view.Parcels.Total)}, {pen.Number(view.Parcels.Loaded)} chargés. À l’aval {view.TargetSystem} : {pen.Patients(p.Loaded)} chargés."));
    }
}
