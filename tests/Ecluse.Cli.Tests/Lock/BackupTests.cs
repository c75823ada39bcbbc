using Ecluse.Errors;

namespace Ecluse.Cli.Lock;

public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_holds_no_key_of_a_passage_and_a_restore_does_the_erasures_since_again()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var recovery = Path.Combine(passage.Folder, "recovery.txt");
        var recipient = (await passage.RunAsync("key", "new", "-o", recovery, "--json")).Must(0);
        var backup = Path.Combine(passage.Folder, "backup.age");
        var name = recipient.Output.Split('"').Single(word => word.StartsWith("age1pq1", StringComparison.Ordinal));
        var made = (await passage.RunAsync("backup", "-r", name, "-o", backup, "--json")).Must(0);
        Assert.Contains("keys/signing/journal.key", made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("keys/passages", made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("depot", made.Output, StringComparison.Ordinal);

        var keys = Path.Combine(passage.Stage.Data, "keys", "passages");
        var identity = Assert.Single(Directory.EnumerateFiles(keys, "identity.txt", SearchOption.AllDirectories));
        var kept = await File.ReadAllBytesAsync(identity);
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        (await passage.RunAsync("restore", backup, "-i", recovery)).Refused("BACKUP-001");

        // Somebody brings back the state, and from a snapshot of their own even the identity.
        File.Delete(Path.Combine(passage.Stage.Data, "ecluse.db"));
        Directory.CreateDirectory(Path.GetDirectoryName(identity)!);
        await File.WriteAllBytesAsync(identity, kept);
        (await passage.RunAsync("restore", backup, "-i", recovery)).Must(0);
        Assert.False(File.Exists(identity));

        Assert.StartsWith("JOURNAL-", (await passage.RunAsync("journal", "prove", "0")).Code, StringComparison.Ordinal);
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(Passages.PassageState.Erased, await passage.StateAsync());
        var certificate = (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output;
        Assert.Contains("after a restore", certificate, StringComparison.Ordinal);
    }

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

        passage.Clock.Ahead = TimeSpan.Zero;
        MoveToAnotherMachine(passage, log);
        (await passage.RunAsync("restore", backup, "-i", recovery, "--elsewhere", "--erased", backup)).Must((int)ErrorKind.SealBroken);
        Assert.False(Directory.Exists(passage.Stage.Data));
        (await passage.RunAsync("restore", backup, "-i", recovery, "--elsewhere", "--erased", certificate)).Must(0);
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("erase", "--due")).Must(0);
        Assert.Equal(Passages.PassageState.Erased, await passage.StateAsync());
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
