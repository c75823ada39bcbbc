using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Breaches;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Alerts;
using Ecluse.Host.Breaches;
using Ecluse.Host.Composition;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Spaces;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Instructions;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Host.Guard;

/// <summary>
/// What an account sees: contracts, and with each its instructions, plans, passages and certificates. Every endpoint fetches them
/// here and nowhere else; what somebody does not see is answered as what is not there.
/// </summary>
internal sealed class Sight(ServerParts parts, AccountShelf accounts)
{
    private readonly Installation installation = parts.Installation;

    /// <summary>Whether an account sees a contract and all that stands under it.</summary>
    /// <param name="account">Who asks.</param>
    /// <param name="contract">Number of the contract.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<bool> SeesAsync(Account account, string contract, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(contract);
        return SeesAll(account)
            || ((await installation.Contracts.ControllersAsync(cancellation)).TryGetValue(contract, out var controller) && controller == account.Controller);
    }

    /// <summary>Whether an account sees what belongs to no contract: the whole journal, every controller's acts in it.</summary>
    public static bool SeesAll(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Side == Side.Processor;
    }

    /// <summary>The controllers whose people an account may know and invite, by name: those that have a contract, or one's own.</summary>
    public async Task<IReadOnlyList<string>> ControllersAsync(Account account, CancellationToken cancellation) =>
    [
        .. (await installation.Contracts.ControllersAsync(cancellation)).Values.Distinct()
            .Where(name => SeesAll(account) || name == account.Controller).Order(StringComparer.Ordinal),
    ];

    /// <summary>Who has an account and who is invited: the processor's people see everybody, a controller's people their own.</summary>
    public async Task<SeenPeople> PeopleAsync(Account account, CancellationToken cancellation)
    {
        var all = await accounts.PeopleAsync(cancellation);
        return new(
            [.. all.People.Where(one => SeesAll(account) || one.Person.Controller == account.Controller)],
            [.. all.Invited.Where(one => SeesAll(account) || one.Controller == account.Controller)]);
    }

    /// <summary>A person with an open account; null for one it does not see.</summary>
    public async Task<AccountOfPerson?> FindPersonAsync(Account account, string person, CancellationToken cancellation) =>
        (await PeopleAsync(account, cancellation)).People.FirstOrDefault(one => one.Person.Id == person);

    /// <summary>Who of the processor acts, which every controller may know (GDPR 28(3)(b)).</summary>
    public async Task<IReadOnlyList<AccountOfPerson>> ActingAsync(CancellationToken cancellation) =>
        [.. (await accounts.PeopleAsync(cancellation)).People.Where(one => one.Person.Controller is null)];

    /// <summary>The contracts it sees, the latest record of each number, the latest first.</summary>
    public async Task<IReadOnlyList<StoredContract>> ContractsAsync(Account account, CancellationToken cancellation) =>
        await SeenAsync(
            account, (await installation.Contracts.ListAsync(cancellation)).DistinctBy(one => one.Contract.Record.Number),
            one => one.Contract.Record.Number, cancellation);

    /// <summary>The latest record under a number; null for one it does not see.</summary>
    public async Task<StoredContract?> FindContractAsync(Account account, string number, CancellationToken cancellation) =>
        (await ContractsAsync(account, cancellation)).FirstOrDefault(one => one.Contract.Record.Number == number);

    /// <summary>The instructions it sees, the latest first.</summary>
    public async Task<IReadOnlyList<StoredInstruction>> InstructionsAsync(Account account, CancellationToken cancellation) =>
        await SeenAsync(
            account, await installation.Instructions.ListAsync(cancellation), one => one.Instruction.Contract, cancellation);

    /// <summary>An instruction by its number; null for one it does not see.</summary>
    public async Task<StoredInstruction?> FindInstructionAsync(Account account, string number, CancellationToken cancellation) =>
        (await InstructionsAsync(account, cancellation)).FirstOrDefault(one => one.Instruction.Number == number);

    /// <summary>The plans it sees that no passage has used.</summary>
    public async Task<IReadOnlyList<(StoredPlan Stored, Plan Plan)>> PlansAsync(Account account, CancellationToken cancellation) =>
        await SeenAsync(
            account, (await installation.Ledger.UnusedPlansAsync(cancellation)).Where(stored => CanonicalDocument.Is<Plan>(stored.Bytes)).Select(stored => (stored, Read(stored.Bytes))),
            one => one.Item2.Contract.Id, cancellation);

    /// <summary>A plan that no passage has used, by its id; null for one it does not see.</summary>
    public async Task<(StoredPlan Stored, Plan Plan)?> FindPlanAsync(Account account, string id, CancellationToken cancellation) =>
        (await PlansAsync(account, cancellation)).Select(one => ((StoredPlan, Plan)?)one).FirstOrDefault(one => one!.Value.Item1.Id == id);

    /// <summary>The passages it sees, newest first.</summary>
    public async Task<IReadOnlyList<PassageWork>> PassagesAsync(Account account, CancellationToken cancellation)
    {
        var seen = await SeenAsync(
            account, await installation.Ledger.ListAsync(cancellation), passage => passage.Contract, cancellation);
        var works = new List<PassageWork>(seen.Count);
        foreach (var passage in seen)
        {
            works.Add(await installation.WorkAsync(passage.Id, cancellation));
        }

        return works;
    }

    /// <summary>
    /// Of the passages it sees those that are erased first, then the last ones erased; so many at most, whatever there are. How many there are of
    /// each.
    /// </summary>
    public async Task<(IReadOnlyList<PassageWork> Shown, int Open, int Erased)> NextPassagesAsync(Account account, int most, CancellationToken cancellation)
    {
        var seen = (await SeenAsync(account, await installation.Ledger.ListAsync(cancellation), passage => passage.Contract, cancellation))
            .ToLookup(passage => passage.State == PassageState.Erased);
        var shown = seen[false].OrderBy(passage => passage.EraseBy).Concat(seen[true].OrderByDescending(passage => passage.OpenedAt)).Take(most);
        var works = new List<PassageWork>(most);
        foreach (var passage in shown)
        {
            works.Add(await installation.WorkAsync(passage.Id, cancellation));
        }

        return (works, seen[false].Count(), seen[true].Count());
    }

    /// <summary>A passage with its signed plan; null for one it does not see.</summary>
    public async Task<PassageWork?> FindPassageAsync(Account account, string id, CancellationToken cancellation)
    {
        try
        {
            var work = await installation.WorkAsync(id, cancellation);
            return await SeesAsync(account, work.Passage.Contract, cancellation) ? work : null;
        }
        catch (EcluseException missing) when (missing.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>The spaces it sees, the latest first: that they are there, and what is in them by ids and lengths.</summary>
    public async Task<IReadOnlyList<Space>> SpacesAsync(Account account, CancellationToken cancellation) =>
        await SeenAsync(account, await installation.Spaces.ListAsync(cancellation), space => space.Contract, cancellation);

    /// <summary>A space; null for one it does not see.</summary>
    public async Task<Space?> FindSpaceAsync(Account account, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        return SpaceIds.IsSpace(id) && await installation.Spaces.FindAsync(id, cancellation) is { } space && await SeesAsync(account, space.Contract, cancellation)
            ? space
            : null;
    }

    /// <summary>
    /// The warnings it sees, the latest receipt first: the processor's people all but those about their own role, a controller's people those that
    /// Écluse told their controller of.
    /// </summary>
    public async Task<IReadOnlyList<Warning>> WarningsAsync(Account account, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        var ledger = installation.Warnings;
        var told = account.Controller is { } controller ? (await ledger.ToldAsync(controller, cancellation)).ToHashSet() : null;
        return [.. (await ledger.ListAsync(cancellation)).Where(one => told?.Contains(one.Id) ?? !WarningLedger.IsAbout(one.About, account.Role))];
    }

    /// <summary>A warning; null for one it does not see.</summary>
    public async Task<Warning?> FindWarningAsync(Account account, string id, CancellationToken cancellation) =>
        (await WarningsAsync(account, cancellation)).FirstOrDefault(one => one.Id == id);

    /// <summary>Notices of unanswered warnings for its controller, or for the house itself; of warnings it sees.</summary>
    public async Task<IReadOnlyList<WarningNotice>> NoticesAsync(Account account, CancellationToken cancellation)
    {
        var seen = (await WarningsAsync(account, cancellation)).Select(one => one.Id).ToHashSet();
        return [.. (await installation.Warnings.NoticesAsync(account.Controller ?? WarningLedger.House, cancellation)).Where(one => seen.Contains(one.Warning.Id))];
    }

    /// <summary>The open alerts it sees, the largest risk first: the processor's people all, a controller's people their controller's.</summary>
    public async Task<IReadOnlyList<OpenAlert>> AlertsAsync(Account account, int take, CancellationToken cancellation) =>
        await installation.Alerts.OpenAsync(SeesAll(account) ? null : account.Controller ?? "", take, cancellation);

    /// <summary>The alerts it sees that were closed last.</summary>
    public async Task<IReadOnlyList<AlertRow>> ClosedAlertsAsync(Account account, int take, CancellationToken cancellation) =>
        await installation.Alerts.ClosedAsync(SeesAll(account) ? null : account.Controller ?? "", take, cancellation);

    /// <summary>An alert; null for one it does not see. A controller's officers see one of the installation once it has told them.</summary>
    public Task<AlertDetail?> FindAlertAsync(Account account, string id, CancellationToken cancellation) =>
        new AlertDesk(installation).FindAsync(account, id, cancellation);

    /// <summary>The breaches it sees, the latest first, each with the parts it sees.</summary>
    public async Task<IReadOnlyList<SeenBreach>> BreachesAsync(Account account, CancellationToken cancellation) =>
        [.. (await installation.Breaches.ListAsync(cancellation)).Select(dossier => SeenBreach.Of(account, dossier, installation.Clock.GetUtcNow())).OfType<SeenBreach>()];

    /// <summary>A breach, with the parts it sees; null for one of which it sees none.</summary>
    public async Task<SeenBreach?> FindBreachAsync(Account account, string id, CancellationToken cancellation)
    {
        try
        {
            return SeenBreach.Of(account, await installation.Breaches.GetAsync(id, cancellation), installation.Clock.GetUtcNow());
        }
        catch (EcluseException missing) when (missing.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<T>> SeenAsync<T>(
        Account account, IEnumerable<T> all, Func<T, string> contract, CancellationToken cancellation)
    {
        if (SeesAll(account))
        {
            return [.. all];
        }

        // Asked once, however many there are.
        var controllers = await installation.Contracts.ControllersAsync(cancellation);
        return [.. all.Where(one => controllers.TryGetValue(contract(one), out var controller) && controller == account.Controller)];
    }

    private static Plan Read(byte[] bytes) => CanonicalDocument.Read<Plan>(bytes);
}
