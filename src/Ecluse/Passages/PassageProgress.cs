namespace Ecluse.Passages;

/// <summary>How far a stage has gone; the counts only grow.</summary>
/// <param name="Stage">Which stage.</param>
/// <param name="Patients">Patients done.</param>
/// <param name="PatientsExpected">Patients in all, as the plan counted them; 0 when unknown.</param>
/// <param name="Parcels">Parcels sealed or loaded.</param>
/// <param name="PlainBytes">Bytes of FHIR NDJSON.</param>
public readonly record struct PassageProgress(
    PassageStage Stage, long Patients, long PatientsExpected, int Parcels, long PlainBytes);

/// <summary>Stages in which a person may wait.</summary>
public enum PassageStage
{
    /// <summary>The dry run.</summary>
    Planning,

    /// <summary>The source gate is open.</summary>
    Sealing,

    /// <summary>The target gate is open.</summary>
    Loading,

    /// <summary>Reading back.</summary>
    Reconciling,

    /// <summary>Taking rows out again after a stop.</summary>
    Sweeping,
}
