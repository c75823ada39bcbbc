using System.Security.Cryptography;
using Ecluse.Errors;
using Ecluse.Host.Accounts;

namespace Ecluse.Host.Api;

/// <summary>
/// Command lines that wait for their person to confirm them in the console (after RFC 8628). Each knows a secret, its person a short code;
/// ten minutes, one confirmation, one token. Held in memory: a server that starts anew knows none of them.
/// </summary>
internal sealed class CommandLines(TimeProvider clock)
{
    /// <summary>How long one waits.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int WaitingMax = 200;
    private const int CodeLetters = 8;

    // Without letters that are taken for others, and without vowels that make words.
    private const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ23456789";

    private readonly Lock gate = new();
    private readonly Dictionary<string, Waiting> open = [];

    /// <summary>Lets one wait.</summary>
    /// <returns>Its secret, and the code that its person types.</returns>
    /// <exception cref="EcluseException"><c>API-012</c>: too many wait.</exception>
    public (string Secret, string Code) Begin(string network, string device)
    {
        lock (gate)
        {
            Forget();
            if (open.Count >= WaitingMax)
            {
                throw ApiErrors.TooManySignIns();
            }

            var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            var code = RandomNumberGenerator.GetString(Alphabet, CodeLetters);
            open[secret] = new Waiting(code, network, device, clock.GetUtcNow());
            return (secret, $"{code[..4]}-{code[4..]}");
        }
    }

    /// <summary>The one that waits under a code as it was typed, for its person to see what it is; null where none does.</summary>
    public Waiting? Find(string typed)
    {
        lock (gate)
        {
            Forget();
            var code = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
            return open.Values.FirstOrDefault(one => one.Code == code && one.By is null);
        }
    }

    /// <summary>Confirms it, or refuses it for good.</summary>
    /// <exception cref="EcluseException"><c>API-013</c>: none waits under the code.</exception>
    public void Decide(string typed, SignedIn by, bool confirmed)
    {
        lock (gate)
        {
            var found = Find(typed) ?? throw ApiErrors.CodeUnknown();
            (found.By, found.IsConfirmed) = (by, confirmed);
        }
    }

    /// <summary>Who confirmed the one that knows the secret and asks from where it began; it is forgotten with that.</summary>
    /// <exception cref="EcluseException"><c>API-010</c>: nobody yet; <c>API-011</c>: it is over.</exception>
    public SignedIn Take(string secret, string network, string device)
    {
        lock (gate)
        {
            Forget();
            if (!open.TryGetValue(secret, out var found) || found.Network != network || found.Device != device)
            {
                throw ApiErrors.SignInOver();
            }

            if (found.By is null)
            {
                throw ApiErrors.NotConfirmed();
            }

            open.Remove(secret);
            return found.IsConfirmed ? found.By : throw ApiErrors.SignInOver();
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (secret, _) in open.Where(one => now - one.Value.Since >= Lifetime).ToList())
        {
            open.Remove(secret);
        }
    }

    /// <summary>One that waits.</summary>
    /// <param name="Code">Its code, without the dash.</param>
    /// <param name="Network">Where it asked from.</param>
    /// <param name="Device">What it calls itself.</param>
    /// <param name="Since">When it asked.</param>
    internal sealed record Waiting(string Code, string Network, string Device, DateTimeOffset Since)
    {
        /// <summary>Who decided; null while nobody did.</summary>
        public SignedIn? By { get; set; }

        /// <summary>Whether it was confirmed.</summary>
        public bool IsConfirmed { get; set; }
    }
}
