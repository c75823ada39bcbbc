using Ecluse.Contracts;
using Ecluse.Signatures;

namespace Ecluse.Approvals;

/// <summary>What an approval is judged against.</summary>
/// <param name="Contract">The contract record with both parties' signatures.</param>
/// <param name="At">The instant at which contract and key must be valid: when the signature came in.</param>
/// <param name="Position">
/// Index of the journal entry that took the signature in, or the tree's size for one that comes in now: a key withdrawn
/// from a later index on still counts.
/// </param>
public sealed record ApprovalGround(SignedContract Contract, DateTimeOffset At, long Position)
{
    /// <summary>Keys withdrawn since the contract was signed.</summary>
    public IReadOnlyList<KeyWithdrawal> Withdrawals { get; init; } = [];

    /// <summary>Keys that anybody of the processor holds or enrolled, beside those in the record.</summary>
    public IReadOnlyCollection<SshPublicKey> ProcessorKeys { get; init; } = [];

    /// <summary>Keys that anybody of the receiving vendor holds, beside those in the record.</summary>
    public IReadOnlyCollection<SshPublicKey> ReceivingVendorKeys { get; init; } = [];
}
