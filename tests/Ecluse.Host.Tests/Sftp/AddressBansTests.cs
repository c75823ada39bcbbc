using System.Net;
using Ecluse.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Host.Sftp;

public sealed class AddressBansTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.8");

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private int port;

    [Fact]
    public void Ten_connections_without_a_key_ban_their_address_and_nobody_else()
    {
        var bans = Bans();
        Fail(bans, One, 9);
        Assert.Empty(bans.Refused());
        Fail(bans, One, 1);
        Fail(bans, Other, 9);

        Assert.Equal(["192.0.2.7/32"], bans.Refused());
        clock.Advance(AddressBans.First);
        Assert.Empty(bans.Refused());
    }

    [Fact]
    public void A_key_that_opens_costs_nothing_however_often()
    {
        var bans = Bans();
        for (var times = 0; times < 500; times++)
        {
            bans.Arrived(One, times);
            bans.BroughtKey(One, times);
        }

        clock.Advance(AddressBans.Grace);
        Assert.Empty(bans.Refused());
    }

    [Fact]
    public void Points_go_after_a_quarter_of_an_hour()
    {
        var bans = Bans();
        Fail(bans, One, 9);
        clock.Advance(AddressBans.PointLasts);
        Fail(bans, One, 9);

        Assert.Empty(bans.Refused());
    }

    [Fact]
    public void Each_ban_is_twice_as_long_and_a_day_at_most()
    {
        var bans = Bans();
        foreach (var hours in new[] { 1, 2, 4, 8, 16, 24, 24 })
        {
            Fail(bans, One, 10);
            clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
            Assert.Single(bans.Refused());
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Empty(bans.Refused());
        }
    }

    [Fact]
    public void Too_many_at_once_do_not_wait_for_their_time()
    {
        var bans = Bans();
        for (var times = 0; times <= AddressBans.WaitingMax; times++)
        {
            bans.Arrived(One, times);
        }

        Assert.Equal(["192.0.2.7/32"], bans.Refused());
    }

    [Fact]
    public void An_address_of_IPv6_stands_for_its_network()
    {
        var bans = Bans();
        for (var times = 0; times < 10; times++)
        {
            bans.Arrived(IPAddress.Parse($"2001:db8:1:2::{times + 1:x}"), times);
        }

        clock.Advance(AddressBans.Grace);
        Assert.Equal(["2001:db8:1:2::/64"], bans.Refused());
    }

    [Fact]
    public void Blocked_is_refused_from_the_start_and_safe_never()
    {
        var bans = new AddressBans(clock, AddressList.Parse(["203.0.113.0/24 # theirs", "", "# nobody", "2001:db8::1"], "block.txt"), AddressList.Parse(["192.0.2.7"], "safe.txt"));
        Fail(bans, One, 1000);

        Assert.Equal(["2001:db8::1/128", "203.0.113.0/24"], bans.Refused());
    }

    [Theory]
    [InlineData("everywhere")]
    [InlineData("192.0.2.0/33")]
    [InlineData("192.0.2.1 192.0.2.2")]
    public void A_line_that_is_no_address_is_told_by_its_number(string line)
    {
        var refused = Assert.Throws<EcluseException>(() => AddressList.Parse(["192.0.2.1", line], "block.txt"));

        Assert.Equal("SFTP-019", refused.Code);
        Assert.Contains("2", refused.Problem.English, StringComparison.Ordinal);
        Assert.DoesNotContain("everywhere", refused.Problem.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_addresses_take_no_more_memory_than_ten_thousand()
    {
        var bans = Bans();
        Fail(bans, One, 10);
        for (var round = 0; round < 3; round++)
        {
            for (var times = 0; times < 9_000; times++)
            {
                bans.Arrived(new IPAddress([10, (byte)round, (byte)(times >> 8), unchecked((byte)times)]), times);
            }

            clock.Advance(AddressBans.Grace);
            Assert.Equal(["192.0.2.7/32"], bans.Refused());
        }
    }

    private AddressBans Bans() => new(clock, AddressList.Parse([], "block.txt"), AddressList.Parse([], "safe.txt"));

    private void Fail(AddressBans bans, IPAddress address, int times)
    {
        for (; times > 0; times--)
        {
            bans.Arrived(address, ++port);
            clock.Advance(AddressBans.Grace);
            bans.Refused();
        }
    }
}
