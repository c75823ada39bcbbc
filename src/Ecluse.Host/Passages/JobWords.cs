using Ecluse.Errors;
using Ecluse.Host.Works;
using Ecluse.Markup;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.Host.Passages;

/// <summary>How far a job has gone, in words and as a bar.</summary>
internal static class JobWords
{
    private static readonly TimeSpan TooSoon = TimeSpan.FromSeconds(2);

    /// <summary>How long it takes still, where that can be told.</summary>
    public static string Left(Job job, PassageView? view, Pen pen)
    {
        if (job.Progress is not { } progress || Share(progress.At) is not (> 0.02 and < 1) || progress.For < TooSoon)
        {
            return pen.Say(Stage(job));
        }

        var left = progress.For * ((1 - Share(progress.At)) / Share(progress.At));
        var minutes = TimeSpan.FromMinutes(Math.Ceiling(left.TotalMinutes));
        var at = view is null ? "" : pen.Say(", until ", ", jusqu’à ") + Dates.Hour(
            TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(view.At + left, view.Zone.Zone).DateTime), pen.Language);
        return left < TimeSpan.FromMinutes(1)
            ? pen.Say($"{pen.Say(Stage(job))}: less than a minute", $"{pen.Say(Stage(job))} : moins d’une minute")
            : pen.Say($"{pen.Say(Stage(job))}: about {pen.Duration(minutes)}", $"{pen.Say(Stage(job))} : environ {pen.Duration(minutes)}") + at;
    }

    /// <summary>A bar and the counts.</summary>
    public static Html Progress(Job job, PassageView? view, Pen pen)
    {
        if (job.Progress is not { At: var at } || at.PatientsExpected == 0)
        {
            return Html.Text(pen.Say("Counting", "Comptage"));
        }

        var words = pen.Say(
            $"{pen.Number(at.Patients)} of {pen.Patients(at.PatientsExpected)}", $"{pen.Number(at.Patients)} sur {pen.Patients(at.PatientsExpected)}")
            + (at.Parcels == 0 ? "" : $", {pen.Parcels(at.Parcels)}");
        return Html.Of(
            $"""<progress max="{at.PatientsExpected}" value="{Math.Min(at.Patients, at.PatientsExpected)}" aria-label="{pen.Say(Stage(job))}">{words}</progress><span>{words}</span>""");
    }

    /// <summary>What a job is at.</summary>
    public static Text Stage(Job job) => (job.Kind, job.Progress?.At.Stage) switch
    {
        (JobKind.Erase, _) => new("Erasing", "Effacement"),
        (_, PassageStage.Planning) => new("Counting", "Comptage"),
        (_, PassageStage.Sealing) => new("Sealing", "Scellement"),
        (_, PassageStage.Loading) => new("Loading", "Chargement"),
        (_, PassageStage.Reconciling) => new("Comparing", "Rapprochement"),
        (_, PassageStage.Sweeping) => new("Taking out again", "Retrait"),
        (JobKind.Stop, _) => new("Stopping", "Arrêt"),
        (JobKind.Plan, _) => new("Counting", "Comptage"),
        _ => new("Under way", "En cours"),
    };

    private static double Share(PassageProgress at) => at.PatientsExpected <= 0 ? 0 : Math.Min(1, (double)at.Patients / at.PatientsExpected);
}
