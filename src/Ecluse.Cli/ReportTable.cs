using Ecluse.Plans;
using Ecluse.Reconciliation;

namespace Ecluse.Cli;

/// <summary>The reconciliation for the terminal: what agrees, and everything that does not.</summary>
internal static class ReportTable
{
    public static void Write(Answer answer, ReconciliationReport report)
    {
        foreach (var type in report.Types)
        {
            var mark = type.Agrees ? "✓" : "✗";
            answer.Say(
                $"  {mark} {PlanWords.Type(type.Type, answer.Language),-16} {answer.Number(type.Found),12} / {answer.Number(type.Sealed - type.Rejected)}");
        }

        var patients = report.Patients;
        answer.Say(
            $"  {Mark(patients is { Different: 0, Missing: 0 })} leg 1, by value: {answer.Number(patients.Equal)} patients equal, {answer.Number(patients.Different)} different, {answer.Number(patients.Missing)} missing, {answer.Number(patients.Rejected)} rejected",
            $"  {Mark(patients is { Different: 0, Missing: 0 })} leg 1, par valeur : {answer.Number(patients.Equal)} patients égaux, {answer.Number(patients.Different)} différents, {answer.Number(patients.Missing)} absents, {answer.Number(patients.Rejected)} rejetés");
        var wrong = report.Figures.Where(figure => !figure.Agrees).ToList();
        answer.Say(
            $"  {Mark(wrong.Count == 0)} leg 2, past the profile: {answer.Number(report.Figures.Count - wrong.Count)} of {answer.Number(report.Figures.Count)} figures agree",
            $"  {Mark(wrong.Count == 0)} leg 2, hors profil : {answer.Number(report.Figures.Count - wrong.Count)} chiffres sur {answer.Number(report.Figures.Count)} concordent");
        foreach (var check in wrong.GroupBy(figure => figure.Check))
        {
            var names = string.Join(", ", check.Select(figure => $"{figure.Group}:{figure.Figure}").Distinct().Take(8));
            answer.Say($"      ✗ {check.Key}: {names}{(check.Count() > 8 ? " …" : "")}");
        }

        foreach (var reject in report.Rejects)
        {
            answer.Say(
                $"  ! {reject.Code}: {answer.Number(reject.Undecided)} undecided, {answer.Number(reject.Skipped)} skipped",
                $"  ! {reject.Code} : {answer.Number(reject.Undecided)} à décider, {answer.Number(reject.Skipped)} laissés");
        }

        answer.Say(
            report.Holds ? "  Reconciled." : "  Not reconciled: the passage stays as it is until someone decides.",
            report.Holds ? "  Rapproché." : "  Non rapproché : le passage reste en l’état jusqu’à décision.");
    }

    private static string Mark(bool holds) => holds ? "✓" : "✗";
}
