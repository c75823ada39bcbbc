using Ecluse.Storage.Accounts;

namespace Ecluse.Host.Accounts;

/// <summary>People with an account and people who are invited, as somebody sees them.</summary>
/// <param name="People">Open accounts, the oldest first.</param>
/// <param name="Invited">Invitations that are good and not used.</param>
internal sealed record SeenPeople(IReadOnlyList<AccountOfPerson> People, IReadOnlyList<InvitationRow> Invited);

/// <summary>A person with an account.</summary>
/// <param name="Person">Name, organisation, role.</param>
/// <param name="Account">What stands on the account.</param>
/// <param name="SeenAt">When a session of it was last used; null while none was.</param>
internal sealed record AccountOfPerson(PersonRow Person, AccountRow Account, DateTimeOffset? SeenAt)
{
    /// <summary>After so long without a review a person stands first on the people page.</summary>
    public static readonly TimeSpan ReviewedEvery = TimeSpan.FromDays(365);

    /// <summary>Whether a year has gone by since somebody looked whether account and role are still needed.</summary>
    public bool AwaitsReview(DateTimeOffset now) => now - (Account.ReviewedAt ?? Account.EnrolledAt) >= ReviewedEvery;
}
