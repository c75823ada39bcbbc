using System.Text;
using Ecluse.Errors;
using Ecluse.Scratch;
using Ecluse.Testkit;

namespace Ecluse.Reconciliation;

public sealed class DigestBookTests : IDisposable
{
    private readonly TestFolder folder = new();

    private const string Key = "{\"key\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"compared\":{\"patient\":[\"family-name\"]}}\n";
    private const string Sum = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public void Holds_what_the_source_said_of_each_patient()
    {
        using var book = Read(Key + $"{{\"patient\":\"17\",\"records\":3,\"digest\":\"{Sum}\"}}\n");

        Assert.Equal((1, 1), (book.Count, book.Left));
        Assert.Null(book.Take("18"));
        var sum = book.Take("17")!.Value;
        Assert.Equal((3, Sum), (sum.Count, sum.ToString()));
        Assert.Equal((1, 0), (book.Count, book.Left));
        Assert.Null(book.Take("17"));
    }

    [Fact]
    public void Finds_each_of_more_patients_than_one_table_holds()
    {
        var lines = Enumerable.Range(0, 6000).Select(number => $"{{\"patient\":\"{number}\",\"records\":{number + 1},\"digest\":\"{Sum}\"}}\n");
        using var book = Read(Key + string.Concat(lines));

        Assert.All(Enumerable.Range(0, 6000), number => Assert.Equal(number + 1, book.Take($"{number}")?.Count));
        Assert.Equal((6000, 0), (book.Count, book.Left));
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
        var refused = Assert.Throws<EcluseException>(() => Read(Key + line + "\n"));

        Assert.Equal("MANIFEST-011", refused.Code);
        Assert.Contains("Line 2 ", refused.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_patient_who_stands_twice()
    {
        var line = $"{{\"patient\":\"17\",\"records\":3,\"digest\":\"{Sum}\"}}\n";

        Assert.Contains("Line 3 ", Assert.Throws<EcluseException>(() => Read(Key + line + line)).Problem.English, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private DigestBook Read(string lines) =>
        DigestBook.Read(new MemoryStream(Encoding.UTF8.GetBytes(lines)), new ScratchFolder(folder.Of("scratch")));
}
