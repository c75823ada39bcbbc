namespace Ecluse.Accounts;

/// <summary>What a person does at the processor or at one controller (design, section 1).</summary>
public enum Role
{
    /// <summary>Sets gates to work; of the processor.</summary>
    Operator,

    /// <summary>Signs for the laboratory with a key that stands in the contract.</summary>
    Signatory,

    /// <summary>Data protection officer (GDPR 37 to 39).</summary>
    DataProtectionOfficer,

    /// <summary>Answers for the server and for who may do what.</summary>
    SecurityOfficer,

    /// <summary>Reads everything, changes nothing (GDPR 28(3)(h)).</summary>
    Auditor,
}

/// <summary>The roles by the names that state and command line write.</summary>
public static class RoleNames
{
    private static readonly (Role Role, string Name)[] Pairs =
    [
        (Role.Operator, "operator"), (Role.Signatory, "signatory"), (Role.DataProtectionOfficer, "dpo"),
        (Role.SecurityOfficer, "security-officer"), (Role.Auditor, "auditor"),
    ];

    /// <summary>Every name, in the order of the roles.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Pairs.Select(pair => pair.Name)];

    /// <summary>The name of a role.</summary>
    public static string Of(Role role) => Pairs.Single(pair => pair.Role == role).Name;

    /// <summary>The role of a name; null for a name that is none.</summary>
    public static Role? Parse(string name) => Pairs.Where(pair => pair.Name == name).Select(pair => (Role?)pair.Role).FirstOrDefault();
}
