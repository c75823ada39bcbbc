using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Approvals;

/// <summary>
/// Only the controller approves (rule 3 of the lock): says who of the laboratory signed a document, or refuses by name.
/// </summary>
public static class Approval
{
    /// <summary>Verifies a signature over a document's exact bytes against the contract.</summary>
    /// <param name="document">The document's exact bytes.</param>
    /// <param name="space">What kind of document it must have been signed as, of <see cref="SignatureNamespaces"/>.</param>
    /// <param name="signature">Text of the <c>.sig</c> file.</param>
    /// <param name="ground">The contract, the instant, the place in the journal, what else is known of keys.</param>
    /// <returns>The signatory.</returns>
    /// <exception cref="ApprovalException">It does not approve; one subclass for each cause (<c>APPROVAL-…</c>).</exception>
    /// <exception cref="EcluseException">The signature file is malformed or its algorithm not accepted (<c>SIGN-…</c>).</exception>
    public static Signatory Verify(
        ReadOnlySpan<byte> document, string space, string signature, ApprovalGround ground)
    {
        ArgumentNullException.ThrowIfNull(ground);
        var signed = SshSignature.Parse(signature);
        RefuseOthersKeys(signed.PublicKey, ground);
        RequireContract(ground.Contract.Check(ground.At));
        var signatory = ground.Contract.Record.Signatories.FirstOrDefault(one => signed.PublicKey.Equals(one.Key))
            ?? throw new UnknownKeyException(signed.PublicKey.Fingerprint);
        RequireSignature(signed, signed.PublicKey, space, document, signatory.Id);
        RequireValidKey(signatory, ground);
        return signatory;
    }

    /// <summary>
    /// Verifies a signature on a gate that holds nothing but its own copy of the laboratory's <c>allowed_signers</c>.
    /// </summary>
    /// <param name="document">The document's exact bytes.</param>
    /// <param name="space">What kind of document it must have been signed as.</param>
    /// <param name="signature">Text of the <c>.sig</c> file.</param>
    /// <param name="own">The gate's own copy.</param>
    /// <param name="at">The instant at which the key must be allowed.</param>
    /// <returns>The line that allows it; its principal is the signatory's id.</returns>
    /// <exception cref="ApprovalException">It does not approve.</exception>
    public static AllowedSigner VerifyAtGate(
        ReadOnlySpan<byte> document, string space, string signature, AllowedSigners own, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(own);
        var signed = SshSignature.Parse(signature);
        var known = own.Entries.FirstOrDefault(entry => entry.Key.Equals(signed.PublicKey))
            ?? throw new KeyNotAtGateException(signed.PublicKey.Fingerprint, space);
        RequireSignature(signed, known.Key, space, document, known.Principals);
        return own.Find(signed.PublicKey, space, at)
            ?? throw new KeyNotAtGateException(signed.PublicKey.Fingerprint, space);
    }

    private static void RequireContract(ContractVerdict verdict)
    {
        if (verdict.InForce)
        {
            return;
        }

        throw (ApprovalException?)First("CONTRACT-106", reason => new ContractNotSignedByControllerException(reason))
            ?? First("CONTRACT-107", reason => new ContractNotSignedByControllerException(reason))
            ?? First("CONTRACT-113", reason => new FirstKeyNotConfirmedException(reason))
            ?? First("CONTRACT-114", reason => new FirstKeyNotConfirmedException(reason))
            ?? First("CONTRACT-103", reason => new ContractNotYetInForceException(reason))
            ?? First("CONTRACT-104", reason => new ContractExpiredException(reason))
            ?? new ContractNotInForceException(verdict.Reasons);

        ApprovalException? First(string code, Func<ContractReason, ApprovalException> make) =>
            verdict.Reasons.FirstOrDefault(reason => reason.Code == code) is { } found ? make(found) : null;
    }

    // A key that the record or the state knows to be somebody else's is refused whatever the contract is worth.
    private static void RefuseOthersKeys(SshPublicKey key, ApprovalGround ground)
    {
        var record = ground.Contract.Record;
        if (record.ProcessorKeys.Any(known => known.Key.Equals(key)) || ground.ProcessorKeys.Contains(key))
        {
            throw new ProcessorKeyException(key.Fingerprint);
        }

        if (record.ReceivingVendorKeys.Any(known => known.Key.Equals(key)) || ground.ReceivingVendorKeys.Contains(key))
        {
            throw new ReceivingVendorKeyException(key.Fingerprint);
        }

        if (record.Signatories.FirstOrDefault(one => key.Equals(one.Key)) is
            { EnrolledBy: KeyEnroller.Processor or KeyEnroller.ReceivingVendor } signatory)
        {
            throw new ForeignEnrolmentException(signatory.Id);
        }
    }

    private static void RequireSignature(
        SshSignature signed, SshPublicKey key, string space, ReadOnlySpan<byte> document, string signatory)
    {
        try
        {
            signed.Verify(key, space, document);
        }
        catch (EcluseException problem)
        {
            throw problem.Code switch
            {
                "SIGN-002" => new WrongNamespaceException(space),
                "SIGN-004" => new OtherDocumentException(),
                "SIGN-011" => new KeyNotTouchedException(signatory),
                _ => problem,
            };
        }
    }

    private static void RequireValidKey(Signatory signatory, ApprovalGround ground)
    {
        if (signatory.ValidFrom is not { } from || ground.At < from)
        {
            throw new KeyNotYetValidException(signatory.Id, signatory.ValidFrom ?? DateTimeOffset.MaxValue);
        }

        if (signatory.ValidUntil is not { } until || ground.At >= until)
        {
            throw new KeyExpiredException(signatory.Id, signatory.ValidUntil ?? DateTimeOffset.MinValue);
        }

        var withdrawal = ground.Contract.Record.Withdrawals.Concat(ground.Withdrawals)
            .Where(one => one.Fingerprint == signatory.Key!.Fingerprint && ground.Position >= one.FromCheckpoint)
            .MinBy(one => one.FromCheckpoint);
        if (withdrawal is not null)
        {
            throw new KeyWithdrawnException(signatory.Id, withdrawal.FromCheckpoint);
        }
    }
}
