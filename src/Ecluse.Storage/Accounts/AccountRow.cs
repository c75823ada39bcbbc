namespace Ecluse.Storage.Accounts;

/// <summary>The account of a named person at the server: one person, one account; the id is the person's and is never used again.</summary>
public sealed class AccountRow
{
    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When the person enrolled.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>When the account was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Version of the confidentiality undertaking that the person signed (GDPR 28(3)(b)); null before.</summary>
    public int? Undertaking { get; set; }

    /// <summary>When it was signed.</summary>
    public DateTimeOffset? UndertakenAt { get; set; }

    /// <summary>Day of the training in data protection, as a security officer entered it; null before.</summary>
    public DateOnly? TrainedOn { get; set; }

    /// <summary>When somebody looked last whether this person still needs the account and the role; null while nobody did.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>Name that a password is typed with, lower case; null where none was ever set. Never given to another account.</summary>
    public string? SignInName { get; set; }

    /// <summary>The password, hashed slowly with its salt; null where there is none.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Key of the six-figure codes, sealed under the master key; null where there is none.</summary>
    public byte[]? CodeKey { get; set; }

    /// <summary>The last step whose code was used: an earlier one opens nothing.</summary>
    public long? CodeStep { get; set; }
}

/// <summary>A recovery code, of which only the hash is kept.</summary>
public sealed class RecoveryCodeRow
{
    /// <summary>SHA-256 of the code, lower-case hex.</summary>
    public required string CodeSha256 { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When it was used; null while it was not.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A passkey that a person signs in with: public half only.</summary>
public sealed class PasskeyRow
{
    /// <summary>Credential id, as the authenticator chose it.</summary>
    public required byte[] Credential { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Public key, COSE.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>When it was enrolled.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>The authenticator's counter, as it was last seen.</summary>
    public required long Counter { get; set; }

    /// <summary>How the browser reaches it: <c>internal</c>, <c>usb</c>; comma between.</summary>
    public required string Transports { get; set; }

    /// <summary>Whether the authenticator said that it can be copied to another device.</summary>
    public required bool IsBackupEligible { get; init; }

    /// <summary>Whether it was copied.</summary>
    public required bool IsBackedUp { get; set; }

    /// <summary>What the authenticator said of itself when it was enrolled.</summary>
    public required byte[] Attestation { get; init; }

    /// <summary>Client data of the enrolment.</summary>
    public required byte[] ClientData { get; init; }
}

/// <summary>A session: who is signed in, from where, since when. The token itself is nowhere but in the browser.</summary>
public sealed class SessionRow
{
    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string TokenSha256 { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When the person signed in.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>Network address it was begun from.</summary>
    public required string Network { get; init; }

    /// <summary>What the browser called itself; at most 200 characters.</summary>
    public required string Device { get; init; }

    /// <summary>How the person signed in: <c>passkey</c>, <c>code</c> or <c>recovery</c>, the last two with a password; <c>provider</c>, <c>provider-code</c>, <c>provider-recovery</c>; <c>token</c> for the command line's.</summary>
    public string Way { get; init; } = "passkey";

    /// <summary>For a token of the command line: the session that confirmed it and that it ends with, by its token's hash; null for a browser's.</summary>
    public string? Within { get; init; }

    /// <summary>When it was ended; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
