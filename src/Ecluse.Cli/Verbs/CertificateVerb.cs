using System.CommandLine;
using Ecluse.Host.Api;
using Ecluse.Cli.Remote;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Host.Composition;
using Ecluse.Signatures;
using Ecluse.Spaces;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse certificate show|verify</c>.</summary>
internal static class CertificateVerb
{
    public static Command Create(VerbContext context) => new("certificate", "what was destroyed, and the proof · ce qui a été détruit, et la preuve")
    {
        Show(context), Verify(context),
    };

    private static Command Show(VerbContext context)
    {
        var passage = PassageVerb.Passage();
        var output = new Option<FileInfo?>("--output", "-o") { Description = "certificate file, to hand over · fichier du certificat, à remettre" };
        var page = new Option<FileInfo?>("--page") { Description = "the same as a page to print · le même en page à imprimer" };
        var command = new Command("show", "the certificate of an erased passage · le certificat d’un passage effacé") { passage, output, page };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var premises = await Premises.OpenAsync(context, parsed, cancellation);
            var answer = new Answer(context, parsed);
            if (SpaceIds.IsSpace(parsed.GetValue(passage)))
            {
                return await SpaceCertificateReport.ShowAsync(
                    premises.Here("certificate show s-…"), parsed.GetValue(passage)!, parsed.GetValue(output), answer, cancellation);
            }

            var file = await premises.CertificateAsync(parsed.GetValue(passage)!, cancellation);
            var certificate = CanonicalDocument.Read<Certificate>(file.Certificate);
            if (parsed.GetValue(output) is { } to)
            {
                await WholeFile.WriteAsync(to.FullName, CanonicalDocument.Write(file), cancellation);
            }

            if (parsed.GetValue(page) is { } html)
            {
                var text = await PageMaker.CertificateAsync(
                    premises.Here("--page"), certificate, file, parsed.GetValue(output)?.Name, answer.Language, cancellation);
                await WholeFile.WriteAsync(html.FullName, text, cancellation);
            }

            Write(answer, certificate);
            answer.Json(certificate);
            return 0;
        });
        return command;
    }

    private static Command Verify(VerbContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "certificate file · fichier du certificat" };
        var log = new Option<string>("--log") { Description = "the log's public key (vkey), or a file that holds it · clé publique du journal (vkey), ou un fichier qui la contient", Required = true };
        var with = new Option<FileInfo?>("--with") { Description = "your own copy of the approval's .sig file · votre propre copie du fichier .sig de l’approbation" };
        var command = new Command("verify", "checks it with the log's public key alone · le contrôle avec la seule clé publique du journal") { file, log, with };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var bytes = await File.ReadAllBytesAsync(parsed.GetValue(file)!.FullName, cancellation);
            var key = parsed.GetValue(log)!;
            var vkey = File.Exists(key) ? (await File.ReadAllTextAsync(key, cancellation)).Trim() : key;
            if (SpaceCertificateReport.IsOne(bytes))
            {
                return SpaceCertificateReport.Verify(bytes, vkey, answer);
            }

            var approval = parsed.GetValue(with) is { } sig ? await File.ReadAllTextAsync(sig.FullName, cancellation) : null;
            var found = CertificateFile.Check(bytes, vkey, approval);
            Write(answer, found.Certificate);
            answer.Say(
                $"✓ signed by the gate that the plan names; journal entry {found.Index} under checkpoint {found.Checkpoint.Size}",
                $"✓ signé par la porte que le plan nomme ; entrée {found.Index} du journal sous le point de contrôle {found.Checkpoint.Size}");
            if (!found.ExtendsPlan && found.Certificate.Stated is not null)
            {
                answer.Say(
                    "· this log is not the one that the plan showed: it was begun on another machine after a restore",
                    "· ce journal n’est pas celui que le plan montrait : il fut commencé sur une autre machine après un rétablissement");
            }
            else if (!found.ExtendsPlan)
            {
                answer.Say(
                    "· this log is the gate's own, not the one that the plan showed: the plan says that the gates stand on two machines",
                    "· ce journal est celui de la porte, non celui que le plan montrait : le plan dit que les portes sont sur deux machines");
            }
            else if (found.Approver is { } approver)
            {
                answer.Say(
                    $"✓ the approval given signs this plan: {approver.Fingerprint}; the log extends the one it showed",
                    $"✓ l’approbation donnée signe ce plan : {approver.Fingerprint} ; le journal prolonge celui qu’il montrait");
            }

            answer.Json(new { found.Certificate, found.Index, approver = found.Approver?.Fingerprint });
            return 0;
        });
        return command;
    }

    private static void Write(Answer answer, Certificate certificate)
    {
        answer.Say($"Certificate {certificate.Number}, passage {certificate.Passage}", $"Certificat {certificate.Number}, passage {certificate.Passage}");
        answer.Say(
            $"  erased {certificate.At:yyyy-MM-dd HH:mm:ss}Z ({certificate.Timing}; due {certificate.Due:yyyy-MM-dd HH:mm}Z)",
            $"  effacé le {certificate.At:yyyy-MM-dd HH:mm:ss}Z ({TimingFr(certificate.Timing)} ; échéance {certificate.Due:yyyy-MM-dd HH:mm}Z)");
        foreach (var date in certificate.Postponed ?? [])
        {
            answer.Say(
                $"  {(date.LegalHold ? "held by law" : "postponed")} from {date.From:yyyy-MM-dd HH:mm}Z to {date.Until:yyyy-MM-dd HH:mm}Z, signed by the laboratory ({date.Sha256[..12]})",
                $"  {(date.LegalHold ? "gelé par la loi" : "reporté")} du {date.From:yyyy-MM-dd HH:mm}Z au {date.Until:yyyy-MM-dd HH:mm}Z, signé par le laboratoire ({date.Sha256[..12]})");
        }

        foreach (var fate in certificate.Recipients)
        {
            answer.Say(
                $"  identity of {Short(fate.Recipient)}: " + (fate.Fate switch
                {
                    "destroyed" => $"destroyed {fate.At:yyyy-MM-dd HH:mm:ss}Z",
                    RecipientFate.Stated => $"destroyed {fate.At:yyyy-MM-dd HH:mm:ss}Z as stated, not proven: {StatedBy(certificate, "the processor", "the laboratory")}",
                    RecipientFate.Elsewhere => "never here; the target gate certifies what becomes of it",
                    _ => "still held by the laboratory",
                }),
                $"  identité de {Short(fate.Recipient)} : " + (fate.Fate switch
                {
                    "destroyed" => $"détruite le {fate.At:yyyy-MM-dd HH:mm:ss}Z",
                    RecipientFate.Stated => $"détruite le {fate.At:yyyy-MM-dd HH:mm:ss}Z selon une déclaration, sans preuve : {StatedBy(certificate, "le sous-traitant", "le laboratoire")}",
                    RecipientFate.Elsewhere => "jamais ici ; la porte cible certifie ce qu’elle devient",
                    _ => "encore détenue par le laboratoire",
                }));
        }

        if (certificate.Emptied is { } emptied)
        {
            var but = certificate.RowsLeft is { Count: > 0 };
            answer.Say(
                $"  trial system emptied {emptied:yyyy-MM-dd HH:mm:ss}Z{(but ? ", but for the rows that it names" : "")}",
                $"  système d’essai vidé le {emptied:yyyy-MM-dd HH:mm:ss}Z{(but ? ", sauf les lignes qu’il nomme" : "")}");
        }

        if (certificate.Return is { } back)
        {
            answer.Say(
                back.At is null ? "  to be returned to the laboratory, and erased without having been"
                    : $"  returned to the laboratory {back.At:yyyy-MM-dd HH:mm:ss}Z: {back.Files} files, {answer.Number(back.Bytes)} bytes (receipt {back.Receipt![..12]})",
                back.At is null ? "  à rendre au laboratoire, et effacé sans l’avoir été"
                    : $"  rendu au laboratoire le {back.At:yyyy-MM-dd HH:mm:ss}Z : {back.Files} fichiers, {answer.Number(back.Bytes)} octets (reçu {back.Receipt![..12]})");
        }

        answer.Say(
            $"  {certificate.Parcels.Count} parcels removed, every absence re-read",
            $"  {certificate.Parcels.Count} colis supprimés, chaque absence relue");
        answer.Say("  " + certificate.CannotProve.En, "  " + certificate.CannotProve.Fr);
    }

    private static string StatedBy(Certificate certificate, string processor, string laboratory) => certificate.Stated is not { } stated
        ? "?"
        : $"{(stated.Side == "controller" ? laboratory : processor)}, {SshPublicKey.Parse(stated.By).Fingerprint}: « {CanonicalDocument.Read<Destruction>(stated.Document).How} »";

    private static string TimingFr(string timing) => timing switch
    {
        "early" => "en avance", "due" => "à l’heure", _ => "en retard",
    };

    private static string Short(string recipient) => recipient.Length <= 20 ? recipient : recipient[..16] + "…";
}
