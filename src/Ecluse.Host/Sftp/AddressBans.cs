using System.Net;
using System.Net.Sockets;

namespace Ecluse.Host.Sftp;

/// <summary>
/// Which addresses sshd refuses. A connection that brings no accepted key costs its address a point; ten points in a quarter of an
/// hour, or too many connections that wait at once, and it is out for an hour, twice as long each time.
/// </summary>
internal sealed class AddressBans(TimeProvider clock, AddressList blocked, AddressList safe)
{
    /// <summary>So many points ban.</summary>
    public const int PointsMax = 10;

    /// <summary>So many connections without a key at once ban.</summary>
    public const int WaitingMax = 48;

    /// <summary>How long a connection may take to bring a key; sshd's own grace is a little shorter.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(25);

    /// <summary>So long a point counts.</summary>
    public static readonly TimeSpan PointLasts = TimeSpan.FromMinutes(15);

    /// <summary>The first ban.</summary>
    public static readonly TimeSpan First = TimeSpan.FromHours(1);

    /// <summary>The longest.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private const int KnownMax = 10_000;
    private const int WaitingOfAllMax = 10_000;
    private const int Bits6 = 64;

    private readonly Dictionary<IPNetwork, Score> known = [];
    private readonly Dictionary<(IPAddress Address, int Port), DateTimeOffset> waiting = [];

    /// <summary>A connection came.</summary>
    public void Arrived(IPAddress address, int port)
    {
        if (safe.Contains(address))
        {
            return;
        }

        var score = ScoreOf(NetworkOf(address));
        if (waiting.Count < WaitingOfAllMax && waiting.TryAdd((address, port), clock.GetUtcNow()))
        {
            score.Waiting++;
        }

        if (score.Waiting > WaitingMax)
        {
            Ban(score);
        }
    }

    /// <summary>It brought a key that opens.</summary>
    public void BroughtKey(IPAddress address, int port) => NoLongerWaits(address, port);

    /// <summary>The networks that are refused now, as sshd writes them.</summary>
    public IReadOnlyList<string> Refused()
    {
        var now = clock.GetUtcNow();
        Count(now);
        return [.. blocked.Written.Concat(known.Where(one => one.Value.Until > now).Select(one => one.Key.ToString())).Distinct().Order(StringComparer.Ordinal)];
    }

    private static IPNetwork NetworkOf(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (plain.AddressFamily == AddressFamily.InterNetwork)
        {
            return new IPNetwork(plain, 32);
        }

        var bytes = plain.GetAddressBytes();
        bytes.AsSpan(Bits6 / 8).Clear();
        return new IPNetwork(new IPAddress(bytes), Bits6);
    }

    private void Count(DateTimeOffset now)
    {
        foreach (var late in waiting.Where(one => now - one.Value >= Grace).Select(one => one.Key).ToList())
        {
            var score = NoLongerWaits(late.Address, late.Port);
            score.Points.Enqueue(now);
            while (score.Points.TryPeek(out var oldest) && now - oldest >= PointLasts)
            {
                score.Points.Dequeue();
            }

            if (score.Points.Count >= PointsMax)
            {
                Ban(score);
            }
        }
    }

    private void Ban(Score score)
    {
        var now = clock.GetUtcNow();
        if (score.Until > now)
        {
            return;
        }

        var lasts = First * Math.Pow(2, Math.Min(score.Times, 10));
        (score.Until, score.Times) = (now + (lasts < Longest ? lasts : Longest), score.Times + 1);
        score.Points.Clear();
    }

    private Score NoLongerWaits(IPAddress address, int port)
    {
        var score = ScoreOf(NetworkOf(address));
        if (waiting.Remove((address, port)) && score.Waiting > 0)
        {
            score.Waiting--;
        }

        return score;
    }

    private Score ScoreOf(IPNetwork network)
    {
        if (!known.TryGetValue(network, out var score))
        {
            MakeRoom();
            known[network] = score = new Score { Since = clock.GetUtcNow() };
        }

        return score;
    }

    // Whoever brings thousands of addresses pushes out those that are neither banned nor wait, the oldest first, and half at a time.
    private void MakeRoom()
    {
        if (known.Count < KnownMax)
        {
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var network in known.OrderBy(one => one.Value.Until > now).ThenBy(one => one.Value.Waiting > 0).ThenBy(one => one.Value.Since)
            .Take(KnownMax / 2).Select(one => one.Key).ToList())
        {
            known.Remove(network);
        }
    }

    private sealed class Score
    {
        public Queue<DateTimeOffset> Points { get; } = new();

        public DateTimeOffset Since { get; init; }

        public DateTimeOffset Until { get; set; }

        public int Times { get; set; }

        public int Waiting { get; set; }
    }
}
