namespace Ecluse.Age;

/// <summary>Why an age file was refused; the classes are those of the public test vectors.</summary>
public enum AgeFailure
{
    /// <summary>The header, or a stanza of ours in it, does not follow the format.</summary>
    Header,

    /// <summary>The header was altered: its HMAC does not hold.</summary>
    Mac,

    /// <summary>None of the identities given opens the file.</summary>
    NoMatch,

    /// <summary>A chunk does not hold, the final one is missing, or bytes follow it.</summary>
    Payload,

    /// <summary>The text armor does not follow the format.</summary>
    Armor,

    /// <summary>A recipient or identity given by a person is malformed, or the recipients cannot be combined.</summary>
    Usage,
}
