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
}
