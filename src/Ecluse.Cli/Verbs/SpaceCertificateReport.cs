using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Spaces;
using Ecluse.Journal;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary>The certificate of a space, shown and verified by the verbs of every certificate.</summary>
internal static class SpaceCertificateReport
{
    public static async Task<int> ShowAsync(Installation installation, string space, FileInfo? output, Answer answer, CancellationToken cancellation)
    {
        var file = await new SpaceEnding(installation).CertificateAsync(space, cancellation);
        if (output is not null)
        {
            await WholeFile.WriteAsync(output.FullName, CanonicalDocument.Write(file), cancellation);
        }

        var certificate = CanonicalDocument.Read<SpaceCertificate>(file.Certificate);
        Write(answer, certificate);
        answer.Json(certificate);
        return 0;
    }

    /// <summary>Whether a file says that it is one.</summary>
    public static bool IsOne(byte[] bytes)
    {
        try
        {
            return CanonicalDocument.TypeOf(CanonicalJson.Read(bytes)) == SpaceCertificateFile.DocumentType;
        }
        catch (EcluseException)
        {
            return false;
        }
    }

    public static int Verify(byte[] bytes, string vkey, Answer answer)
    {
        _ = NoteKey.Parse(vkey);
        var (certificate, index, checkpoint) = CanonicalDocument.Read<SpaceCertificateFile>(bytes).Verify(vkey);
        Write(answer, certificate);
        answer.Say(
            $"✓ signed by the depot’s gate, which the log alone names; journal entry {index} under checkpoint {checkpoint.Size}",
            $"✓ signé par la porte du dépôt, que le journal seul nomme ; entrée {index} du journal sous le point de contrôle {checkpoint.Size}");
        answer.Json(new { certificate, index });
        return 0;
    }

    private static void Write(Answer answer, SpaceCertificate certificate)
    {
        answer.Say($"Certificate {certificate.Number}, space {certificate.Space}", $"Certificat {certificate.Number}, espace {certificate.Space}");
        answer.Say(
            $"  erased {certificate.At:yyyy-MM-dd HH:mm:ss}Z ({certificate.Timing}; due {certificate.Due:yyyy-MM-dd HH:mm}Z)",
            $"  effacé le {certificate.At:yyyy-MM-dd HH:mm:ss}Z ({certificate.Timing} ; échéance {certificate.Due:yyyy-MM-dd HH:mm}Z)");
        foreach (var one in certificate.Objects)
        {
            answer.Say(
                $"  {one.Object}: {one.Was}, {answer.Number(one.Received)} bytes, gone {one.RemovedAt:yyyy-MM-dd HH:mm}Z",
                $"  {one.Object} : {one.Was}, {answer.Number(one.Received)} octets, ôté le {one.RemovedAt:yyyy-MM-dd HH:mm}Z");
        }

        foreach (var place in certificate.Places)
        {
            answer.Say($"  {place.Place}: {place.En}", $"  {place.Place} : {place.Fr}");
        }

        answer.Say(new Text(certificate.CannotProve.En, certificate.CannotProve.Fr).In(answer.Language));
    }
}
