using System.CommandLine;
using System.Text;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Verbs;

/// <summary>
/// <c>ecluse restore FILE -i IDENTITY</c>: brings a backup back into a data folder without a state, and does again at once every
/// erasure done since. This machine remembers them; on another one the certificates handed over since say which they were.
/// </summary>
internal static class RestoreVerb
{
    public static Command Create(VerbContext context)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "the backup · la sauvegarde" };
        var identity = new Option<FileInfo>("--identity", "-i") { Description = "the recovery identity · l’identité de secours", Required = true };
        var elsewhere = new Option<bool>("--elsewhere") { Description = "this is another machine than the one backed up · cette machine n’est pas celle qui fut sauvegardée" };
        var erased = new Option<FileInfo[]>("--erased")
        {
            Description = "with --elsewhere: a certificate made since the backup; may be repeated · avec --elsewhere : un certificat établi depuis la sauvegarde ; répétable",
            DefaultValueFactory = _ => [],
        };
        var postgres = new Option<string?>("--postgres")
        {
            Description = "the empty database for a state that was in PostgreSQL · la base vide pour un état qui était dans PostgreSQL",
        };
        var command = new Command("restore", "brings a backup back, and erases again what was erased since (exit 0, 1, 4, 10, 12) · rétablit une sauvegarde, et réefface ce qui le fut depuis (sortie 0, 1, 4, 10, 12)")
        {
            file, identity, elsewhere, erased, postgres,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var answer = new Answer(context, parsed);
            var data = new DataFolder(parsed.GetValue(CommandLine.Data)!);
            if (data.Exists)
            {
                throw BackupErrors.StateThere();
            }

            var places = new JournalPlaces(data);
            var backup = new BackupFile(parsed.GetValue(file)!.FullName, parsed.GetValue(identity)!.FullName);
            var (names, logKeys) = await backup.CheckAsync(cancellation);
            if (BackupFile.IsOfPostgres(names) != parsed.GetValue(postgres) is not null)
            {
                throw BackupErrors.OtherEngine();
            }

            var isKnown = BackupFile.Origins(names).Any(places.Remembers);
            if (!isKnown && !parsed.GetValue(elsewhere))
            {
                throw BackupErrors.Elsewhere();
            }

            var given = parsed.GetValue(erased)!.Select(certificate => Certified(File.ReadAllBytes(certificate.FullName), logKeys)).ToList();
            await backup.RestoreAsync(data, parsed.GetValue(postgres), cancellation);
            var register = new ErasedRegister(places);
            given.ForEach(remember => remember(register));
            var again = new ErasingAgain(data, register).Run();
            answer.Say(
                $"{names.Count} files restored; {again.Passages} erased passages, {again.Spaces} erased spaces, {again.Objects} objects of others and {again.HandOvers} hand-overs made sure of again.",
                $"{names.Count} fichiers rétablis ; {again.Passages} passages effacés, {again.Spaces} espaces effacés, {again.Objects} objets d’autres espaces et {again.HandOvers} remises vérifiés à nouveau.");
            if (!isKnown)
            {
                answer.Say(
                    "Another machine: no key of a passage is here, so no passage of this backup goes on. Those whose certificate was not given stand as they were; at their date no certificate can be made here, and the journal says so.",
                    "Autre machine : aucune clé de passage n’est ici, aucun passage de cette sauvegarde ne reprend. Ceux dont le certificat n’a pas été donné restent tels quels ; à leur date, aucun certificat ne peut être établi ici, et le journal le dit.");
            }

            answer.Say(
                "If the journal refuses to sign, begin a new log that names the old one: ecluse journal init --continue. Then: ecluse erase --due.",
                "Si le journal refuse de signer, en commencer un nouveau qui nomme l’ancien : ecluse journal init --continue. Puis : ecluse erase --due.");
            answer.Json(new { files = names, erasedAgain = again.Passages, spacesErasedAgain = again.Spaces, objectsRemovedAgain = again.Objects, handOversErasedAgain = again.HandOvers, elsewhere = !isKnown });
            return 0;
        });
        return command;
    }

    // A certificate is believed under the key of a log that the backup holds, and under no other.
    private static Action<ErasedRegister> Certified(byte[] certificate, IReadOnlyList<string> logKeys)
    {
        var refused = BackupErrors.ForeignName();
        foreach (var key in logKeys)
        {
            try
            {
                return Read(certificate, key);
            }
            catch (EcluseException problem)
            {
                refused = problem;
            }
        }

        throw refused;
    }

    private static Action<ErasedRegister> Read(byte[] certificate, string key)
    {
        if (certificate.AsSpan().IndexOf(Encoding.ASCII.GetBytes(SpaceCertificateFile.DocumentType)) >= 0)
        {
            var space = CanonicalDocument.Read<SpaceCertificateFile>(certificate).Verify(key).Certificate.Space;
            return register => register.Add(space);
        }

        var found = CertificateFile.Check(certificate, key, null);
        return register => register.Add(found.Certificate.Passage, found.Plan.Id);
    }
}
