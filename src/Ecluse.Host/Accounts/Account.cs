using Ecluse.Accounts;

namespace Ecluse.Host.Accounts;

/// <summary>A named person's account, as sign-in sees it.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Name">Name as it is shown.</param>
/// <param name="Organisation">The person's one organisation.</param>
/// <param name="Role">What the person does there.</param>
internal sealed record Account(string Person, string Name, string Organisation, Role Role);
