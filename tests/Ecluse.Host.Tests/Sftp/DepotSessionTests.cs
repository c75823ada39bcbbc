using System.Security.Cryptography;
using Ecluse.Spaces;

namespace Ecluse.Host.Sftp;

/// <summary>Sessions that are cut, flood or stand still, against the real depot: state, disk and seals.</summary>
[Collection(SftpClients.Name)]
public sealed class DepotSessionTests(SharedSftpLab shared)
{
    private const uint Handle = 1, Begin = 2 | 8 | 16, GoOn = 2;
    private const int Piece = 30_000;

    // The version with its one extension, a handle, and three times that it went well.
    private const int AnswersBytes = 36 + 17 + (3 * 21);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cut_at_each_packet_and_within_it_what_came_without_a_gap_is_counted_and_the_next_session_goes_on_there()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var sent = RandomNumberGenerator.GetBytes(3 * Piece);
        for (var cut = 0; cut < 10; cut++)
        {
            // Half of a packet is none: what comes after the last whole one is forgotten.
            var (name, packets) = ($"cut-{cut}", Script(space, $"cut-{cut}", sent));
            byte[] before = [.. packets.Take(cut / 2).SelectMany(one => one), .. packets[cut / 2][..(cut % 2 * packets[cut / 2].Length / 2)]];
            await RunAsync(lab, SftpLab.First, before);
            var whole = Math.Clamp((cut / 2) - 2, 0, 3) * Piece;
            Assert.Equal(whole, (await OfAsync(lab, space, name))?.Received ?? 0);

            await RunAsync(
                lab, SftpLab.First, Packets.Framed(Packets.Init()), Packets.Framed(Packets.Open(1, $"/{space.Id}/{name}", GoOn | (cut < 4 ? 8u : 0))),
                Packets.Framed(Packets.Write(2, Packets.U32(Handle), (ulong)whole, sent[whole..])), Packets.Framed(Packets.Close(3, Packets.U32(Handle))));
            Assert.Equal((ObjectState.Complete, 3L * Piece), await OfAsync(lab, space, name) is { } one ? (one.State, one.Received) : default);
        }

        var opened = await lab.OpenedAsync(space);
        Assert.Equal(10, opened.Count);
        Assert.All(opened.Values, bytes => Assert.Equal(sent, bytes));
    }

    [Fact]
    public async Task Who_asks_for_everything_and_reads_nothing_holds_little_memory_and_no_file_afterwards()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        await RunAsync(lab, SftpLab.First, [.. Script(space, "flood", RandomNumberGenerator.GetBytes(3 * Piece)), Packets.Framed(Packets.Close(9, Packets.U32(Handle)))]);
        var id = Assert.Single(await lab.OwnAsync(space)).Id;
        var opens = Enumerable.Range(0, 200).Select(_ => Packets.Framed(Packets.Open(1, $"/{space.Id}/{id}.tar", 1)));
        var reads = Enumerable.Range(0, 4000).Select(number => Packets.Framed(Packets.Read(2, Packets.U32((uint)(1 + (number % 64))), 0, 3 * Piece)));

        await using (var pipes = new SessionPipes(await TreeAsync(lab, SftpLab.Second), TimeSpan.FromSeconds(1)) { IsReading = false })
        {
            await pipes.SendAsync(new[] { Packets.Framed(Packets.Init()) }.Concat(opens).Concat(reads).SelectMany(one => one).ToArray());
            await pipes.EndedAsync();
        }

        Assert.DoesNotContain(OpenFiles(), file => file.Contains(space.Id, StringComparison.Ordinal));
        Assert.Single(await lab.OpenedAsync(space));
    }

    [Fact]
    public async Task Many_who_begin_and_say_nothing_more_are_ended_and_what_they_sent_is_counted()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var tree = await TreeAsync(lab, SftpLab.First);
        var pipes = Enumerable.Range(0, 12).Select(_ => new SessionPipes(tree)).ToList();
        foreach (var (number, one) in pipes.Index())
        {
            await one.SendAsync(Script(space, $"half-{number}", new byte[3 * Piece]).SelectMany(packet => packet).ToArray());
        }

        foreach (var one in pipes)
        {
            await SftpLab.UntilAsync(() => Task.FromResult(one.Heard >= AnswersBytes));
            one.Connection.End();
            await one.EndedAsync();
            await one.DisposeAsync();
        }

        Assert.All(await lab.OwnAsync(space), one => Assert.Equal((ObjectState.Unfinished, 3L * Piece), (one.State, one.Received)));
        Assert.Equal(12, (await lab.OwnAsync(space)).Count);
        Assert.DoesNotContain(OpenFiles(), file => file.Contains(space.Id, StringComparison.Ordinal));
    }

    private static byte[][] Script(Space space, string name, byte[] bytes) =>
    [
        Packets.Framed(Packets.Init()), Packets.Framed(Packets.Open(1, $"/{space.Id}/{name}", Begin)),
        .. bytes.Chunk(Piece).Select((part, number) => Packets.Framed(Packets.Write(2, Packets.U32(Handle), (ulong)(number * Piece), part))),
    ];

    // Sends, closes its end and waits for the session to let go.
    private static async Task RunAsync(SftpLab lab, string name, params byte[][] packets)
    {
        await using var pipes = new SessionPipes(await TreeAsync(lab, name));
        await pipes.SendAsync(packets.SelectMany(one => one).ToArray());
        pipes.CloseInput();
        await pipes.EndedAsync();
    }

    private static async Task<DepotTree> TreeAsync(SftpLab lab, string name) =>
        new(lab.Running.Installation.Exchange, await lab.Running.PersonAsync(name), TimeProvider.System, _ => Task.CompletedTask);

    private static async Task<SpaceObject?> OfAsync(SftpLab lab, Space space, string name) =>
        await lab.Running.Installation.Exchange.StatAsync(space.Id, await lab.Running.PersonAsync(SftpLab.First), name, Stop);

    private static IEnumerable<string> OpenFiles() => Directory.EnumerateFileSystemEntries("/proc/self/fd")
        .Select(fd => new FileInfo(fd).LinkTarget).OfType<string>();
}
