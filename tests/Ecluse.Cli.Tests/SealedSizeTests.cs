using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Age;
using Ecluse.Keys;
using Ecluse.Testkit;

namespace Ecluse.Cli;

public sealed class SealedSizeTests
{
    private const int BlockBytes = 1 << 20;

    // What the runtime and the program take before the first byte, and buffers; the file itself has no part in it.
    private const long PeakMax = 200L << 20;

    [Fact]
    public async Task A_file_of_any_size_is_sealed_and_opened_in_the_same_little_memory()
    {
        using var folder = new TestFolder();
        var recipient = IdentityFile.Create(folder.Of("key"), AgeKeyKind.Hybrid, TimeProvider.System);
        var blocks = TestSizes.Of("seal.mebibytes");
        var clock = Stopwatch.StartNew();
        using var sealing = Start("seal", "-r", recipient.ToString()!);
        using var opening = Start("unseal", "-i", folder.Of("key"));

        var fed = FeedAsync(sealing, blocks);
        var passed = PassAsync(sealing, opening);
        var (opened, openPeak) = await DrainAsync(opening, (long)blocks * BlockBytes);
        var (given, sealPeak) = await fed;
        await passed;
        await Task.WhenAll(sealing.WaitForExitAsync(), opening.WaitForExitAsync());

        Assert.Equal((0, 0), (sealing.ExitCode, opening.ExitCode));
        Assert.Equal(given, opened);
        Assert.InRange(sealPeak, 1, PeakMax);
        Assert.InRange(openPeak, 1, PeakMax);
        TestSizes.Note(
            "a stream of the size given, sealed and opened by two processes",
            $"{blocks} MiB, peak {sealPeak >> 20} MiB sealing and {openPeak >> 20} MiB opening, {clock.Elapsed.TotalSeconds:F0} s");
    }

    // Every block is another one, so that a block left out or repeated is seen in the hash.
    private static async Task<(string Sha256, long Peak)> FeedAsync(Process process, int blocks)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = RandomNumberGenerator.GetBytes(BlockBytes);
        for (var i = 0; i < blocks; i++)
        {
            BitConverter.TryWriteBytes(block, i);
            hash.AppendData(block);
            await process.StandardInput.BaseStream.WriteAsync(block);
        }

        // The process waits for more: everything it will ever hold of the file, it has held.
        var peak = Peak(process);
        process.StandardInput.Close();
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), peak);
    }

    private static async Task PassAsync(Process from, Process to)
    {
        await from.StandardOutput.BaseStream.CopyToAsync(to.StandardInput.BaseStream);
        to.StandardInput.Close();
    }

    private static async Task<(string Sha256, long Peak)> DrainAsync(Process process, long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[BlockBytes];
        var (read, measuredAt, peak) = (0L, 0L, 0L);
        for (int count; (count = await process.StandardOutput.BaseStream.ReadAsync(block)) > 0;)
        {
            hash.AppendData(block.AsSpan(0, count));
            read += count;
            if (read - measuredAt >= length / 64)
            {
                (measuredAt, peak) = (read, Math.Max(peak, Peak(process)));
            }
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), peak);
    }

    // 0 when it has ended already.
    private static long Peak(Process process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.AsSpan(6).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", ["exec", typeof(CommandLine).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true,
    })!;
}
