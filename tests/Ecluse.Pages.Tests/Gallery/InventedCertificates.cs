using System.Security.Cryptography;
using System.Text;
using Ecluse.CertificatePages;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.ErasureViews;
using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Pages.Tests.Gallery;

/// <summary>Invented certificates; every name and figure is made up.</summary>
internal static class InventedCertificates
{
    private static readonly DateTimeOffset At = new(2026, 11, 15, 8, 12, 4, TimeSpan.Zero);

    public static CertificateView View(Certificate certificate) => new()
    {
        Certificate = certificate,
        CertificateSha256 = Hash("certificate"),
        FileName = $"{certificate.Number}.json",
        Plan = InventedPlans.Full(),
        Laboratory = "Laboratoire de la Sauldre",
        Processor = "Solvane Santé",
        AcceptedBy = certificate.LastState == "Accepted" ? "Dr Yann Corvellec" : null,
        Patients = new PatientCounts(129_277, 120_843, 120_843, 120_831, 12),
        SignedWith = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOlq3Vb1Yk0aF7vS2m9r4c1QpTgnzxB16CVeLSX0Qd0n",
        JournalIndex = 48_377,
        ProvedBy = new CheckpointView("ecluse.example/journal/sau", 48_380, "nzxB16C+VeLSX0Qd0nY8b1b8kY0aF7vS2m9r4c1QpTg="),
        Zone = InventedPassages.Paris,
    };

    public static Certificate Early() => new(
        "e-5d0c9e4177ab", "p-0152ab12cd34", new DocumentReference("SOL-SAU-2026", Hash("contract")), InventedPlans.Sha, Hash("manifest"),
        "Accepted", At, new DateTimeOffset(2026, 11, 21, 17, 0, 0, TimeSpan.Zero), "early",
        [
            new RecipientFate(InventedPlans.Full().Recipients[0].Recipient, "target-gate", "destroyed", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGateTargetKey0000000000000000", At.AddSeconds(-27), "-----BEGIN SSH SIGNATURE-----"),
            new RecipientFate(InventedPlans.Full().Recipients[1].Recipient, "controller", "still-held-by-controller", null, null, null),
        ],
        [.. Enumerable.Range(1, 97).Select(number => new ParcelFate(number, Hash($"id{number}")[..16], Hash($"parcel{number}"), 42_000_000 + number, true))],
        ["depot/p-0152ab12cd34", "keys/passages/l-0152ab12cd34", "ecluse.db", "journal"], null, false, CannotProve.Standard,
        "ecluse.example/journal/sau\n48376\nA0aF7vS2m9r4c1QpTgnzxB16C+VeLSX0Qd0nY8b1b8k=\n");

    public static Certificate LateAndStopped() => Early() with
    {
        LastState = "Stopped",
        Timing = "late",
        At = new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero),
        ManifestSha256 = null,
        OneMachine = true,
        Parcels = [.. Early().Parcels.Take(2), new ParcelFate(0, "0123456789abcdef", null, null, false)],
        RowsLeft = 
        [
            new RowLeft("patient", "81f0", "changed"), new RowLeft("patient", "2c9a", "changed"),
            new RowLeft("result", "41", "changed"), new RowLeft("patient", "77be", "referred-to"),
        ],
    };

    public static Certificate Stated()
    {
        var (certificate, key) = (Early(), "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOlq3Vb1Yk0aF7vS2m9r4c1QpTgnzxB16CVeLSX0Qd0n");
        var fate = certificate.Recipients[0];
        var statement = new Destruction(certificate.Passage, certificate.PlanSha256, [fate.Recipient], At.AddDays(-3), "disk shredded, report 12", certificate.Checkpoint);
        return certificate with
        {
            Recipients = [fate with { Fate = RecipientFate.Stated, By = key, At = At.AddDays(-3), Signature = null }, certificate.Recipients[1]],
            CannotProve = CannotProve.OfStated,
            Stated = new StatedDestruction("processor", key, CanonicalDocument.Write(statement), "-----BEGIN SSH SIGNATURE-----"),
        };
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
