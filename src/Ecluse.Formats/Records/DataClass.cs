namespace Ecluse.Records;

/// <summary>What a column or a field says about a person (rule 6 of the lock).</summary>
public enum DataClass
{
    /// <summary>Identifies a person.</summary>
    Identity,

    /// <summary>Says something of a person's health or care.</summary>
    Clinical,

    /// <summary>Typed freely: may say anything of anybody.</summary>
    FreeText,

    /// <summary>Opens a door: a password, its hash, a login of a portal, a token. Never passes.</summary>
    Credential,

    /// <summary>Keeps the system going: keys, counters, dates of change.</summary>
    Technical,
}
