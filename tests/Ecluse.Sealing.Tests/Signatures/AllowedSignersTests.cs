using Ecluse.Errors;

namespace Ecluse.Signatures;

public sealed class AllowedSignersTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly SshSigner director = SshSigner.Generate("director");

    [Fact]
    public void Lets_a_key_sign_within_its_namespaces_and_dates()
    {
        var signers = Parse(
            "# the laboratory's signatories\n\n"
            + "director@lab.example namespaces=\"plan@ecluse,acceptance@ecluse\",valid-after=\"20260301Z\","
            + $"valid-before=\"202603021200Z\" {director.PublicKey.ToLine()}\n");

        Assert.NotNull(signers.Find(director.PublicKey, "plan@ecluse", Noon));
        Assert.Null(signers.Find(director.PublicKey, "instruction@ecluse", Noon));
        Assert.Null(signers.Find(director.PublicKey, "plan@ecluse", Noon.AddDays(-1)));
        Assert.Null(signers.Find(director.PublicKey, "plan@ecluse", Noon.AddDays(1).AddSeconds(1)));
    }

    [Fact]
    public void Knows_no_key_that_is_not_in_the_file()
    {
        using var stranger = SshSigner.Generate("");

        Assert.Null(Parse($"a {director.PublicKey.ToLine()}").Find(stranger.PublicKey, "plan@ecluse", Noon));
    }

    [Fact]
    public void Reads_dates_without_a_zone_in_the_zone_given()
    {
        var paris = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");

        var signers = AllowedSigners.Parse($"a valid-after=\"20260301\" {director.PublicKey.ToLine()}", paris);

        Assert.Equal(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero), signers.Entries[0].ValidAfter);
    }

    [Theory]
    [InlineData("20260301", "2026-02-28T23:00:00Z")]
    [InlineData("202603011230", "2026-03-01T11:30:00Z")]
    [InlineData("20260301123015", "2026-03-01T11:30:15Z")]
    [InlineData("20260301Z", "2026-03-01T00:00:00Z")]
    [InlineData("202603011230Z", "2026-03-01T12:30:00Z")]
    [InlineData("20260301123015Z", "2026-03-01T12:30:15Z")]
    public void Reads_the_three_forms_of_a_date_with_and_without_a_zone(string written, string instant)
    {
        var paris = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");
        var expected = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, AllowedSigners.Parse($"a valid-before=\"{written}\" {director.PublicKey.ToLine()}", paris).Entries[0].ValidBefore);
    }

    [Theory]
    [InlineData("a namespaces=\"\" KEY")]
    [InlineData("a namespaces= KEY")]
    [InlineData("a =\"x\" KEY")]
    [InlineData("a valid-after KEY")]
    [InlineData("a namespaces=\"plan@ecluse\" ssh-ed25519")]
    [InlineData("a ssh-ed25519")]
    [InlineData("\"\" KEY")]
    public void Refuses_an_option_without_a_value_and_a_line_without_a_person_or_key(string line)
    {
        var refused = Assert.Throws<EcluseException>(() => Parse($"# first\n{line.Replace("KEY", director.PublicKey.ToLine(), StringComparison.Ordinal)}"));
        Assert.Contains("2", refused.Problem.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", false)]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*?", true)]
    public void Takes_no_longer_for_a_pattern_of_many_stars(string pattern, bool named) =>
        Assert.Equal(named, Parse($"{pattern} {director.PublicKey.ToLine()}").Entries[0].Names(new string('a', 4_000)));

    [Theory]
    [InlineData("director@lab.example", "director@lab.example", true)]
    [InlineData("*@lab.example", "director@lab.example", true)]
    [InlineData("*@lab.example,!intern@lab.example", "intern@lab.example", false)]
    [InlineData("d?rector@lab.example", "director@lab.example", true)]
    [InlineData("director@lab.example", "director@lab.example.evil", false)]
    [InlineData("director@lab.example", "xdirector@lab.example", false)]
    [InlineData("ab", "xb", false)]
    [InlineData("ab", "a", false)]
    [InlineData("a*b*c", "axxbxxc", true)]
    [InlineData("a*b*c", "axxcxxb", false)]
    public void Names_people_by_patterns(string principals, string person, bool named) =>
        Assert.Equal(named, Parse($"{principals} {director.PublicKey.ToLine()}").Entries[0].Names(person));

    [Fact]
    public void Writes_lines_that_read_back_the_same_and_that_OpenSSH_accepts()
    {
        var line = "\"director@lab.example\" namespaces=\"plan@ecluse\",valid-after=\"20260301120000Z\" "
            + director.PublicKey.ToLine();
        var entry = Parse(line).Entries[0];

        Assert.Equal(line.Replace("\"director@lab.example\"", "director@lab.example", StringComparison.Ordinal), entry.ToLine());
    }

    [Theory]
    [InlineData("a cert-authority KEY")]
    [InlineData("a namespaces=plan@ecluse KEY")]
    [InlineData("a valid-after=\"2026\" KEY")]
    [InlineData("a unknown=\"x\" KEY")]
    [InlineData("a namespaces=\"x\",namespaces=\"y\" KEY")]
    [InlineData("KEY")]
    [InlineData("a ssh-ed25519 AAAA")]
    public void Refuses_lines_it_does_not_understand_and_gives_their_number(string line)
    {
        var text = "# one\n" + line.Replace("KEY", director.PublicKey.ToLine(), StringComparison.Ordinal);

        var error = Assert.Throws<EcluseException>(() => Parse(text));

        Assert.Equal("SIGN-012", error.Code);
        Assert.Contains("Line 2 ", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => director.Dispose();

    private static AllowedSigners Parse(string text) => AllowedSigners.Parse(text, TimeZoneInfo.Utc);
}
