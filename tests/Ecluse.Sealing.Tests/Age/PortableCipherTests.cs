using System.Diagnostics;

namespace Ecluse.Age;

/// <summary>
/// Where the system has no ChaCha20-Poly1305 (older Windows servers), BouncyCastle's takes over: the same vectors, read in a process of
/// its own in which the system's cipher is never used. It makes an engine for each chunk, some 2 KB that go at once: what is said of memory
/// elsewhere is said of the system's.
/// </summary>
public sealed class PortableCipherTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(AgeVectorTests))]
    [InlineData(nameof(AgeEncryptorTests))]
    [InlineData(nameof(PortableSwitchTests))]
    public async Task Every_vector_holds_without_the_systems_cipher(string tests)
    {
        var program = typeof(PortableCipherTests).Assembly.Location;
        var folder = Directory.CreateTempSubdirectory("ecluse-test-");
        try
        {
            var settings = Path.Combine(folder.FullName, "portable.runtimeconfig.json");
            await File.WriteAllTextAsync(settings, (await File.ReadAllTextAsync(Path.ChangeExtension(program, "runtimeconfig.json"), Stop)).Replace(
                "\"configProperties\": {", $"\"configProperties\": {{ \"{ChunkCipher.PortableSwitch}\": true,", StringComparison.Ordinal), Stop);
            using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", "--runtimeconfig", settings, program, "-noColor", "-noLogo", "-class", $"Ecluse.Age.{tests}"])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync(Stop);
            await process.WaitForExitAsync(Stop);

            Assert.True(process.ExitCode == 0, output);
            Assert.Matches("Total: [1-9]", output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>Run in both processes: which cipher it is that the vectors go through.</summary>
public sealed class PortableSwitchTests
{
    [Fact]
    public void The_systems_cipher_is_used_where_it_is_and_nobody_asked_for_the_other()
    {
        AppContext.TryGetSwitch(ChunkCipher.PortableSwitch, out var portable);
        using var cipher = new ChunkCipher(new byte[32]);

        Assert.Equal(!portable && System.Security.Cryptography.ChaCha20Poly1305.IsSupported, cipher.IsOfSystem);
    }
}
