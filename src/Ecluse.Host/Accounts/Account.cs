using Ecluse.Accounts;

namespace Ecluse.Host.Accounts;

/// <summary>A named person's account, as sign-in sees it.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Name">Name as it is shown.</param>
/// <param name="Organisation">The person's one organisation.</param>
/// <param name="Role">What the person does there.</param>
/// <param name="Controller">The controller, as contracts name it, for a person of a laboratory; null for the processor's.</param>
/// <param name="IsBound">Whether undertaking and training stand on the account (GDPR 28(3)(b)); asked of the processor's people alone.</param>
internal sealed record Account(
    string Person, string Name, string Organisation, Role Role, string? Controller = null, bool IsBound = false)
{
    /// <summary>Whose person it is.</summary>
    public Side Side => Controller is null ? Side.Processor : Side.Controller;

    /// <summary>Whether nothing but undertaking or training keeps this person from a right.</summary>
    public bool LacksUndertaking(Right right) => Side == Side.Processor && !IsBound && Rights.ActsInPassage(right);

    /// <summary>Whether the table of rights gives this person a right.</summary>
    public bool May(Right right) => Rights.Allows(Role, Side, right);
}
