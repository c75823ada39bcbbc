using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Signatures;
using Ecluse.Spaces;

namespace Ecluse.Cli.Lock;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_holds_no_key_of_a_passage_and_a_restore_does_the_erasures_since_again()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var (space, spaceKey) = await OpenSpaceAsync(passage);
        var recovery = Path.Combine(passage.Folder, "recovery.txt");
        var recipient = (await passage.RunAsync("key", "new", "-o", recovery, "--json")).Must(0);
        var backup = Path.Combine(passage.Folder, "backup.age");
        var name = recipient.Output.Split('"').Single(word => word.StartsWith("age1pq1", StringComparison.Ordinal));
        var made = (await passage.RunAsync("backup", "-r", name, "-o", backup, "--json")).Must(0);
        Assert.Contains("keys/signing/journal.key", made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("keys/passages", made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("spaces/", made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("depot", made.Output, StringComparison.Ordinal);

        var keys = Path.Combine(passage.Stage.Data, "keys", "passages");
        var identity = Assert.Single(Directory.EnumerateFiles(keys, "identity.txt", SearchOption.AllDirectories));
        var kept = await File.ReadAllBytesAsync(identity);
        var keptSpaceKey = await File.ReadAllBytesAsync(spaceKey);
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        (await passage.RunAsync("depot", "erase", space)).Must(0);
        Assert.DoesNotContain("not there before this erasure", (await passage.RunAsync("certificate", "show", space, "--json")).Must(0).Output, StringComparison.Ordinal);
        (await passage.RunAsync("restore", backup, "-i", recovery)).Refused("BACKUP-001");

        // Somebody brings back the state, and from a snapshot of their own even the identity.
        File.Delete(Path.Combine(passage.Stage.Data, "ecluse.db"));
        Directory.CreateDirectory(Path.GetDirectoryName(identity)!);
        await File.WriteAllBytesAsync(identity, kept);
        await File.WriteAllBytesAsync(spaceKey, keptSpaceKey);
        var lies = Directory.CreateDirectory(Path.Combine(passage.Stage.Data, "spaces", space)).FullName;
        await File.WriteAllBytesAsync(Path.Combine(lies, new string('a', 32) + ".age"), [1]);
        Assert.Contains("1 erased spaces", (await passage.RunAsync("restore", backup, "-i", recovery)).Must(0).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(identity));
        Assert.False(File.Exists(spaceKey));
        Assert.False(Directory.Exists(lies));

        Assert.StartsWith("JOURNAL-", (await passage.RunAsync("journal", "prove", "0")).Code, StringComparison.Ordinal);
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(Passages.PassageState.Erased, await passage.StateAsync());
        var certificate = (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output;
        Assert.Contains("after a restore", certificate, StringComparison.Ordinal);

        // The space's row had come back open: it is erased again, and the certificate does not boast of a key that it did not find.
        Assert.Contains("not there before this erasure", (await passage.RunAsync("certificate", "show", space, "--json")).Must(0).Output, StringComparison.Ordinal);
        (await passage.RunAsync("depot", "erase", space)).Must(0);
    }

    private static Task<(string Id, string Key)> OpenSpaceAsync(PreparedPassage passage) => passage.WithAsync(async (installation, _) =>
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var now = passage.Clock.GetUtcNow();
        var space = new Space(
            SpaceIds.NewSpace(), "C-1", "I-1", new string('0', 64), Grade.EndToEnd, Direction.ToLaboratory, new SpaceLimits(1000, 10), [identity.Recipient.ToString()!],
            [new("person:00000000000000aa", SpacePart.Sends), new("person:00000000000000bb", SpacePart.Takes)], now, now.AddDays(30), 10);
        installation.SpaceKeys.Create(space.Id, passage.Clock);
        installation.Segments.Open(space.Id);
        await installation.Spaces.OpenAsync(
            space, new Act("space.opened", "agent:test", new Dictionary<string, string> { ["space"] = space.Id }, new Dictionary<string, string>()), default);
        return (space.Id, Path.Combine(passage.Stage.Data, "keys", "spaces", space.Id + ".key"));
    });

    [Fact]
    public async Task An_object_removed_since_the_backup_does_not_come_back_nor_does_a_row_without_its_files()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var (space, _) = await OpenSpaceAsync(passage);
        var folder = Path.Combine(passage.Stage.Data, "spaces", space);
        var (kept, keptFiles) = await SendAsync(passage, space, "kept");
        var (lost, lostFiles) = await SendAsync(passage, space, "lost");
        var (gone, goneFiles) = await SendAsync(passage, space, "gone");
        var copies = goneFiles.ToDictionary(file => file, File.ReadAllBytes);
        var (backup, recovery) = await BackUpAsync(passage);
        Assert.Equal(9, Directory.GetFiles(folder).Length);
        await passage.WithAsync(async (installation, _) =>
        {
            await installation.Exchange.RemoveAsync(space, gone, "person:00000000000000aa", default);
            return 0;
        });

        // The state comes back; from a snapshot of somebody's also the files of what was removed; and of another object one file is lost.
        File.Delete(Path.Combine(passage.Stage.Data, "ecluse.db"));
        foreach (var (file, bytes) in copies)
        {
            await File.WriteAllBytesAsync(file, bytes);
        }

        File.Delete(lostFiles[^1]);
        Assert.Contains("2 objects of others", (await passage.RunAsync("restore", backup, "-i", recovery)).Must(0).Output, StringComparison.Ordinal);
        Assert.Equal(keptFiles.Order(), Directory.GetFiles(folder).Order());

        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("erase", "--due")).Must(0);
        await passage.WithAsync(async (installation, _) =>
        {
            Assert.Equal(
                new[] { (kept, ObjectState.Complete), (lost, ObjectState.Removed), (gone, ObjectState.Removed) }.Order(),
                (await installation.Spaces.ObjectsAsync(space, default)).Select(one => (one.Id, one.State)).Order());
            Assert.Equal(3, (await installation.Exchange.TakeAsync(space, kept, "person:00000000000000bb", default)).Files.Count);
            return 0;
        });
        var told = (await passage.RunAsync("journal", "show")).Must(0).Output;
        Assert.Equal(2, told.Split("object.removed").Length - 1);
    }

    // A complete object, sealed by its sender.
    private static Task<(string Id, string[] Files)> SendAsync(PreparedPassage passage, string space, string name) => passage.WithAsync(async (installation, _) =>
    {
        var folder = Path.Combine(passage.Stage.Data, "spaces", space);
        var before = Directory.GetFiles(folder);
        var begun = await installation.Exchange.BeginAsync(space, "person:00000000000000aa", name, null, isSegmented: false, default);
        await using var upload = await installation.Exchange.ResumeAsync(space, begun.Id, "person:00000000000000aa", default);
        await upload.WriteAsync(0, "age-encryption.org/v1\n-> "u8.ToArray(), default);
        await upload.CompleteAsync(default);
        return (begun.Id, Directory.GetFiles(folder).Except(before).ToArray());
    });

    [Fact]
    public async Task On_another_machine_a_restore_asks_what_was_erased_since_and_certifies_nothing_that_it_did_not_hold()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var (backup, recovery) = await BackUpAsync(passage);
        var log = await passage.LogKeyAsync();
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        var certificate = Path.Combine(passage.Folder, "certificate.json");
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", certificate)).Must(0);

        MoveToAnotherMachine(passage, log);
        (await passage.RunAsync("restore", backup, "-i", recovery)).Refused("BACKUP-003");
        Assert.False(Directory.Exists(passage.Stage.Data));

        // Without the certificate nobody here can say that the identity is gone.
        (await passage.RunAsync("restore", backup, "-i", recovery, "--elsewhere")).Must(0);
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        passage.Clock.Ahead = TimeSpan.FromDays(8);
        (await passage.RunAsync("erase", "--due")).Refused("ERASE-016", ErrorKind.Failed);
        (await passage.RunAsync("erase", "--due")).Refused("ERASE-016", ErrorKind.Failed);
        (await passage.RunAsync("certificate", "show", passage.Id)).Refused("ERASE-005", ErrorKind.NotFound);
        Assert.Contains("alert.raised", (await passage.RunAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);

        await StateDestructionAsync(passage);

        passage.Clock.Ahead = TimeSpan.Zero;
        MoveToAnotherMachine(passage, log);
        (await passage.RunAsync("restore", backup, "-i", recovery, "--elsewhere", "--erased", backup)).Must((int)ErrorKind.SealBroken);
        Assert.False(Directory.Exists(passage.Stage.Data));
        (await passage.RunAsync("restore", backup, "-i", recovery, "--elsewhere", "--erased", certificate)).Must(0);
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(Passages.PassageState.Erased, await passage.StateAsync());
    }

    // Whoever destroyed it says so under a key of the contract; nobody else can, and the certificate calls it stated.
    private static async Task StateDestructionAsync(PreparedPassage passage)
    {
        var statement = Path.Combine(passage.Folder, "destruction.json");
        var at = passage.Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture);
        string[] draft = ["erase", passage.Id, "--destroyed-at", at, "--how", "disque broyé, procès-verbal 12", "-o", statement];
        (await passage.RunAsync([.. draft[..^2]])).Refused("CLI-009", ErrorKind.Usage);
        (await passage.RunAsync([.. draft[..3], "2199-01-01T00:00:00Z", .. draft[4..]])).Refused("ERASE-019");
        (await passage.RunAsync(draft)).Must(0);
        string[] take = ["erase", passage.Id, "--document", statement, "--signature", statement + ".sig"];
        foreach (var (key, code) in new[] { (passage.Stage.StrangerKey, "APPROVAL-001"), (passage.Stage.ReceivingKey, "APPROVAL-001") })
        {
            (await passage.RunAsync("sign", statement, "--key", key)).Must(0);
            (await passage.RunAsync(take)).Refused(code);
            File.Delete(statement + ".sig");
        }

        (await passage.RunAsync("sign", statement, "--key", passage.Stage.VendorKey)).Must(0);
        Assert.Contains("stated, not proven", (await passage.RunAsync(take)).Must(0).Output, StringComparison.Ordinal);

        Assert.Equal(Passages.PassageState.Erased, await passage.StateAsync());
        var acts = (await passage.WithAsync((installation, work) => installation.Ledger.StepsAsync(work.Passage.Id, default))).Select(step => step.Name).ToList();
        Assert.True(acts.LastIndexOf("alert.closed") > acts.LastIndexOf("alert.raised"));
        var file = Path.Combine(passage.Folder, "stated.json");
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", file)).Must(0);
        var told = (await passage.RunAsync("certificate", "verify", file, "--log", await passage.LogKeyAsync())).Output;
        Assert.Contains("as stated, not proven: the processor, SHA256:", told, StringComparison.Ordinal);
        Assert.Contains("« disque broyé, procès-verbal 12 »", told, StringComparison.Ordinal);
        Assert.Contains("nothing here proves it", told, StringComparison.Ordinal);
        (await passage.RunAsync(take)).Refused("ERASE-018");
        Forge(await File.ReadAllBytesAsync(file));
    }

    // Another how, another holder, no statement at all: the file is checked before anything else could tell.
    private static void Forge(byte[] file)
    {
        var whole = CanonicalDocument.Read<CertificateFile>(file);
        var certificate = CanonicalDocument.Read<Certificate>(whole.Certificate);
        var stated = certificate.Stated!;
        var other = CanonicalDocument.Write(CanonicalDocument.Read<Destruction>(stated.Document) with { How = "rien" });
        using var gate = SshSigner.Generate("forger");
        foreach (var (forged, code) in new (StatedDestruction?, string)[]
        {
            (stated with { Document = other }, "SIGN-004"), (stated with { By = gate.PublicKey.ToLine() }, "CERT-003"), (null, "CERT-003"),
        })
        {
            var refusal = Assert.Throws<EcluseException>(() => CertificateFile.VerifyFates(
                certificate with { Stated = forged }, CanonicalDocument.Read<Plans.Plan>(whole.Plan)));
            Assert.Equal(code, refusal.Code);
        }

        CertificateFile.VerifyFates(certificate, CanonicalDocument.Read<Plans.Plan>(whole.Plan));
    }

    [Fact]
    public async Task A_backup_with_a_byte_changed_restores_nothing()
    {
        using var passage = await PreparedPassage.PlanAsync();
        var (backup, recovery) = await BackUpAsync(passage);
        var bytes = await File.ReadAllBytesAsync(backup);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(backup, bytes);
        Directory.Delete(passage.Stage.Data, recursive: true);

        (await passage.RunAsync("restore", backup, "-i", recovery)).Refused("AGE-004", ErrorKind.SealBroken);

        Assert.False(Directory.Exists(passage.Stage.Data));
    }

    private static async Task<(string Backup, string Recovery)> BackUpAsync(PreparedPassage passage)
    {
        var (backup, recovery) = (Path.Combine(passage.Folder, "backup.age"), Path.Combine(passage.Folder, "recovery.txt"));
        var made = (await passage.RunAsync("key", "new", "-o", recovery, "--json")).Must(0);
        var recipient = made.Output.Split('"').Single(word => word.StartsWith("age1pq1", StringComparison.Ordinal));
        (await passage.RunAsync("backup", "-r", recipient, "-o", backup)).Must(0);
        return (backup, recovery);
    }

    // Another machine has neither the data folder nor the memory of what was signed.
    private static void MoveToAnotherMachine(PreparedPassage passage, string log)
    {
        Directory.Delete(passage.Stage.Data, recursive: true);
        var memories = Path.Combine(Environment.GetEnvironmentVariable("XDG_STATE_HOME")!, "ecluse");
        foreach (var memory in Directory.EnumerateFiles(memories, Uri.EscapeDataString(log.Split('+')[0]) + ".*"))
        {
            File.Delete(memory);
        }
    }
}
