using System.Globalization;
using System.Numerics;
using Ecluse.PatientIdentity;

namespace Ecluse;

public sealed class NirTests
{
    // Invented bodies; keys computed by hand from the published rule.
    [Theory]
    [InlineData("2061275111005", "64", "an ordinary number")]
    [InlineData("2790351215189", "89", "another")]
    [InlineData("185052A004123", "56", "Corse-du-Sud, 2A read as 19")]
    [InlineData("285052B033007", "55", "Haute-Corse, 2B read as 18")]
    [InlineData("285052b033007", "55", "a lower-case letter")]
    [InlineData("1 85 05 2A 004 123", "56", "written with spaces")]
    public void Is_read_with_the_key_that_the_rule_gives(string body, string key, string because)
    {
        Assert.True(Nir.TryRead(body + key, out var nir), because);
        Assert.True(Nir.TryReadBody(body, out var completed), because);

        Assert.Equal(nir, completed);
        Assert.Equal(key, nir.Text[Nir.BodyLength..]);
    }

    [Theory]
    [InlineData("206127511100565", "the key is off by one")]
    [InlineData("20612751110056", "one character is missing")]
    [InlineData("2061275111005640", "one character too many")]
    [InlineData("20612751110０564", "a full-width digit is not a digit")]
    [InlineData("185A52A00412356", "letters stand only in the department")]
    [InlineData("185052C00412356", "there is no department 2C")]
    [InlineData("006127511100530", "nobody's first digit is 0")]
    [InlineData("170017510112313", "a sample of public code whose key is wrong")]
    [InlineData("", "it is empty")]
    [InlineData(null, "there is none")]
    public void Is_not_made_from_text_that_is_not_one(string? text, string because) =>
        Assert.False(Nir.TryRead(text, out _), because);

    [Fact]
    public void Never_shows_the_number_it_holds()
    {
        Assert.True(Nir.TryRead("206127511100564", out var nir));

        Assert.DoesNotContain("2061275111005", $"{nir}", StringComparison.Ordinal);
    }

    [Fact]
    public void Agrees_with_the_other_published_way_for_Corsica()
    {
        // The letter read as 0, then one or two millions taken off: the same key by another road.
        for (var order = 1; order < 400; order++)
        {
            var text = order.ToString("D3", CultureInfo.InvariantCulture);
            foreach (var (letter, less) in new[] { ('A', 1_000_000), ('B', 2_000_000) })
            {
                Assert.True(Nir.TryReadBody($"185052{letter}004{text}", out var nir));
                var number = BigInteger.Parse($"1850520004{text}", CultureInfo.InvariantCulture) - less;
                var key = (97 - (int)(number % 97)).ToString("D2", CultureInfo.InvariantCulture);
                Assert.Equal(key, nir.Text[Nir.BodyLength..]);
            }
        }
    }
}
