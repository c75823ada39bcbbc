using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Gate.Verbs;

/// <summary><c>ecluse-gate reconcile PASSAGE</c>: compares what the target holds with what was sealed; counts only.</summary>
internal static class ReconcileVerb
{
    public static async Task<Said> RunAsync(
        GateFolder gate, Arguments given, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var work = await gate.WorkAsync(given.Need(), cancellation);
        var report = await new PassageRun(gate.Parts, gate.Gates).ReconcileAsync(work, null, progress, cancellation);
        var (equal, compared) = (report.Patients.Equal, report.Patients.Compared);
        var figures = (All: report.Figures.Count, Equal: report.Figures.Count(figure => figure.Agrees));
        return new(
            new($"{work.Passage.Id}: {equal} of {compared} patients equal by value; {figures.Equal} of {figures.All} figures equal; {(report.Holds ? "it holds" : "it does not hold")}",
                $"{work.Passage.Id} : {equal} patients sur {compared} égaux en valeur ; {figures.Equal} chiffres sur {figures.All} égaux ; {(report.Holds ? "le rapprochement tient" : "le rapprochement ne tient pas")}"),
            report.Holds ? 0 : (int)ErrorKind.PartlyDone);
    }
}
