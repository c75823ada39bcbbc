using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Ecluse.Warnings;

namespace Ecluse.Host.Warnings;

/// <summary>
/// Keeps the reporters' pages from being flooded, in memory only: places are counted under a key that is drawn anew every ten minutes, and
/// with the number of messages grows the work that each has to show.
/// </summary>
internal sealed class FloodGate(TimeProvider clock)
{
    /// <summary>Messages in ten minutes up to which nothing is asked.</summary>
    public const int FreeMessages = 20;

    private const int FirstBits = 12;
    private const int BitsMax = 20;
    private const int MessagesOfPlace = 10;
    private const int WrongOfPlace = 5;
    private const int AtOnce = 32;
    private const int AtOnceOfPlace = 2;
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<ulong, int> messages = [];
    private readonly Dictionary<ulong, Queue<DateTimeOffset>> wrong = [];
    private readonly Dictionary<ulong, int> open = [];
    private HashSet<string> used = [];
    private HashSet<string> usedBefore = [];
    private byte[] key = RandomNumberGenerator.GetBytes(32);
    private byte[] keyBefore = RandomNumberGenerator.GetBytes(32);
    private DateTimeOffset turnedAt = clock.GetUtcNow();
    private int sent;
    private int sentBefore;

    /// <summary>A network as a number under the key of these ten minutes.</summary>
    public ulong PlaceOf(string network)
    {
        lock (gate)
        {
            TurnOver();
            return BitConverter.ToUInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(network)));
        }
    }

    /// <summary>Leading zero bits that a message has to show now; 0 while few come.</summary>
    public int Bits
    {
        get
        {
            lock (gate)
            {
                TurnOver();
                var busy = Math.Max(sent, sentBefore);
                return busy <= FreeMessages ? 0 : Math.Min(BitsMax, FirstBits + BitOperations.Log2((uint)(busy / FreeMessages)));
            }
        }
    }

    /// <summary>A challenge for the work that is asked now; empty while none is.</summary>
    public string Challenge()
    {
        var bits = Bits;
        if (bits == 0)
        {
            return "";
        }

        lock (gate)
        {
            var text = $"{bits}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
            return $"{text}.{Mac(key, text)}";
        }
    }

    /// <summary>Lets a message in, or not.</summary>
    /// <param name="place">Where it comes from.</param>
    /// <param name="challenge">The challenge that its page had.</param>
    /// <param name="work">What was found for it.</param>
    /// <exception cref="Errors.EcluseException"><c>WARN-014</c>: too many from there; <c>WARN-015</c>: the work is missing.</exception>
    public void Take(ReporterPlace place, string challenge, string work)
    {
        var bits = Bits;
        lock (gate)
        {
            if (messages.GetValueOrDefault(place.Number) >= MessagesOfPlace)
            {
                throw WarningErrors.TooMany();
            }

            if (bits > 0 && !(IsWork(challenge, work) && !usedBefore.Contains(challenge) && used.Add(challenge)))
            {
                throw WarningErrors.WorkMissing();
            }

            messages[place.Number] = messages.GetValueOrDefault(place.Number) + 1;
            sent++;
        }
    }

    /// <summary>Refuses a place that typed five wrong receipts within a minute.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-014</c>.</exception>
    public void CheckTries(ReporterPlace place)
    {
        lock (gate)
        {
            TurnOver();
            if (wrong.TryGetValue(place.Number, out var tries) && Recent(tries) >= WrongOfPlace)
            {
                throw WarningErrors.TooMany();
            }
        }
    }

    /// <summary>Counts a wrong receipt.</summary>
    public void Wrong(ReporterPlace place)
    {
        lock (gate)
        {
            (wrong.TryGetValue(place.Number, out var tries) ? tries : wrong[place.Number] = new()).Enqueue(clock.GetUtcNow());
        }
    }

    /// <summary>One form being read: few at once, and two of a place.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-014</c>.</exception>
    public IDisposable Enter(ReporterPlace place)
    {
        lock (gate)
        {
            if (open.Values.Sum() >= AtOnce || open.GetValueOrDefault(place.Number) >= AtOnceOfPlace)
            {
                throw WarningErrors.TooMany();
            }

            open[place.Number] = open.GetValueOrDefault(place.Number) + 1;
            return new Inside(this, place.Number);
        }
    }

    private static bool Shows(string challenge, string work, int bits)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{challenge}:{work}"));
        return work.Length is > 0 and <= 20 && BitOperations.LeadingZeroCount(BinaryPrimitives.ReadUInt32BigEndian(hash)) >= bits;
    }

    private static string Mac(byte[] under, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(under, Encoding.ASCII.GetBytes("work:" + text)));

    // Of this turn or of the one before; as hard as the page asked for when it was shown.
    private bool IsWork(string challenge, string work)
    {
        var parts = challenge.Split('.');
        if (parts.Length != 3 || !int.TryParse(parts[0], null, out var bits) || bits is < FirstBits or > BitsMax)
        {
            return false;
        }

        var given = Encoding.ASCII.GetBytes(parts[2]);
        byte[] Expected(byte[] under) => Encoding.ASCII.GetBytes(Mac(under, $"{parts[0]}.{parts[1]}"));
        return (CryptographicOperations.FixedTimeEquals(given, Expected(key)) || CryptographicOperations.FixedTimeEquals(given, Expected(keyBefore)))
            && Shows(challenge, work, bits);
    }

    private int Recent(Queue<DateTimeOffset> tries)
    {
        var now = clock.GetUtcNow();
        while (tries.TryPeek(out var first) && (now - first >= Minute || first > now))
        {
            tries.Dequeue();
        }

        return tries.Count;
    }

    private void TurnOver()
    {
        var now = clock.GetUtcNow();
        if (now - turnedAt < Turn && now >= turnedAt)
        {
            return;
        }

        // Where nobody came for a whole turn, the one before was quiet too.
        (keyBefore, key, sentBefore, sent) = (key, RandomNumberGenerator.GetBytes(32), now - turnedAt < 2 * Turn ? sent : 0, 0);
        turnedAt = now;
        messages.Clear();
        wrong.Clear();
        (usedBefore, used) = (used, []);
    }

    private sealed class Inside(FloodGate flood, ulong place) : IDisposable
    {
        private bool isOut;

        public void Dispose()
        {
            lock (flood.gate)
            {
                if (!isOut && (isOut = true) && --flood.open[place] == 0)
                {
                    flood.open.Remove(place);
                }
            }
        }
    }
}
