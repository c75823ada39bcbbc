using Ecluse.ErasureViews;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Plans;
using Ecluse.Writing;

namespace Ecluse.PlanPages;

/// <summary>The terms of the passage: how much, how long, who holds what, which promise holds, until when.</summary>
internal static class PlanTerms
{
    public static Html Write(PlanView view, Pen pen) => Html.Of(
        $"""{Parts.Section(pen.Say("Terms", "Conditions"), Html.Text(pen.Say("More than this, and the source gate stops itself", "Au-delà, la porte source s’arrête d’elle-même")), Terms(view, pen))}{Parts.Section(pen.Say("Who can open the parcels", "Qui peut ouvrir les colis"), Html.Text(pen.Say("These recipients, and no other", "Ces destinataires, et aucun autre")), Recipients(view.Plan, pen))}""");

    private static Html Terms(PlanView view, Pen pen)
    {
        var plan = view.Plan;
        var limits = pen.Say(
            $"between {pen.Number(plan.Limits.PatientsMin)} and {pen.Patients(plan.Limits.Patients)}, at most {pen.Number(plan.Limits.Records)} records and {pen.Size(plan.Limits.PlainBytes)} (tolerance {plan.TolerancePercent}%)",
            $"entre {pen.Number(plan.Limits.PatientsMin)} et {pen.Patients(plan.Limits.Patients)}, au plus {pen.Number(plan.Limits.Records)} enregistrements et {pen.Size(plan.Limits.PlainBytes)} (tolérance {plan.TolerancePercent} %)");
        return Parts.KeyValues(
        [
            (pen.Say("Purpose", "Finalité"), Html.Text(view.Purpose)),
            (pen.Say("From", "Depuis"), System(view.SourceSystem, plan.Source.Connection, plan.Source.Engine)),
            (pen.Say("To", "Vers"), System(view.TargetSystem, plan.Target.Connection, plan.Target.Description.Engine)),
            (pen.Say("Environment", "Environnement"), Html.Text(plan.Environment == "production" ? pen.Say("production: real patients", "production : patients réels") : pen.Say("test: invented people", "essai : personnes inventées"))),
            (pen.Say("Expected", "Attendu"), Html.Text(pen.Say(
                $"{pen.Patients(plan.Expected.Patients)}, {pen.Number(plan.Expected.Records.Values.Sum())} records, {pen.Size(plan.Expected.PlainBytes)} before sealing",
                $"{pen.Patients(plan.Expected.Patients)}, {pen.Number(plan.Expected.Records.Values.Sum())} enregistrements, {pen.Size(plan.Expected.PlainBytes)} avant scellement"))),
            (pen.Say("Limits", "Limites"), Html.Text(limits)),
            (pen.Say("Estimated time", "Durée estimée"), view.EstimatedTime is { } time ? Html.Text(pen.Duration(time)) : Html.None),
            (pen.Say("Reading", "Lecture"), Html.Text(Consistency(plan.Source.Consistency, pen))),
            (pen.Say("Writing", "Écriture"), Html.Text(Promise(plan.Target, pen))),
            (pen.Say("Keys and parcels", "Clés et colis"), Machine(plan, pen)),
            (pen.Say("To be erased by", "À effacer avant"), Html.Of($"{pen.Instant(plan.EraseBy)}{pen.Say(", whatever happens", ", quoi qu’il arrive")}")),
            (pen.Say("At the end", "À la fin"), Html.Text(plan.Fate == "return" ? pen.Say("parcels are returned to the laboratory, then deleted", "les colis sont rendus au laboratoire, puis supprimés") : pen.Say("parcels are deleted", "les colis sont supprimés"))),
        ]);
    }

    private static Html System(string name, string connection, string engine) =>
        Html.Of($"{name} <span class=\"muted\">({connection}, {engine})</span>");

    private static string Consistency(ReadConsistency consistency, Pen pen) => consistency switch
    {
        ReadConsistency.Snapshot => pen.Say("one snapshot of the source: no later change is seen", "un instantané de la source : aucun changement ultérieur n’est vu"),
        ReadConsistency.ReadLock => pen.Say("under a read lock: the old system cannot write meanwhile", "sous verrou de lecture : l’ancien système ne peut pas écrire pendant ce temps"),
        _ => pen.Say("a fingerprint before and after: refused when the source changed", "une empreinte avant et après : refusé si la source a changé"),
    };

    private static string Promise(PlannedTarget target, Pen pen) => target.Description.Promise switch
    {
        LoadPromise.Transaction => pen.Say(
            $"each parcel in one transaction of the target, with its checkpoint in the table {target.Table}, dropped at the end",
            $"chaque colis dans une transaction de la cible, avec son repère dans la table {target.Table}, retirée à la fin"),
        _ => pen.Say(
            "no transaction in this target: ids derive from the records’ keys, so that doing it twice is doing it once",
            "pas de transaction dans cette cible : les identifiants dérivent des clés, faire deux fois revient à faire une fois"),
    };

    private static Html Machine(Plan plan, Pen pen) => plan.OneMachine
        ? Parts.Marked("warn", "warn", pen.Say(
            "on one machine: whoever holds it can open the parcels until they are erased",
            "sur une seule machine : qui la tient peut ouvrir les colis jusqu’à l’effacement"))
        : Parts.Marked("check", "ok", pen.Say("on separate machines", "sur des machines séparées"));

    private static Html Recipients(Plan plan, Pen pen)
    {
        var table = new Table(
            pen.Say("Recipients", "Destinataires"), pen.Say("Recipient", "Destinataire"), pen.Say("Kind", "Sorte"),
            pen.Say("Who holds the key", "Qui tient la clé"));
        foreach (var recipient in plan.Recipients)
        {
            var kind = recipient.Recipient.StartsWith("age1pq1", StringComparison.Ordinal)
                ? pen.Say("hybrid, post-quantum", "hybride, post-quantique") : "X25519";
            table.Add(
                Parts.Code(ErasurePart.Short(recipient.Recipient)), Html.Text(kind),
                Html.Text(pen.Say(HolderWords.Of(recipient.Holder, recipient.Where))));
        }

        return table.Write();
    }
}
