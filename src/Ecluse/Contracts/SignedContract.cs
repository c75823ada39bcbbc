using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

/// <summary>A contract record with the signatures of both parties over its exact bytes (<c>contract@ecluse</c>).</summary>
public sealed class SignedContract
{
    private SignedContract(ContractRecord record, byte[] bytes, SshSignature? controller, SshSignature? processor)
    {
        Record = record;
        Bytes = bytes;
        ControllerSignature = controller;
        ProcessorSignature = processor;
    }

    /// <summary>The record.</summary>
    public ContractRecord Record { get; }

    /// <summary>The record's exact bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The laboratory's signature, if there is one; <see cref="Check"/> says whether it holds.</summary>
    public SshSignature? ControllerSignature { get; }

    /// <summary>The processor's signature, if there is one; <see cref="Check"/> says whether it holds.</summary>
    public SshSignature? ProcessorSignature { get; }

    /// <summary>Reads a record and its signatures.</summary>
    /// <param name="file">Name of the record's file, for messages.</param>
    /// <param name="bytes">The record's exact bytes.</param>
    /// <param name="controller">Text of the laboratory's <c>.sig</c> file, or null.</param>
    /// <param name="processor">Text of the processor's <c>.sig</c> file, or null.</param>
    /// <exception cref="Documents.DocumentException">The record is malformed.</exception>
    /// <exception cref="EcluseException">A signature file is malformed (<c>SIGN-…</c>).</exception>
    public static SignedContract Read(string file, byte[] bytes, string? controller, string? processor)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new SignedContract(
            ContractReader.Read(file, bytes),
            bytes,
            controller is null ? null : SshSignature.Parse(controller),
            processor is null ? null : SshSignature.Parse(processor));
    }

    /// <summary>What the record says, whether it is in force, and whether both parties signed these very bytes.</summary>
    public ContractVerdict Check(DateTimeOffset at)
    {
        var verdict = ContractCheck.Run(Record, at);
        return verdict with { Reasons = [.. verdict.Reasons, .. SignatureReasons()] };
    }

    internal IEnumerable<ContractReason> SignatureReasons()
    {
        if (ControllerSignature is null)
        {
            yield return ProcessorSignature is null
                ? new("CONTRACT-105", new("Nobody has signed the record.", "Personne n’a signé la fiche."))
                : new("CONTRACT-106", new(
                    "Only the processor has signed the record; the laboratory has not.",
                    "Seul le sous-traitant a signé la fiche ; le laboratoire ne l’a pas signée."));
        }
        else if (Holds(ControllerSignature, Record.Signatories.Select(one => one.Key)) is { } fault)
        {
            yield return new("CONTRACT-107", new(
                $"The laboratory’s signature of the record does not count: {fault.English}",
                $"La signature du laboratoire sur la fiche ne compte pas : {fault.French}"));
        }
        else if (Record.Signatories.First(one => ControllerSignature.PublicKey.Equals(one.Key)) is
            { IsConfirmed: false } signatory)
        {
            yield return new("CONTRACT-114", new(
                $"The record is signed by “{signatory.Id}”, whose key was not confirmed through a second channel.",
                $"La fiche est signée par « {signatory.Id} », dont la clé n’a pas été confirmée par un second canal."));
        }

        if (ProcessorSignature is null)
        {
            yield return new("CONTRACT-115", new(
                "The processor has not signed the record.", "Le sous-traitant n’a pas signé la fiche."));
        }
        else if (Holds(ProcessorSignature, Record.ProcessorKeys.Select(known => known.Key)) is { } fault)
        {
            yield return new("CONTRACT-116", new(
                $"The processor’s signature of the record does not count: {fault.English}",
                $"La signature du sous-traitant sur la fiche ne compte pas : {fault.French}"));
        }
    }

    private Text? Holds(SshSignature signature, IEnumerable<SshPublicKey?> allowed)
    {
        if (allowed.FirstOrDefault(key => signature.PublicKey.Equals(key)) is not { } signer)
        {
            return new(
                $"key {signature.PublicKey.Fingerprint} does not stand in the record for this party.",
                $"la clé {signature.PublicKey.Fingerprint} ne figure pas dans la fiche pour cette partie.");
        }

        try
        {
            signature.Verify(signer, SignatureNamespaces.Contract, Bytes.Span);
            return null;
        }
        catch (EcluseException problem)
        {
            return problem.Problem;
        }
    }
}
