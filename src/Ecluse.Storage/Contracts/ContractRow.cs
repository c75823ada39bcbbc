namespace Ecluse.Storage.Contracts;

/// <summary>A contract record with its signatures: exact bytes, never changed. A renewed contract is one more row.</summary>
public sealed class ContractRow
{
    /// <summary>SHA-256 of the exact bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Number { get; init; }

    /// <summary>Exact bytes of the record.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The laboratory's signature, as its file was.</summary>
    public required string ControllerSignature { get; init; }

    /// <summary>The processor's signature, as its file was.</summary>
    public required string ProcessorSignature { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Index of the journal's entry.</summary>
    public required long Entry { get; init; }
}

/// <summary>A signatory's key that may not sign any more.</summary>
public sealed class KeyWithdrawalRow
{
    /// <summary>Number of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary><c>SHA256:…</c>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Index of the journal's entry that withdrew it: signatures in later entries are refused.</summary>
    public required long Entry { get; init; }
}
