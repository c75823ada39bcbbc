using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Errors;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Host.Warnings;

public sealed class FloodGateTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Nothing_is_asked_while_few_come_and_more_the_more_come()
    {
        var gate = new FloodGate(clock);
        Send(gate, FloodGate.FreeMessages);
        Assert.Equal(("", 0), (gate.Challenge(), gate.Bits));

        Send(gate, 1);
        Assert.Equal(12, gate.Bits);
        Refused("WARN-015", () => gate.Take(new(99), "", ""));
        Refused("WARN-015", () => gate.Take(new(99), gate.Challenge(), "1"));

        var challenge = gate.Challenge();
        gate.Take(new(99), challenge, Work(challenge));
        Refused("WARN-015", () => gate.Take(new(98), challenge, Work(challenge)));
        Refused("WARN-015", () => gate.Take(new(98), "12.00." + new string('0', 64), Work("12.00." + new string('0', 64))));
    }

    [Fact]
    public void A_challenge_that_makes_its_own_work_lighter_is_refused()
    {
        var gate = new FloodGate(clock);
        Send(gate, 21);
        var lighter = "1" + gate.Challenge()[2..];
        Refused("WARN-015", () => gate.Take(new(99), lighter, "0"));
    }

    [Fact]
    public void When_the_ten_minutes_are_over_places_are_strangers_again_and_after_quiet_nothing_is_asked()
    {
        var gate = new FloodGate(clock);
        var place = gate.PlaceOf("network:7f0000");
        Assert.Equal(place, gate.PlaceOf("network:7f0000"));
        Send(gate, 21);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEqual(place, gate.PlaceOf("network:7f0000"));
        Assert.Equal(12, gate.Bits);
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(0, gate.Bits);
    }

    [Fact]
    public void Work_of_the_turn_before_is_taken_once()
    {
        var gate = new FloodGate(clock);
        Send(gate, 21);
        var challenge = gate.Challenge();
        var work = Work(challenge);
        clock.Advance(TimeSpan.FromMinutes(10));
        gate.Take(new(1), challenge, work);
        clock.Advance(TimeSpan.FromMinutes(1));
        Refused("WARN-015", () => gate.Take(new(2), challenge, work));
    }

    [Fact]
    public void Five_wrong_receipts_a_minute_are_the_limit_of_a_place_and_of_that_place_alone()
    {
        var gate = new FloodGate(clock);
        for (var tried = 0; tried < 5; tried++)
        {
            gate.CheckTries(new(1));
            gate.Wrong(new(1));
        }

        Refused("WARN-014", () => gate.CheckTries(new(1)));
        gate.CheckTries(new(2));
        clock.Advance(TimeSpan.FromMinutes(1));
        gate.CheckTries(new(1));
    }

    [Fact]
    public void Of_one_place_ten_messages_come_in_and_two_at_once()
    {
        var gate = new FloodGate(clock);
        for (var sent = 0; sent < 10; sent++)
        {
            gate.Take(new(1), "", "");
        }

        Refused("WARN-014", () => gate.Take(new(1), "", ""));
        using var first = gate.Enter(new(7));
        using (gate.Enter(new(7)))
        {
            Refused("WARN-014", () => gate.Enter(new(7)).Dispose());
        }

        gate.Enter(new(7)).Dispose();
    }

    private static void Send(FloodGate gate, int count)
    {
        for (var sent = 0; sent < count; sent++)
        {
            gate.Take(new((ulong)(1000 + sent)), "", "");
        }
    }

    // What the page's script does, written again.
    private static string Work(string challenge)
    {
        var bits = int.Parse(challenge.Split('.')[0], CultureInfo.InvariantCulture);
        for (var number = 0; ; number++)
        {
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{challenge}:{number}"));
            if (BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash)) >= bits)
            {
                return number.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static void Refused(string code, Action act) => Assert.Equal(code, Assert.Throws<EcluseException>(act).Code);
}
