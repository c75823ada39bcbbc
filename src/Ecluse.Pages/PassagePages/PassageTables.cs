using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.PassagePages;

/// <summary>Counts by record type and by reject code.</summary>
internal static class PassageTables
{
    public static Html Types(PassageView view, Pen pen)
    {
        var table = new Table(
            pen.Say("Records by type", "Enregistrements par type"),
            pen.Say("Record", "Enregistrement"), Column.Number(pen.Say("Planned", "Prévu")),
            Column.Number(pen.Say("Sealed", "Scellé")), Column.Number(pen.Say("Loaded", "Chargé")),
            Column.Number(pen.Say("Reconciled", "Rapproché")), pen.Say("State", "État"));
        foreach (var type in view.Types)
        {
            table.Add(
                Html.Text(pen.Say(type.Name)), Html.Text(pen.Number(type.Planned)), Html.Text(pen.Number(type.Sealed)),
                Html.Text(pen.Number(type.Loaded)), Html.Text(pen.Number(type.Reconciled)), State(type, view, pen));
        }

        return Parts.Section(
            pen.Say("Record by record", "Enregistrement par enregistrement"),
            Html.Text(pen.Say("A difference nobody accepted fails the passage", "Un écart non accepté fait échouer le passage")),
            table.Write());
    }

    public static Html Rejects(PassageView view, Pen pen)
    {
        var table = new Table(
            pen.Say("Refused patients by code", "Patients refusés, par code"),
            "Code", pen.Say("Reason", "Raison"), Column.Number("Patients"), pen.Say("Decision", "Décision"));
        foreach (var reject in view.Rejects)
        {
            var decision = reject.Decision is { } decided
                ? Html.Text(pen.Say(decided))
                : Parts.Tag("warn", pen.Say("to be decided", "à décider"), "warn");
            table.Add(
                Parts.Code(reject.Code), Html.Text(pen.Say(reject.Reason)), Html.Text(pen.Number(reject.Patients)), decision);
        }

        return view.Rejects.Count == 0 ? Html.None : Parts.Section(
            pen.Say("Refused by the target", "Refusés par la cible"),
            Html.Text(pen.Say("Codes and counts only. The names are in the sealed list.", "Codes et nombres seulement. Les noms sont dans la liste scellée.")),
            table.Write());
    }

    private static Html State(TypeProgress type, PassageView view, Pen pen)
    {
        var expected = type.Planned - type.DueToRejects;
        var dueToRejects = type.DueToRejects == 0 ? "" : pen.Say(
            $"{pen.Number(type.DueToRejects)} due to rejects", $"{pen.Number(type.DueToRejects)} dus aux rejets");
        return type switch
        {
            { Reconciled: { } read } when read == expected => dueToRejects.Length == 0
                ? Parts.Tag("check", pen.Say("all there", "tout y est"), "ok")
                : Parts.Tag("warn", dueToRejects, "warn"),
            { Reconciled: { } read } => Parts.Tag(
                "stop", pen.Say($"differs by {pen.Number(read - expected)}", $"écart de {pen.Number(read - expected)}"), "bad"),
            _ when view.WasStopped => Parts.Tag("stop", pen.Say("stopped", "arrêté"), "bad"),
            { Loaded: { } loaded } when loaded < expected && view.Trouble is not null => Parts.Tag("stop", pen.Say("halted", "interrompu"), "bad"),
            { Loaded: { } loaded } when loaded < expected && view.State < PassageState.Loaded => Parts.Tag("clock", pen.Say("loading", "en cours"), "live"),
            { Loaded: not null } => Parts.Tag("clock", pen.Say("to be compared", "à comparer"), "live"),
            { Sealed: { } sealedCount } when sealedCount < type.Planned => Parts.Tag("clock", pen.Say("sealing", "en cours"), "live"),
            { Sealed: not null } => Parts.Tag("check", pen.Say("sealed", "scellé"), "ok"),
            _ => Parts.Tag("empty", pen.Say("to come", "à venir")),
        };
    }
}
