using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.Pages.Tests.Writing;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(999, "999", "999")]
    [InlineData(8403, "8\u202F403", "8,403")]
    [InlineData(-12, "\u221212", "\u221212")]
    [InlineData(129277, "129\u202F277", "129,277")]
    [InlineData(long.MaxValue, "9\u202F223\u202F372\u202F036\u202F854\u202F775\u202F807", "9,223,372,036,854,775,807")]
    [InlineData(long.MinValue, "\u22129\u202F223\u202F372\u202F036\u202F854\u202F775\u202F808", "\u22129,223,372,036,854,775,808")]
    public void Thousands_are_grouped(long number, string french, string english)
    {
        Assert.Equal(french, Numbers.Of(number, Language.French));
        Assert.Equal(english, Numbers.Of(number, Language.English));
    }

    [Fact]
    public void Decimals_have_the_mark_of_the_language()
    {
        Assert.Equal("1\u202F234,50", Numbers.Of(1234.5m, 2, Language.French));
        Assert.Equal("1,234.50", Numbers.Of(1234.5m, 2, Language.English));
        Assert.Equal("0,0", Numbers.Of(-0.01m, 1, Language.French));
    }

    [Theory]
    [InlineData(0, "0\u00A0patient", "0\u00A0patients")]
    [InlineData(1, "1\u00A0patient", "1\u00A0patient")]
    [InlineData(2, "2\u00A0patients", "2\u00A0patients")]
    public void A_count_agrees_with_its_noun(long count, string french, string english)
    {
        var (one, many) = (new Text("patient", "patient"), new Text("patients", "patients"));
        Assert.Equal(french, Numbers.Count(count, Language.French, one, many));
        Assert.Equal(english, Numbers.Count(count, Language.English, one, many));
    }

    [Theory]
    [InlineData(120874, 129277, "93,5\u00A0%", "93.5%")]
    [InlineData(1, 2, "50\u00A0%", "50%")]
    [InlineData(0, 10, "0\u00A0%", "0%")]
    [InlineData(10, 10, "100\u00A0%", "100%")]
    [InlineData(1, 100000, "<\u00A00,1\u00A0%", "<\u00A00.1%")]
    [InlineData(99999, 100000, ">\u00A099,9\u00A0%", ">\u00A099.9%")]
    [InlineData(0, 0, "–", "–")]
    public void A_percentage_never_says_none_or_all_of_what_is_not(long part, long whole, string french, string english)
    {
        Assert.Equal(french, Numbers.Percent(part, whole, Language.French));
        Assert.Equal(english, Numbers.Percent(part, whole, Language.English));
    }

    [Theory]
    [InlineData(0, "0\u00A0octets", "0\u00A0bytes")]
    [InlineData(999, "999\u00A0octets", "999\u00A0bytes")]
    [InlineData(18_300, "18,3\u00A0Ko", "18.3\u00A0kB")]
    [InlineData(999_999, "1,0\u00A0Mo", "1.0\u00A0MB")]
    [InlineData(4_103_882_911, "4,1\u00A0Go", "4.1\u00A0GB")]
    [InlineData(120_000_000, "120\u00A0Mo", "120\u00A0MB")]
    public void A_size_is_in_decimal_units(long bytes, string french, string english)
    {
        Assert.Equal(french, Numbers.Size(bytes, Language.French));
        Assert.Equal(english, Numbers.Size(bytes, Language.English));
    }
}
