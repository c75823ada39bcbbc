using System.Text;
using Ecluse.Errors;

namespace Ecluse.Acts;

public sealed class ActEntryTests
{
    private static readonly ActEntry Entry = new(
        7, DateTimeOffset.UnixEpoch, new Act("passage.opened", "director", new Dictionary<string, string> { ["passage"] = "p-000000000000" },
            new Dictionary<string, string>(), 3), new Dictionary<string, string>());

    [Fact]
    public void Comes_back_from_its_bytes() => Assert.Equal(Entry.ToBytes(), ActEntry.Read(Entry.ToBytes()).ToBytes());

    [Theory]
    [InlineData("\"subjects\":{", "\"subjectx\":{")]
    [InlineData("\"intent\":3,", "\"intent\":3,\"more\":1,")]
    [InlineData("\"index\":7,", "")]
    [InlineData("\"index\":7", "\"index\":\"7\"")]
    [InlineData("p-000000000000\"", "p-000000000000\",\"plan\":null")]
    public void Is_refused_with_anything_that_it_does_not_say(string right, string wrong)
    {
        var text = Encoding.UTF8.GetString(Entry.ToBytes());
        Assert.Contains(right, text, StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Throws<EcluseException>(() => ActEntry.Read(bytes));
    }
}
