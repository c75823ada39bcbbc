namespace Ecluse.Age;

/// <summary>The kinds of key pair a file can be sealed to.</summary>
public enum AgeKeyKind
{
    /// <summary>ML-KEM-768 with X25519, stanza <c>mlkem768x25519</c>: the default of Écluse, holds against quantum computers.</summary>
    Hybrid,

    /// <summary>X25519 alone: what age programs older than 1.3 can read.</summary>
    X25519,
}
