using System.Text;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Cli.Lock;

/// <summary>Replacing this machine's signing keys: not under a passage, whole whenever it is killed, and told.</summary>
public sealed class KeyReplaceTests
{
    [Fact]
    public async Task A_gate_s_key_is_not_replaced_under_a_plan_that_names_it_and_is_afterwards_wherever_it_was_killed()
    {
        using var passage = await PreparedPassage.OpenAsync();
        (await passage.RunAsync("key", "replace", "target-gate")).Refused("KEY-009");
        (await passage.RunAsync("key", "replace", "journal")).Must((int)ErrorKind.Usage);
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        var path = passage.Of("keys", "signing", "target-gate.key");
        var old = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var before = SshSigner.Load(path).PublicKey;
        using (var prepared = SshSigner.Generate("ecluse target-gate"))
        {
            // As a command leaves it that was killed between the two names.
            prepared.Save(path + ".next");
            File.Move(path, path + ".old");
            (await passage.RunAsync("key", "replace", "target-gate")).Must(0);
            Assert.Equal(prepared.PublicKey, SshSigner.Load(path).PublicKey);
        }

        Assert.NotEqual(before, SshSigner.Load(path).PublicKey);
        Assert.Equal(SshSigner.Load(path).PublicKey.ToLine(), (await File.ReadAllTextAsync(path + ".pub", TestContext.Current.CancellationToken)).Trim());
        (await passage.RunAsync("key", "replace", "source-gate", "--json")).Must(0);
        (await passage.RunAsync("key", "replace", "ssh-ca")).Must(0);
        var files = Directory.EnumerateFiles(passage.Of("keys", "signing")).ToList();
        Assert.DoesNotContain(files, file => file.EndsWith(".old", StringComparison.Ordinal) || file.Contains(".next", StringComparison.Ordinal));
        var secret = Encoding.ASCII.GetString(old).Split('\n')[2];
        Assert.All(files, file => Assert.DoesNotContain(secret, File.ReadAllText(file), StringComparison.Ordinal));
        (await passage.RunAsync("journal", "verify")).Must(0);

        // What was certified before is verified by the key that it names.
        (await passage.RunAsync("certificate", "show", passage.Id)).Must(0);

        // The journal's own key: a new log that names the old one's last checkpoint.
        (await passage.RunAsync("journal", "init", "--continue")).Must(0);
        (await passage.RunAsync("journal", "verify")).Must(0);
    }
}
