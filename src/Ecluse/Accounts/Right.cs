namespace Ecluse.Accounts;

/// <summary>What a page or an endpoint asks of whoever calls it; each has exactly one.</summary>
public enum Right
{
    /// <summary>See passages, plans, certificates and what needs somebody: counts, never a patient.</summary>
    SeePassages,

    /// <summary>See one's own sessions and end them.</summary>
    OwnSessions,
}

/// <summary>Who has which right: the one table that every endpoint is held to.</summary>
public static class Rights
{
    private static readonly Dictionary<Right, Role[]> Table = new()
    {
        [Right.SeePassages] = Enum.GetValues<Role>(),
        [Right.OwnSessions] = Enum.GetValues<Role>(),
    };

    /// <summary>Whether a role has a right.</summary>
    public static bool Allows(Role role, Right right) => Table.TryGetValue(right, out var roles) && roles.Contains(role);
}
