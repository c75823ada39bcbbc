using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Accounts;

/// <summary>
/// A code that opens one door once: 100 random bits in letters and figures that cannot be mistaken for each other, in groups of
/// four. Only its hash is kept; it ends with its time, its use, or its tenth wrong guess.
/// </summary>
/// <remarks>Source: <c>docs/spec/accounts.md</c>; CNIL deliberation 2022-100 (ten failures).</remarks>
public sealed class OneTimeCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 20;
    private const int FailuresMax = 10;

    private readonly Lock gate = new();
    private readonly byte[] hash;
    private readonly DateTimeOffset until;
    private readonly TimeProvider clock;
    private int failures;
    private bool isUsed;

    private OneTimeCode(string shown, DateTimeOffset until, TimeProvider clock) =>
        (hash, this.until, this.clock) = (Hash(shown), until, clock);

    /// <summary>Makes a code.</summary>
    /// <param name="lifetime">How long it is good.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="shown">The code, to be shown once and kept nowhere.</param>
    public static OneTimeCode New(TimeSpan lifetime, TimeProvider clock, out string shown)
    {
        ArgumentNullException.ThrowIfNull(clock);
        shown = Generate();
        return new OneTimeCode(shown, clock.GetUtcNow() + lifetime, clock);
    }

    /// <summary>Whether the code can still be taken.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate)
            {
                return !isUsed && failures < FailuresMax && clock.GetUtcNow() < until;
            }
        }
    }

    /// <summary>A new code, as it is shown.</summary>
    public static string Generate() => string.Join(
        '-', RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(4).Select(four => new string(four)));

    /// <summary>SHA-256 of a code as it was typed, lower-case hex: what is kept of one that outlives the process.</summary>
    public static string HashOf(string typed) => Convert.ToHexStringLower(Hash(typed));

    /// <summary>Whether what was typed is the code, in time and not used yet; a wrong guess is counted.</summary>
    public bool Knows(string typed)
    {
        lock (gate)
        {
            return Holds(typed);
        }
    }

    /// <summary>Uses the code up, if it is the one; of two at the same instant one gets it.</summary>
    public bool Take(string typed)
    {
        lock (gate)
        {
            return Holds(typed) && (isUsed = true);
        }
    }

    private bool Holds(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (isUsed || failures >= FailuresMax || clock.GetUtcNow() >= until)
        {
            return false;
        }

        if (CryptographicOperations.FixedTimeEquals(Hash(typed), hash))
        {
            return true;
        }

        failures++;
        return false;
    }

    // As a person types it: small letters, without the dashes, I or L for 1, O for 0.
    private static byte[] Hash(string? typed) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat((typed ?? "").ToUpperInvariant()
        .Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch { 'I' or 'L' => '1', 'O' => '0', _ => letter }))));
}
