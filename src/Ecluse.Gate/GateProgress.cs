using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Gate;

/// <summary>How far a stage has gone: one plain line a quarter, on standard error.</summary>
internal sealed class GateProgress(TextWriter error, Language language) : IProgress<PassageProgress>
{
    private const int Parts = 4;

    private PassageStage? stage;
    private int told = -1;

    public void Report(PassageProgress value)
    {
        told = stage == value.Stage ? told : -1;
        stage = value.Stage;
        var now = value.PatientsExpected <= 0 ? 0 : (int)Math.Min(Parts, value.Patients * Parts / value.PatientsExpected);
        if (now > told)
        {
            told = now;
            error.WriteLine($"  {Name(value.Stage).In(language)}: {value.Patients} / {value.PatientsExpected}");
        }
    }

    private static Text Name(PassageStage of) => of switch
    {
        PassageStage.Sealing => new Text("Sealing", "Scellement"),
        PassageStage.Loading => new Text("Loading", "Chargement"),
        PassageStage.Reconciling => new Text("Reconciling", "Rapprochement"),
        _ => new Text("Taking out", "Retrait"),
    };
}
