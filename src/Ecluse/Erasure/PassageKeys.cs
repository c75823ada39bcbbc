using System.Security.Cryptography;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Keys;

namespace Ecluse.Erasure;

/// <summary>
/// The secrets of one passage, each a file of its own in a folder that no backup takes: the identity that opens its
/// parcels, and the key of its commitments. They are made with the plan, because the plan names the recipient.
/// </summary>
/// <param name="folder">Folder of all passages' keys: <c>keys/passages</c> in the data folder.</param>
public sealed class PassageKeys(string folder)
{
    private const string IdentityName = "identity.txt";
    private const string CommitmentName = "commitment.key";

    /// <summary>Makes the secrets of a plan.</summary>
    /// <returns>The recipient to whom its parcels will be sealed.</returns>
    public AgeRecipient Create(string planId, AgeKeyKind kind, TimeProvider clock)
    {
        Directory.CreateDirectory(Of(planId));
        IdentityFile.Create(Path.Combine(Of(planId), CommitmentName), AgeKeyKind.X25519, clock);
        return IdentityFile.Create(Path.Combine(Of(planId), IdentityName), kind, clock);
    }

    /// <summary>Makes the key of the commitments alone: where the source gate stands by itself, no identity is there.</summary>
    public void CreateCommitment(string planId, TimeProvider clock)
    {
        Directory.CreateDirectory(Of(planId));
        IdentityFile.Create(Path.Combine(Of(planId), CommitmentName), AgeKeyKind.X25519, clock);
    }

    /// <summary>Told, by plan and code, of an identity that was asked for and is gone; the watch listens.</summary>
    public Action<string, string>? Refused { get; set; }

    /// <summary>Whether the identity is here.</summary>
    public bool HoldsIdentity(string planId) => File.Exists(Path.Combine(Of(planId), IdentityName));

    /// <summary>The identity; the caller disposes it.</summary>
    /// <exception cref="EcluseException"><c>ERASE-001</c>: it was destroyed, or never here; <c>ERASE-002</c>: past its date.</exception>
    public IdentityFile OpenIdentity(string planId, DateTimeOffset eraseBy, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (clock.GetUtcNow() >= eraseBy)
        {
            throw Told(planId, EraseErrors.PastDate(eraseBy));
        }

        var path = Path.Combine(Of(planId), IdentityName);
        return File.Exists(path) ? IdentityFile.Read(path) : throw Told(planId, EraseErrors.NoIdentity());
    }

    private EcluseException Told(string planId, EcluseException gone)
    {
        Refused?.Invoke(planId, gone.Code);
        return gone;
    }

    /// <summary>The key of the commitments, 32 bytes.</summary>
    /// <remarks>Kept in the form of an identity file, so that it is destroyed the same way; it seals nothing.</remarks>
    public byte[] CommitmentKey(string planId)
    {
        var path = Path.Combine(Of(planId), CommitmentName);
        if (!File.Exists(path))
        {
            throw EraseErrors.NoIdentity();
        }

        using var file = IdentityFile.Read(path);
        var secret = file.Identities[0].ExportSecret();
        var key = SHA256.HashData(secret);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }

    /// <summary>Whether a secret of the plan is still there.</summary>
    public bool Exists(string planId) => Directory.Exists(Of(planId));

    /// <summary>Plans that have secrets here since before an instant.</summary>
    public IReadOnlyList<string> List(DateTimeOffset madeBefore) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Where(path => Directory.GetLastWriteTimeUtc(path) < madeBefore.UtcDateTime)
            .Select(path => Path.GetFileName(path)).Where(IsPlanId).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Destroys the identity alone and re-reads its absence; the key of the commitments stays.</summary>
    public KeyDestruction DestroyIdentity(string planId) => KeyDestruction.Of(Path.Combine(Of(planId), IdentityName));

    /// <summary>Destroys every secret of the plan and re-reads their absence; doing it twice is doing it once.</summary>
    public KeyDestruction Destroy(string planId)
    {
        KeyDestruction.Of(Path.Combine(Of(planId), CommitmentName));
        var done = KeyDestruction.Of(Path.Combine(Of(planId), IdentityName));
        if (Directory.Exists(Of(planId)))
        {
            Directory.Delete(Of(planId), recursive: true);
        }

        return done;
    }

    // Plan ids are ours; anything else never becomes a path.
    private static bool IsPlanId(string name) =>
        name.Length == 14 && name.StartsWith("l-", StringComparison.Ordinal) && name[2..].All(char.IsAsciiHexDigitLower);

    private string Of(string planId) =>
        IsPlanId(planId)
            ? Path.Combine(folder, planId)
            : throw new ArgumentException("Not a plan id.", nameof(planId));
}
