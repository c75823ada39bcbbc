using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Storage;

namespace Ecluse.Host.Composition;

/// <summary>The installation's escalation policy: <c>watch/escalation.yaml</c> of the data folder, or the one that comes with Écluse.</summary>
internal sealed class EscalationFile(DataFolder data)
{
    /// <summary>Where it stands.</summary>
    public string FilePath => Path.Combine(data.Path, "watch", "escalation.yaml");

    /// <summary>The policy for alerts that begin now. A file that is wrong raises no alert's bar: the shipped policy stands in until it is right.</summary>
    public EscalationPolicy InForce()
    {
        try
        {
            return Read();
        }
        catch (Exception wrong) when (wrong is EcluseException or IOException or UnauthorizedAccessException)
        {
            return EscalationPolicy.Shipped;
        }
    }

    /// <summary>Reads the file, or the shipped one where there is none.</summary>
    /// <exception cref="EcluseException"><c>DOC-…</c>, <c>ALERT-020</c>, <c>ALERT-021</c>: with the line.</exception>
    public EscalationPolicy Read() => File.Exists(FilePath) ? EscalationPolicy.Read(Path.GetFileName(FilePath), File.ReadAllBytes(FilePath)) : EscalationPolicy.Shipped;
}
