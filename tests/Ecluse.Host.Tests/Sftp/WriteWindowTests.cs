using Ecluse.Errors;

namespace Ecluse.Host.Sftp;

public sealed class WriteWindowTests
{
    private const int Mebi = 1024 * 1024;

    [Fact]
    public void Writes_in_any_order_within_the_window_are_put_in_order()
    {
        var kept = new Kept();
        using var window = new WriteWindow(kept, goesOn: false);
        var bytes = Enumerable.Range(0, 100_000).Select(number => unchecked((byte)(number * 7))).ToArray();
        var pieces = bytes.Chunk(1000).Select((piece, at) => (At: at * 1000L, Piece: piece)).ToList();

        // In blocks of ten, each block from its end.
        foreach (var (at, piece) in pieces.Chunk(10).SelectMany(block => block.Reverse()))
        {
            window.Write(at, piece);
        }

        window.Complete();
        Assert.Equal(bytes, kept.Bytes.ToArray());
        Assert.True(kept.IsComplete);
    }

    [Fact]
    public void What_lies_below_the_front_or_beyond_the_window_is_refused_with_the_right_offset()
    {
        var kept = new Kept();
        using var window = new WriteWindow(kept, goesOn: false);
        window.Write(0, new byte[100]);
        window.Write(100 + WriteWindow.BytesMax, new byte[1]);

        Assert.Contains("100", Refused(() => window.Write(99, new byte[1])), StringComparison.Ordinal);
        Assert.Contains("100", Refused(() => window.Write(0, new byte[100])), StringComparison.Ordinal);
        Assert.Contains("100", Refused(() => window.Write(101 + WriteWindow.BytesMax, new byte[1])), StringComparison.Ordinal);
        Assert.Contains("100", Refused(() => window.Write(long.MaxValue, new byte[1])), StringComparison.Ordinal);
        Assert.Equal(100, window.Front);
    }

    [Fact]
    public void No_more_waits_than_the_window_holds_however_small_the_pieces()
    {
        using var window = new WriteWindow(new Kept(), goesOn: false);
        for (var at = 1; at <= 7; at++)
        {
            window.Write((at * Mebi) + 1, new byte[Mebi]);
        }

        Refused(() => window.Write((8 * Mebi) - 1 + 1 + Mebi, new byte[Mebi]));

        using var many = new WriteWindow(new Kept(), goesOn: false);
        for (var at = 1; at <= WriteWindow.CountMax; at++)
        {
            many.Write(at * 2, new byte[1]);
        }

        Refused(() => many.Write((WriteWindow.CountMax + 1) * 2, new byte[1]));
    }

    [Fact]
    public void A_write_over_one_that_waits_is_refused_so_that_no_byte_comes_twice()
    {
        using var window = new WriteWindow(new Kept(), goesOn: false);
        window.Write(10, new byte[10]);

        Refused(() => window.Write(5, new byte[6]));
        Refused(() => window.Write(19, new byte[1]));
        Refused(() => window.Write(10, new byte[10]));
        Refused(() => window.Write(0, new byte[11]));
        window.Write(0, new byte[10]);
        Assert.Equal(20, window.Front);
    }

    [Fact]
    public void A_gap_is_not_closed_over()
    {
        var kept = new Kept();
        using var window = new WriteWindow(kept, goesOn: false);
        window.Write(5, new byte[5]);

        Assert.Contains("0", Refused(window.Complete), StringComparison.Ordinal);
        Assert.False(kept.IsComplete);
    }

    [Fact]
    public void A_size_set_on_what_goes_on_means_that_somebody_will_come_back()
    {
        var (kept, other) = (new Kept(), new Kept());
        using var again = new WriteWindow(kept, goesOn: true);
        using var scp = new WriteWindow(other, goesOn: false);
        again.SizeWasSet();
        scp.SizeWasSet();
        again.Complete();
        scp.Complete();

        Assert.True(kept is { IsComplete: false, IsPaused: true });
        Assert.True(other is { IsComplete: true, IsPaused: false });
    }

    private static string Refused(Action write)
    {
        var refused = Assert.Throws<EcluseException>(write);
        Assert.Contains(refused.Code, (string[])["SFTP-005", "SFTP-006"]);
        return refused.Problem.English;
    }

    private sealed class Kept : ISftpUpload
    {
        public MemoryStream Bytes { get; } = new();

        public bool IsComplete { get; private set; }

        public bool IsPaused { get; private set; }

        public long Front => Bytes.Length;

        public void Write(ReadOnlySpan<byte> bytes) => Bytes.Write(bytes);

        public void Complete() => IsComplete = true;

        public void Pause() => IsPaused = true;

        public void Dispose() => Bytes.Dispose();
    }
}
