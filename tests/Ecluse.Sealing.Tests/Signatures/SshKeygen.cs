using Ecluse.Testkit;

namespace Ecluse.Signatures;

/// <summary>OpenSSH's own tool, the judge of our signatures.</summary>
internal sealed class SshKeygen : IDisposable
{
    private const string DummyProvider = "/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so";
    private readonly string program;

    private SshKeygen(string program) => this.program = program;

    public TestFolder Folder { get; } = new();

    public static SshKeygen OrSkip()
    {
        var program = Programs.Find("ssh-keygen");
        Assert.SkipWhen(program is null, "ssh-keygen (package openssh-client)");
        return new SshKeygen(program!);
    }

    public async Task<string> MakeKeyAsync(string type, int? bits = null, params string[] more)
    {
        Assert.SkipWhen(IsHardware(type) && !File.Exists(DummyProvider), "sk-dummy.so (package openssh-tests)");
        var path = Folder.Of($"key-{Guid.NewGuid():N}");
        List<string> arguments = ["-q", "-t", type, "-N", "", "-C", "test key", "-f", path, .. more];
        arguments.AddRange(bits is { } count ? ["-b", $"{count}"] : []);
        arguments.AddRange(IsHardware(type) ? ["-w", DummyProvider] : []);
        await RunAsync(arguments);
        return path;
    }

    public async Task<string> SignAsync(string key, string space, byte[] message, string hash = "sha512")
    {
        var file = Folder.Of($"message-{Guid.NewGuid():N}");
        await File.WriteAllBytesAsync(file, message);
        await RunAsync(["-q", "-Y", "sign", "-f", key, "-n", space, "-O", $"hashalg={hash}", file]);
        return await File.ReadAllTextAsync(file + ".sig");
    }

    public async Task<bool> VerifiesAsync(SshPublicKey key, string space, byte[] message, string armored)
    {
        var allowed = Folder.Of($"allowed-{Guid.NewGuid():N}");
        var signature = allowed + ".sig";
        await File.WriteAllTextAsync(allowed, $"director@lab.example {key.ToLine()}\n");
        await File.WriteAllTextAsync(signature, armored);
        var result = await Programs.RunAsync(
            program, ["-Y", "verify", "-f", allowed, "-I", "director@lab.example", "-n", space, "-s", signature], message);
        return result.ExitCode == 0;
    }

    public async Task<string> FingerprintAsync(string publicKeyFile)
    {
        var result = await Programs.RunAsync(program, ["-l", "-f", publicKeyFile]);
        return System.Text.Encoding.UTF8.GetString(result.Output).Split(' ')[1];
    }

    public void Dispose() => Folder.Dispose();

    private static bool IsHardware(string type) => type.EndsWith("-sk", StringComparison.Ordinal);

    private async Task RunAsync(IEnumerable<string> arguments)
    {
        var result = await Programs.RunAsync(program, arguments, null, ("SSH_SK_PROVIDER", DummyProvider));
        Assert.True(result.ExitCode == 0, result.Error);
    }
}
