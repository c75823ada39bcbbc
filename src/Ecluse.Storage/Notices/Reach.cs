using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Notices;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Notices;

/// <summary>Who can be told what, and by which ways, at one instant: read once for all that is told in one transaction.</summary>
internal sealed class Reach
{
    private const string OfController = "controller:";

    private readonly IReadOnlyList<Reachable> people;
    private readonly Dictionary<string, string> addresses;
    private readonly ILookup<string, string> contracts;

    private Reach(IReadOnlyList<Reachable> people, Dictionary<string, string> addresses, ILookup<string, string> contracts, NoticeWays ways) =>
        (this.people, this.addresses, this.contracts, Ways) = (people, addresses, contracts, ways);

    public NoticeWays Ways { get; }

    /// <summary>Reads it; three queries and the contracts'.</summary>
    public static async Task<Reach> ReadAsync(EcluseState state, ContractShelf contracts, NoticeWays ways, DateTimeOffset now, CancellationToken cancellation)
    {
        var people = await state.Set<PersonRow>().AsNoTracking()
            .Where(person => !state.Set<AccountRow>().Any(account => account.Person == person.Id && account.ClosedAt != null) && person.Name != null)
            .Select(person => new Reachable(person.Id, person.Role, person.Controller)).ToListAsync(cancellation);
        var away = (await state.Set<AbsenceRow>().AsNoTracking().Where(row => row.From <= now && row.Until > now)
            .Select(row => row.Person).ToListAsync(cancellation)).ToHashSet();
        return new(
            [.. people.Where(person => !away.Contains(person.Id)).OrderBy(person => person.Id, StringComparer.Ordinal)],
            await state.Set<MailAddressRow>().AsNoTracking().ToDictionaryAsync(row => row.Owner, row => row.Address, cancellation),
            (await contracts.ControllersAsync(cancellation)).Where(one => one.Value.Length > 0).ToLookup(one => one.Value, one => one.Key), ways);
    }

    /// <summary>Number of a contract of a controller, for the journal; null where there is none.</summary>
    public string? ContractOf(string? controller) => controller is null ? null : contracts[controller].Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Those whom a step tells.</summary>
    /// <param name="step">The step.</param>
    /// <param name="controller">The alert's controller; null where it touches the installation, and so every controller with a contract.</param>
    public IReadOnlyList<Reachable> Of(EscalationStep step, string? controller) =>
        [.. step.To.SelectMany(target => Of(target, controller)).DistinctBy(one => (one.Id, one.Controller))];

    /// <summary>The officers of the house: for what has no controller, or reached none.</summary>
    public IReadOnlyList<Reachable> House() =>
        [.. people.Where(one => one.Controller is null && RoleNames.Parse(one.Role) is Role.DataProtectionOfficer or Role.SecurityOfficer)];

    /// <summary>A controller's data protection officers: those with an account, else the address that stands for the controller.</summary>
    public IReadOnlyList<Reachable> OfficersOf(string controller)
    {
        var there = people.Where(one => one.Controller == controller && RoleNames.Parse(one.Role) == Role.DataProtectionOfficer).ToList();
        return there.Count > 0 || !addresses.ContainsKey(OfController + controller) ? there : [new(OfController + controller, RoleNames.Of(Role.DataProtectionOfficer), controller)];
    }

    /// <summary>Where somebody is told by e-mail; null where that is not known or no e-mail is sent.</summary>
    public string? AddressOf(Reachable one) => Ways.HasMail ? addresses.GetValueOrDefault(one.Id) : null;

    private IEnumerable<Reachable> Of(EscalationTarget target, string? controller) => target switch
    {
        { Role: null } => people.Where(one => one.Id == target.Name),
        { IsController: false } => people.Where(one => one.Controller is null && one.Role == target.Role),

        // Nobody outside: a practice without a vendor tells its own officer.
        { Name: EscalationTarget.Outside } when controller is null && contracts.Count == 0 =>
            people.Where(one => one.Controller is null && RoleNames.Parse(one.Role) == Role.DataProtectionOfficer),
        { Name: EscalationTarget.Outside } => Touched(controller).SelectMany(OfficersOf),
        _ => Touched(controller).SelectMany(name => people.Where(one => one.Controller == name && one.Role == target.Role)),
    };

    private IEnumerable<string> Touched(string? controller) => controller is null ? contracts.Select(group => group.Key).Order(StringComparer.Ordinal) : [controller];
}

/// <summary>Somebody who can be told: in the console, and by e-mail where an address stands.</summary>
/// <param name="Id">Id of the person, or <c>controller:</c> and the name where an address alone stands for it.</param>
/// <param name="Role">Role, by its name.</param>
/// <param name="Controller">Their controller; null for the house's.</param>
internal sealed record Reachable(string Id, string Role, string? Controller);
