using Ecluse.Contracts;
using Ecluse.Signatures;
using Ecluse.Testkit;

namespace Ecluse.Cli.Lock;

/// <summary>What was signed is handed out with commands that work as they are printed, by ssh-keygen alone.</summary>
public sealed class DocumentsTests
{
    // In the past of ssh-keygen's own clock: the key is withdrawn by now.
    [Fact]
    public async Task Each_command_that_is_printed_verifies_its_document_also_once_the_key_is_withdrawn_or_expired()
    {
        ProcessRun.Require("ssh-keygen");
        using var passage = await PreparedPassage.OpenAsync(ago: TimeSpan.FromHours(3));
        (await passage.PassAsync()).Must(0);
        await passage.AcceptAsync();
        var draft = Path.Combine(passage.Folder, "postponement.json");
        (await passage.RunAsync(
            "passage", "postpone", passage.Id, "--until", $"{passage.Clock.GetUtcNow().AddDays(9):yyyy-MM-dd'T'HH:mm:ss'Z'}",
            "--reason", "contrôle", "-o", draft)).Must(0);
        (await passage.RunAsync("sign", draft, "--key", passage.Stage.DirectorKey)).Must(0);
        (await passage.RunAsync("passage", "postpone", passage.Id, "--document", draft, "--signature", draft + ".sig")).Must(0);
        passage.Clock.Ahead = -TimeSpan.FromHours(2);
        await WithdrawAsync(passage);
        passage.Clock.Ahead = -TimeSpan.FromHours(1);
        (await passage.RunAsync("erase", passage.Id)).Must(0);

        var folder = Path.Combine(passage.Folder, "documents");
        var commands = (await passage.RunAsync("passage", "documents", passage.Id, "-o", folder)).Must(0).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            ["instruction.yaml", "plan.json", "manifest.json", "reconciliation.json", "acceptance.json", "postponement.json", "certificate.json"],
            commands.Select(command => command.Split("< ")[1]));
        foreach (var command in commands)
        {
            (await ProcessRun.RunAsync("sh", ["-c", command], folder: folder)).MustSucceed();
            await File.AppendAllTextAsync(Path.Combine(folder, command.Split("< ")[1]), " ");
            Assert.NotEqual(0, (await ProcessRun.RunAsync("sh", ["-c", command], folder: folder)).ExitCode);
        }
    }

    private static Task<long> WithdrawAsync(PreparedPassage passage) => passage.WithInstallationAsync(installation =>
    {
        using var key = SshSigner.Load(passage.Stage.DirectorKey);
        return installation.Contracts.WithdrawKeyAsync("C-2026-001", key.PublicKey.Fingerprint, "person:test", default);
    });
}
