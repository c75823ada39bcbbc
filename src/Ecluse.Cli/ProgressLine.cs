using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Writing;

namespace Ecluse.Cli;

/// <summary>
/// How far a stage has gone: one bar that redraws itself where a person looks, one plain line a quarter elsewhere.
/// Written to standard error, so that standard output stays the answer.
/// </summary>
internal sealed class ProgressLine(Terminal terminal, Language language, TimeProvider clock) : IProgress<PassageProgress>, IDisposable
{
    private const int Width = 28;
    private const int Parts = 4;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private PassageStage? stage;
    private long started;
    private long drawn;
    private int told;
    private bool open;

    public void Report(PassageProgress value)
    {
        if (stage != value.Stage)
        {
            End();
            stage = value.Stage;
            started = clock.GetTimestamp();
            drawn = 0;
            told = -1;
        }

        if (terminal.IsInteractive)
        {
            Draw(value);
        }
        else
        {
            Tell(value);
        }
    }

    public void Dispose() => End();

    private void Draw(PassageProgress value)
    {
        var isLast = value.PatientsExpected > 0 && value.Patients >= value.PatientsExpected;
        if (drawn != 0 && !isLast && clock.GetElapsedTime(drawn) < Redraw)
        {
            return;
        }

        drawn = clock.GetTimestamp();
        var share = Share(value);
        var full = (int)(share * Width);
        var bar = new string('█', full) + new string('░', Width - full);
        terminal.Error.Write($"\r  {Name(value.Stage),-14} {bar} {Count(value)}{Left(share)}\u001b[K");
        open = true;
    }

    private void Tell(PassageProgress value)
    {
        var now = (int)(Share(value) * Parts);
        if (now > told)
        {
            told = now;
            terminal.Error.WriteLine($"  {Name(value.Stage)}: {Count(value)}");
        }
    }

    private void End()
    {
        if (open)
        {
            terminal.Error.WriteLine();
            open = false;
        }
    }

    private static double Share(PassageProgress value) =>
        value.PatientsExpected <= 0 ? 0 : Math.Min(1, (double)value.Patients / value.PatientsExpected);

    private string Count(PassageProgress value)
    {
        var parcels = value.Parcels == 0 ? "" : language == Language.French
            ? $", {Numbers.Of(value.Parcels, language)} colis" : $", {Numbers.Of(value.Parcels, language)} parcels";
        return value.PatientsExpected == 0
            ? parcels.TrimStart(',', ' ')
            : $"{Numbers.Of(value.Patients, language)} / {Numbers.Of(value.PatientsExpected, language)} patients{parcels}";
    }

    private string Left(double share)
    {
        var elapsed = clock.GetElapsedTime(started);
        if (share <= 0.02 || share >= 1 || elapsed < TimeSpan.FromSeconds(2))
        {
            return "";
        }

        var seconds = (long)Math.Ceiling(elapsed.TotalSeconds * (1 - share) / share);
        var text = seconds < 90 ? $"{seconds} s" : $"{(seconds + 59) / 60} min";
        return language == Language.French ? $", reste {text}" : $", {text} left";
    }

    private string Name(PassageStage of) => (of switch
    {
        PassageStage.Planning => new Text("Counting", "Comptage"),
        PassageStage.Sealing => new Text("Sealing", "Scellement"),
        PassageStage.Loading => new Text("Loading", "Chargement"),
        PassageStage.Reconciling => new Text("Reconciling", "Rapprochement"),
        _ => new Text("Taking out", "Retrait"),
    }).In(language);
}
