using Ecluse.Errors;

namespace Ecluse.Watch;

/// <summary>The closed list of standing facts: what is looked at in each round because nothing tells it by happening.</summary>
public static class StandingKinds
{
    /// <summary>A space that is to be erased; due at its erase-by.</summary>
    public const string SpaceDue = "space.due";

    /// <summary>Something is past its erase-by and not erased.</summary>
    public const string EraseLate = "erase.late";

    /// <summary>The server's certificate; due at its end.</summary>
    public const string Certificate = "certificate.due";

    /// <summary><c>security.txt</c>; due at its end.</summary>
    public const string SecurityTxt = "security-txt.due";

    /// <summary>An account whose need somebody has to look at; due a year after the last look.</summary>
    public const string Rights = "rights.due";

    /// <summary>The journal does not verify.</summary>
    public const string JournalBroken = "journal.broken";

    /// <summary>A gate that was to do something and was not heard of; due a day after the passage opened.</summary>
    public const string GateSilent = "gate.silent";

    /// <summary>Every kind, with what it is.</summary>
    public static IReadOnlyDictionary<string, Text> All { get; } = new Dictionary<string, Text>
    {
        [SpaceDue] = new("a space will be erased", "un espace sera effacé"),
        [EraseLate] = new("something should be erased and is not", "une chose devrait être effacée et ne l’est pas"),
        [Certificate] = new("the server's certificate ends", "le certificat du serveur prend fin"),
        [SecurityTxt] = new("security.txt ends", "security.txt prend fin"),
        [Rights] = new("an account's rights are to be reviewed", "les droits d’un compte sont à revoir"),
        [JournalBroken] = new("the journal does not verify", "le journal ne se vérifie pas"),
        [GateSilent] = new("a gate was not heard of", "une porte n’a pas donné de nouvelles"),
    };
}
