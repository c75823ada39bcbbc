using System.Text;
using CsCheck;
using Ecluse.Fhir;

namespace Ecluse;

public sealed class NdjsonLinesTests
{
    [Fact]
    public void Cuts_at_every_end_of_line_however_the_bytes_arrive() =>
        Gen.Select(Gen.Int[0, 200_000].Array[0, 6], Gen.Int[1, 70_000]).Sample(
            (lengths, chunk) =>
            {
                var text = string.Concat(lengths.Select((length, i) => new string((char)('a' + i), length) + "\n"));
                var lines = new NdjsonLines(new Dribble(Encoding.ASCII.GetBytes(text), chunk));
                var found = new List<int>();
                while (lines.MoveNext())
                {
                    Assert.Equal(-1, lines.Current.Span.IndexOfAnyExcept((byte)('a' + found.Count)));
                    found.Add(lines.Current.Length);
                }

                Assert.Equal(lengths, found);
                return true;
            },
            iter: 50);

    [Fact]
    public async Task Cuts_the_same_when_it_waits()
    {
        var lines = new NdjsonLines(new Dribble("a\n\nbc\n"u8.ToArray(), 1));
        var found = new List<string>();
        while (await lines.MoveNextAsync(TestContext.Current.CancellationToken))
        {
            found.Add(Encoding.ASCII.GetString(lines.Current.Span));
        }

        Assert.Equal(["a", "", "bc"], found);
    }

    [Fact]
    public void Refuses_a_stream_that_stops_in_the_middle_of_a_line()
    {
        var lines = new NdjsonLines(new MemoryStream("a\nb"u8.ToArray()));
        Assert.True(lines.MoveNext());

        var error = Assert.Throws<UnreadableFhirException>(() => lines.MoveNext());

        Assert.Equal(("FHIR-012", 2), (error.Code, error.LineNumber));
    }

    [Fact]
    public void Refuses_a_line_that_does_not_end()
    {
        var lines = new NdjsonLines(new MemoryStream(new byte[1 << 22]), lineLengthMax: 1 << 20);

        Assert.Equal("FHIR-011", Assert.Throws<UnreadableFhirException>(() => lines.MoveNext()).Code);
    }

    private sealed class Dribble(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, Math.Min(count, chunk));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
