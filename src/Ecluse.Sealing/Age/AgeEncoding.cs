namespace Ecluse.Age;

/// <summary>How an age file is written down.</summary>
public enum AgeEncoding
{
    /// <summary>Armor when the first byte is a dash or white space, bytes otherwise.</summary>
    Detect,

    /// <summary>The bytes themselves.</summary>
    Binary,

    /// <summary>PEM-like text, for mail and forms.</summary>
    Armored,
}
