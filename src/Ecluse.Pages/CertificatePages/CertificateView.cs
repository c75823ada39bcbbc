using Ecluse.Erasure;
using Ecluse.ErasureViews;
using Ecluse.PassagePages;
using Ecluse.Plans;
using Ecluse.Writing;

namespace Ecluse.CertificatePages;

/// <summary>A certificate to print: the signed document itself, and what lets a reader verify it.</summary>
public sealed record CertificateView
{
    /// <summary>The certificate; everything it states is shown from here.</summary>
    public required Certificate Certificate { get; init; }

    /// <summary>SHA-256 of its exact bytes, lower-case hex.</summary>
    public required string CertificateSha256 { get; init; }

    /// <summary>Name of the file to verify.</summary>
    public required string FileName { get; init; }

    /// <summary>The signed plan of the passage, for who held each key and where; null when it is not at hand.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The laboratory: the controller.</summary>
    public required string Laboratory { get; init; }

    /// <summary>The processor.</summary>
    public required string Processor { get; init; }

    /// <summary>Name of who signed the acceptance; null when it is not known. Shown only when the certificate tells of one.</summary>
    public string? AcceptedBy { get; init; }

    /// <summary>What happened to the patients before; null to leave it out.</summary>
    public PatientCounts? Patients { get; init; }

    /// <summary>Public key of the gate that signed the certificate, OpenSSH form; null when it is not signed yet.</summary>
    public string? SignedWith { get; init; }

    /// <summary>Index of the journal's entry of the erasure; null when it is not proved yet.</summary>
    public long? JournalIndex { get; init; }

    /// <summary>The checkpoint that the journal's proof leads to; null when it is not proved yet.</summary>
    public CheckpointView? ProvedBy { get; init; }

    /// <summary>How many parcels the page lists; the rest is counted and stands in the file.</summary>
    public int ParcelsShown { get; init; } = 12;

    /// <summary>Time zone of the page's instants.</summary>
    public required PageZone Zone { get; init; }
}
