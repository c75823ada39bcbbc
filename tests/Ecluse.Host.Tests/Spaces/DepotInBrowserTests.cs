using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Keys;
using Ecluse.Spaces;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

public sealed class DepotInBrowserTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("end-to-end", AgeKeyKind.X25519)]
    [InlineData("on-arrival", AgeKeyKind.X25519)]
    public async Task What_is_dropped_in_Chromium_cut_and_dropped_again_opens_with_age_alone(string grade, AgeKeyKind kind)
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        Assert.SkipWhen(Programs.Find("age") is null, "missing: age");
        await using var seat = await SpaceSeat.StartAsync();
        using var folder = new TestFolder();
        var key = folder.Of("key.txt");
        var recipient = IdentityFile.Create(key, kind, TimeProvider.System).ToString()!;
        var one = Encoding.UTF8.GetBytes("code;value\nGLU;5.10\n");
        var two = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
        await File.WriteAllBytesAsync(folder.Of("one.csv"), one, Stop);
        await File.WriteAllBytesAsync(folder.Of("two.bin"), two, Stop);
        var (sender, taker) = (await seat.Officer.InviteAsync("Paule Sauldre", "signatory", SpaceSeat.Laboratory), await seat.Officer.InviteAsync("Ivan Kerbrat", "operator"));
        var bound = BindAsync(seat, "Ivan Kerbrat");

        var found = await programs.RunAsync(
            "depot.mjs",
            [
                seat.Running.Server.Address.GetLeftPart(UriPartial.Authority), sender, taker, seat.Instruction.Number, recipient, folder.Path, grade,
                .. Environment.GetEnvironmentVariable("ECLUSE_SHOTS") is { } shots ? new[] { Path.Combine(shots, grade) } : [],
            ]);

        await bound;

        // The two requests that the walk broke are told by the browser itself, that the upload stands further than its page thought, and the refusal.
        Assert.Equal("{\"seen\":6,\"resumed\":true,\"refused\":\"SPACE-004\"}", string.Join('\n', found.Split('\n').Where(line => !line.Contains("net::ERR_", StringComparison.Ordinal) && !line.Contains("409", StringComparison.Ordinal) && !line.Contains("413", StringComparison.Ordinal))));
        var opened = new Dictionary<string, byte[]>();
        var ends = new List<(string Id, int Segments, long Bytes, ObjectEnd? End)>();
        foreach (var tar in Directory.EnumerateFiles(folder.Path, "*.tar"))
        {
            // The very commands that the page shows.
            var into = Directory.CreateDirectory(tar + ".d").FullName;
            var done = await ProcessRun.RunAsync(
                "/bin/sh",
                ["-c", "cd \"$1\" && tar xf \"$2\" && age -d -i \"$3\" name.age > NAME && for s in 0*.age; do age -d -i \"$3\" $s; done > FILE && age -d -i \"$3\" end.age > END", "sh", into, tar, key]);
            Assert.True(done.ExitCode == 0, done.ErrorText);
            opened[await File.ReadAllTextAsync(Path.Combine(into, "NAME"), Stop)] = await File.ReadAllBytesAsync(Path.Combine(into, "FILE"), Stop);
            ends.Add((
                Path.GetFileNameWithoutExtension(tar), Directory.GetFiles(into, "0*.age").Length, new FileInfo(Path.Combine(into, "FILE")).Length,
                ObjectEnd.Read(await File.ReadAllBytesAsync(Path.Combine(into, "END"), Stop))));
        }

        // The end, sealed in the browser or on arrival, is this object's and says what there is.
        Assert.Equal(2, ends.Count);
        Assert.All(ends, end => Assert.Equal(new ObjectEnd(end.Id, end.Segments, end.Bytes), end.End));
        Assert.Equal(["one.csv", "two.bin"], opened.Keys.Order());
        Assert.Equal(one, opened["one.csv"]);
        Assert.Equal(SHA256.HashData(two), SHA256.HashData(opened["two.bin"]));

        // What a name was, and what was in it, stands nowhere on the server.
        Assert.DoesNotContain(Directory.EnumerateFiles(seat.Running.Data.Path, "*", SearchOption.AllDirectories), file =>
            File.ReadAllBytes(file).AsSpan().IndexOf("one.csv"u8) >= 0 || File.ReadAllBytes(file).AsSpan().IndexOf("GLU;5.10"u8) >= 0);
    }

    // Undertaking and training of somebody who enrols meanwhile.
    private static async Task BindAsync(SpaceSeat seat, string name)
    {
        for (var isThere = false; !isThere; await Task.Delay(100, Stop))
        {
            try
            {
                await seat.Running.BindAsync(name);
                isThere = true;
            }
            catch (InvalidOperationException)
            {
                // Not enrolled yet.
            }
        }
    }
}
