namespace Ecluse.Accounts;

public sealed class PasswordRuleTests
{
    [Theory]
    [InlineData("k8Rv#2qLz%7W", 80)]
    [InlineData("k8Rv2qLzT7Wp4N", 83)]
    [InlineData("k8Rv#2qLz%7", 73)]
    [InlineData("k8Rv2qLzT7Wp4", 77)]
    public void The_CNIL_s_examples_of_80_bits_count_as_80_and_one_character_less_does_not(string password, int bits) =>
        Assert.Equal(bits, PasswordRule.Bits(password));

    [Fact]
    public void Twelve_characters_of_four_kinds_are_less_than_80_bits_before_rounding_and_are_enough() =>
        Assert.True(12 * Math.Log2(99) < PasswordRule.BitsMin && PasswordRule.Bits("k8Rv#2qLz%7W") >= PasswordRule.BitsMin);

    [Theory]
    [InlineData("verger tonneau quille brume parchemin lucarne ardoise")]
    [InlineData("pomme toit vélo sabre lilas fjord cuivre")]
    public void Seven_words_drawn_at_random_are_enough(string password) => Assert.True(PasswordRule.Bits(password) >= PasswordRule.BitsMin);

    [Theory]
    [InlineData("")]
    [InlineData("Motdepasse2026!")]
    [InlineData("M0td3p@ss3-2026!")]
    [InlineData("Laboratoire!2026!")]
    [InlineData("Azertyuiop123456!")]
    [InlineData("Soleil-Bonjour-2026")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Aa1!Aa1!Aa1!Aa1!Aa1!")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("9876543210987654321098765432")]
    public void What_guessers_try_first_is_not_enough_whatever_its_length(string password) =>
        Assert.InRange(PasswordRule.Bits(password), 0, PasswordRule.BitsMin - 1);

    [Theory]
    [InlineData("Kervella#Nadia7%x")]
    [InlineData("k3rv3lla-EDITEUR-val9")]
    public void One_s_own_name_and_organisation_count_little(string password)
    {
        Assert.True(PasswordRule.Bits(password) >= PasswordRule.BitsMin, "It is long enough for somebody else.");
        Assert.InRange(PasswordRule.Bits(password, "n.kervella", "Nadia Kervella", "Éditeur du Val"), 0, PasswordRule.BitsMin - 1);
    }

    [Fact]
    public void More_characters_never_count_less() => Assert.True(
        PasswordRule.Bits("k8Rv#2qLz%7Wk8Rv#2qLz%7W") is var twice && twice > 80 && twice < 100);
}
