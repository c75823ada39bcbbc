using System.Text;
using Ecluse.Errors;

namespace Ecluse.Reconciliation;

public sealed class DigestBookTests
{
    private const string Key = "{\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"compared\":{\"patient\":[\"family-name\"]}}\n";
    private const string Sum = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public void Holds_what_the_source_said_of_each_patient()
    {
        var book = Read(Key + $"{{\"patient\":\"17\",\"records\":3,\"digest\":\"{Sum}\"}}\n", patients: 1);

        Assert.Equal((3, Sum), (book.Find("17")!.Value.Count, book.Find("17").ToString()));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"patient\":null,\"records\":3,\"digest\":\"\"}")]
    [InlineData("{\"patient\":\"17\",\"records\":3}")]
    [InlineData("{\"patient\":\"17\",\"records\":3,\"digest\":\"0z\"}")]
    [InlineData("{\"patient\":\"17\",\"records\":3,\"digest\":\"00\"}")]
    [InlineData("{\"patient\":\"17\",\"records\":\"3\",\"digest\":\"" + Sum + "\"}")]
    [InlineData("{\"key\":\"AA\",\"compared\":{\"patient\":[\"no-such-field\"]}}")]
    [InlineData("[]")]
    [InlineData("")]
    public void Says_which_line_no_source_gate_writes(string line)
    {
        var refused = Assert.Throws<EcluseException>(() => Read(Key + line + "\n", patients: 1));

        Assert.Equal("MANIFEST-011", refused.Code);
        Assert.Contains("Line 2 ", refused.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Makes_no_room_for_more_patients_than_there_can_be()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        Read(Key, patients: long.MaxValue);
        Read(Key, patients: -1);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
    }

    private static DigestBook Read(string lines, long patients) => DigestBook.Read(new MemoryStream(Encoding.UTF8.GetBytes(lines)), patients);
}
