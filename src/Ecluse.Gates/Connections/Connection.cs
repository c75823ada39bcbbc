namespace Ecluse.Connections;

/// <summary>
/// One entry of <c>connections.yaml</c>: how a gate reaches a database. It stays on the gate that uses it and never stands
/// in an instruction or a plan, which know its name only.
/// </summary>
/// <param name="Name">Name that instructions use.</param>
/// <param name="Role">What it may be opened as.</param>
/// <param name="Engine"><c>sqlite</c>, <c>postgres</c>, <c>mariadb</c>; as a source also <c>csv</c>, <c>fhir</c>.</param>
/// <param name="Address">File of SQLite; folder of files; folder or file of a Unix socket; or <c>host:port</c>.</param>
/// <param name="Database">Name of the database; null for SQLite.</param>
/// <param name="User">Account; null for SQLite.</param>
/// <param name="Password">Where the password comes from.</param>
/// <param name="VerifyTls">Whether the wire is TLS with verified certificate and name.</param>
/// <param name="CaFile">Certificate authority to trust, or null for the system's.</param>
public sealed record Connection(
    string Name,
    ConnectionRole Role,
    string Engine,
    string Address,
    string? Database = null,
    string? User = null,
    PasswordSource? Password = null,
    bool VerifyTls = false,
    string? CaFile = null)
{
    /// <summary>Names the connection only: its address and account do not belong in messages.</summary>
    public override string ToString() => Name;
}

/// <summary>What a connection may be opened as.</summary>
public enum ConnectionRole
{
    /// <summary>Read-only.</summary>
    Source,

    /// <summary>Written to.</summary>
    Target,
}

/// <summary>Where a password comes from; never the file of connections itself.</summary>
/// <param name="Kind">How.</param>
/// <param name="Name">Path of the file, or name of the credential in <c>$CREDENTIALS_DIRECTORY</c>.</param>
public sealed record PasswordSource(PasswordKind Kind, string? Name);

/// <summary>How a password comes.</summary>
public enum PasswordKind
{
    /// <summary>The first line of a file that only its owner can read.</summary>
    File,

    /// <summary>Typed by the person who runs the command.</summary>
    Prompt,

    /// <summary>A systemd credential.</summary>
    Credential,
}
