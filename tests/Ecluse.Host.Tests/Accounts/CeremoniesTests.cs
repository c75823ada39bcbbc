using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Host.Accounts;

public sealed class CeremoniesTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_flood_from_one_network_pushes_out_its_own_and_nobody_else_s()
    {
        var ceremonies = new Ceremonies(clock);
        var neighbour = ceremonies.Begin("neighbour", Networks.Of("192.0.2.7"));
        var person = ceremonies.Begin("person", "person:0123456789abcdef");
        var first = ceremonies.Begin("first", Networks.Of("198.51.100.1"));
        for (var i = 0; i < 100_000; i++)
        {
            ceremonies.Begin("flood", Networks.Of($"198.51.100.{i % 250}"));
        }

        Assert.Null(ceremonies.Find<string>(first));
        Assert.Equal("neighbour", ceremonies.End<string>(neighbour));
        Assert.Equal("person", ceremonies.End<string>(person));
        Assert.Null(ceremonies.End<string>(person));
    }

    [Fact]
    public void Networks_without_number_push_out_no_person_s()
    {
        var ceremonies = new Ceremonies(clock);
        var person = ceremonies.Begin("person", "person:0123456789abcdef");
        for (var i = 0; i < 120_000; i++)
        {
            ceremonies.Begin("flood", Networks.Of($"{i / 65536 + 11}.{i / 256 % 256}.{i % 256}.1"));
        }

        Assert.Equal("person", ceremonies.Find<string>(person));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(ceremonies.Find<string>(person));
    }

    [Fact]
    public void What_is_answered_or_over_makes_room()
    {
        var ceremonies = new Ceremonies(clock);
        var room = Networks.Of("192.0.2.7");
        for (var i = 0; i < Ceremonies.OfOneMax; i++)
        {
            ceremonies.Begin("old", room);
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        var kept = Enumerable.Range(0, Ceremonies.OfOneMax).Select(i => ceremonies.Begin($"{i}", room)).ToList();
        Assert.Equal("0", ceremonies.Find<string>(kept[0]));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.250", true)]
    [InlineData("192.0.2.7", "192.0.3.7", false)]
    [InlineData("2001:db8:0:aa00::1", "2001:db8:0:aaff::2", true)]
    [InlineData("2001:db8:0:aa00::1", "2001:db8:0:ab00::1", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.9", true)]
    [InlineData("none", "none", true)]
    [InlineData("none", "other", false)]
    public void A_network_is_24_bits_of_IPv4_or_56_of_IPv6(string one, string other, bool same)
    {
        Assert.Equal(same, Networks.Of(one) == Networks.Of(other));
        Assert.Equal(same, Networks.AreOne(one, other));
    }
}
