using Ecluse.Contracts;
using Ecluse.Signatures;

namespace Ecluse.Approvals;

/// <summary>
/// The laboratory's <c>allowed_signers</c>: the contract's signatories in OpenSSH's form, for the laboratory to hand to
/// its source gate. The gate believes its own copy and no other.
/// </summary>
public static class SignerList
{
    private static readonly string[] Spaces =
    [
        SignatureNamespaces.Contract, SignatureNamespaces.Instruction, SignatureNamespaces.Plan,
        SignatureNamespaces.Acceptance, SignatureNamespaces.Postponement,
    ];

    /// <summary>Writes the list: one line for each signatory with a key and dates, in the order of the record.</summary>
    /// <returns>Text that <c>ssh-keygen -Y verify -f</c> takes; the principal is the signatory's id.</returns>
    /// <param name="record">The contract's record.</param>
    /// <param name="withdrawn">Keys withdrawn since; they are left out.</param>
    public static string Write(ContractRecord record, IReadOnlyList<KeyWithdrawal>? withdrawn = null)
    {
        ArgumentNullException.ThrowIfNull(record);
        var gone = record.Withdrawals.Concat(withdrawn ?? []).Select(one => one.Fingerprint).ToHashSet(StringComparer.Ordinal);
        return string.Concat(record.Signatories
            .Where(one => one is { Key: not null, ValidFrom: not null, ValidUntil: not null, EnrolledBy: KeyEnroller.Controller }
                && !gone.Contains(one.Key.Fingerprint))
            .Select(Line));
    }

    /// <summary>The same with the keys that were withdrawn since, each until then: for signatures that came in before.</summary>
    /// <param name="record">The contract's record.</param>
    /// <param name="withdrawnAt">When a key was withdrawn, by fingerprint.</param>
    public static string WriteWithWithdrawn(ContractRecord record, IReadOnlyDictionary<string, DateTimeOffset> withdrawnAt)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(withdrawnAt);
        return string.Concat(record.Signatories
            .Where(one => one is { Key: not null, ValidFrom: not null, ValidUntil: not null, EnrolledBy: KeyEnroller.Controller })
            .Select(one => withdrawnAt.TryGetValue(one.Key!.Fingerprint, out var at) && at < one.ValidUntil
                ? Line(one with { ValidUntil = at.AddSeconds(1) })
                : Line(one)));
    }

    // OpenSSH counts the last instant in; a signatory's key ends before it.
    private static string Line(Signatory one) => new AllowedSigner(
        one.Id, Spaces, one.ValidFrom, one.ValidUntil!.Value.AddSeconds(-1), SshPublicKey.FromBlob(one.Key!.Blob)).ToLine() + "\n";
}
