using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Canonical;
using Ecluse.Passages;

namespace Ecluse.Host.Composition;

/// <summary>Keys that this machine makes, each announced before and told after (rule 10).</summary>
internal static class KeyActs
{
    /// <summary>Name of the announcement.</summary>
    public const string Making = "key.making";

    private static readonly Dictionary<string, string> None = [];

    /// <summary>Makes the identity of a passage with its plan or offer.</summary>
    /// <returns>Its recipient.</returns>
    public static Task<AgeRecipient> MakeIdentityAsync(
        this Installation installation, string plan, AgeKeyKind kind, string by, CancellationToken cancellation) =>
        installation.MakeAsync(
            plan, by, () => installation.Parts.Keys.Create(plan, kind, installation.Clock),
            made => new Dictionary<string, string> { ["recipient"] = Sha256Hex.Of(System.Text.Encoding.ASCII.GetBytes(made.ToString()!)) },
            cancellation);

    /// <summary>Makes the key of the commitments alone, at a source gate that stands by itself.</summary>
    public static Task MakeCommitmentAsync(
        this Installation installation, string plan, string by, CancellationToken cancellation) => installation.MakeAsync(
            plan, by,
            () =>
            {
                installation.Parts.Keys.CreateCommitment(plan, installation.Clock);
                return true;
            },
            _ => None, cancellation);

    private static async Task<T> MakeAsync<T>(
        this Installation installation, string plan, string by, Func<T> make, Func<T, Dictionary<string, string>> hashes,
        CancellationToken cancellation)
    {
        var subjects = new Dictionary<string, string> { ["plan"] = plan };
        var intent = await installation.Ledger.NoteAsync(null, new Act(Making, by, subjects, None), cancellation);
        var made = make();
        await installation.Ledger.NoteAsync(null, new Act("key.made", by, subjects, hashes(made)) with { Intent = intent }, cancellation);
        return made;
    }
}
