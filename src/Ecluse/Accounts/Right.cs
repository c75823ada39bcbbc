namespace Ecluse.Accounts;

/// <summary>What a page or an endpoint asks of whoever calls it; each has exactly one.</summary>
public enum Right
{
    /// <summary>See passages, plans, certificates and what needs somebody: counts, never a patient.</summary>
    SeePassages,

    /// <summary>See one's own sessions and end them.</summary>
    OwnSessions,

    /// <summary>See who has an account, with which role, and who is invited.</summary>
    SeePeople,

    /// <summary>Invite people of one's own organisation; asks for a fresh sign-in.</summary>
    InvitePeople,
}

/// <summary>Who has which right: the one table that every endpoint is held to.</summary>
public static class Rights
{
    /// <summary>How old a sign-in may be for a right that asks for a fresh one.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<Right, Role[]> Table = new()
    {
        [Right.SeePassages] = Enum.GetValues<Role>(),
        [Right.OwnSessions] = Enum.GetValues<Role>(),
        [Right.SeePeople] = [Role.SecurityOfficer, Role.DataProtectionOfficer, Role.Auditor],
        [Right.InvitePeople] = [Role.SecurityOfficer],
    };

    /// <summary>Whether a role has a right.</summary>
    public static bool Allows(Role role, Right right) => Table.TryGetValue(right, out var roles) && roles.Contains(role);

    /// <summary>Whether a right asks for a sign-in that is not older than <see cref="Fresh"/>.</summary>
    public static bool AsksForFresh(Right right) => right is Right.InvitePeople;
}
