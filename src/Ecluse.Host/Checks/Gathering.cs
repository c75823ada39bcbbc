using Ecluse.Acts;
using Ecluse.Breaches;
using Ecluse.Checks;
using Ecluse.Contracts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Hosting;
using Ecluse.Host.Warnings;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Checks;

/// <summary>Gathers what <c>ecluse check</c> judges from an installation; changes nothing.</summary>
/// <param name="installation">What is looked at.</param>
/// <param name="masterKey">Where its master key is.</param>
internal sealed class Gathering(Installation installation, MasterKey masterKey)
{
    /// <summary>Gathers.</summary>
    /// <param name="transport">How the console is reached, where a server asks; null otherwise.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<CheckFacts> RunAsync(TransportFact? transport, CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        var controllers = await installation.Contracts.ControllersAsync(cancellation);
        var held = new HeldLook(installation, controllers);
        var machine = new MachineLook(installation.Data);
        var journal = await JournalFacts.ReadAsync(installation, cancellation);
        await using var state = installation.OpenState();
        var (keys, keysOverdue) = await held.KeysAsync(state, now, cancellation);
        return new CheckFacts(now)
        {
            Journal = journal.Verified,
            SharedUse = journal.SharedUse,
            Backup = journal.Backup,
            Alerts = [.. journal.OpenAlerts, .. await AlertsAsync(state, now, cancellation)],
            WatchedAt = await MonthGathering.WatchedAtAsync(state, cancellation),
            Files = machine.Files(),
            IsMasterKeyWhole = masterKey.IsWhole,
            Sealed = await machine.SealedAsync(state, cancellation),
            Ssh = machine.Ssh(),
            Transport = transport,
            Held = await held.ListAsync(state, cancellation),
            Keys = keys,
            KeysOverdue = keysOverdue,
            Passages = await held.PassagesAsync(state, cancellation),
            People = await PeopleAsync(cancellation),
            Contracts = await ContractsAsync(now, cancellation),
            Warnings = await WarningsAsync(now, cancellation),
            Handlers = (await installation.Warnings.HandlersAsync(cancellation)).Count,
            SecurityTxtUntil = new SecurityTxt(installation).Read()?.Expires,
            Breaches = await BreachesAsync(now, cancellation),
            Hosting = await new HostingWord(installation).LatestAsync(cancellation) is { } word ? new HostingFact(word.Row.Reason is not null, word.Row.Until) : null,
        };
    }

    private static async Task<IReadOnlyList<AlertFact>> AlertsAsync(EcluseState state, DateTimeOffset now, CancellationToken cancellation) =>
        [.. (await state.Set<AlertRow>().AsNoTracking().Where(row => row.ClosedAt == null).Select(row => new { row.Id, row.RaisedAt, row.ClockEnds }).ToListAsync(cancellation))
            .Select(row => new AlertFact(row.Id, row.RaisedAt, row.ClockEnds <= now))];

    private async Task<IReadOnlyList<PersonFact>> PeopleAsync(CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        var accounts = await state.Set<AccountRow>().AsNoTracking().Where(row => row.ClosedAt == null).ToDictionaryAsync(row => row.Person, cancellation);
        var people = (await state.Set<PersonRow>().AsNoTracking().ToListAsync(cancellation))
            .Where(person => accounts.ContainsKey(person.Id) || person.SystemAccount is not null).OrderBy(person => person.Id, StringComparer.Ordinal).ToList();
        var opening = (await state.Set<PasskeyRow>().AsNoTracking().Select(row => row.Person).ToListAsync(cancellation)).ToHashSet();
        opening.UnionWith(await state.Set<ProviderLinkRow>().AsNoTracking().Where(row => row.UnlinkedAt == null).Select(row => row.Person).ToListAsync(cancellation));
        var first = people.Where(person => accounts.ContainsKey(person.Id) && person.Name is not null)
            .GroupBy(person => (person.Name!.Trim().ToUpperInvariant(), person.Organisation?.Trim().ToUpperInvariant())).ToDictionary(same => same.Key, same => same.First().Id);
        return [.. people.Select(person => accounts.TryGetValue(person.Id, out var account)
            ? new PersonFact(
                person.Id, person.Controller, HasAccount: true,
                IsStrong: account.PasswordHash is null ? opening.Contains(person.Id) : account.CodeKey is not null,
                account.ReviewedAt ?? account.EnrolledAt, AccountShelf.IsBound(account), Other(person))
            : new PersonFact(person.Id, person.Controller, HasAccount: false, IsStrong: true, DateTimeOffset.MinValue, IsBound: false, SameAs: null))];

        string? Other(PersonRow person) => person.Name is { } name
            && first[(name.Trim().ToUpperInvariant(), person.Organisation?.Trim().ToUpperInvariant())] is var id && id != person.Id ? id : null;
    }

    private async Task<IReadOnlyList<ContractFact>> ContractsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var latest = (await installation.Contracts.ListAsync(cancellation)).DistinctBy(one => one.Contract.Record.Number);
        return [.. latest.Select(one =>
        {
            var verdict = one.Contract.Check(now);
            return new ContractFact(
                one.Contract.Record.Number, one.Contract.Record.Controller ?? "", verdict.Findings.Count,
                [
                    .. verdict.Findings.Where(finding => finding.State != FindingState.Present).Select(finding => finding.Point),
                    .. verdict.Reasons.Select(reason => reason.Code),
                ]);
        })];
    }

    private async Task<IReadOnlyList<WarningFact>> WarningsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        var told = (await state.Set<WarningNoticeRow>().AsNoTracking().Select(row => new { row.Warning, row.Controller }).Distinct().ToListAsync(cancellation))
            .ToLookup(row => row.Warning, row => row.Controller);
        return [.. (await installation.Warnings.ListAsync(cancellation)).Select(one => new WarningFact(
            one.Id, one.Clocks.Any(clock => clock.HasRunOut(now) && clock.StoppedAt is null), [.. told[one.Id]]))];
    }

    private async Task<IReadOnlyList<BreachFact>> BreachesAsync(DateTimeOffset now, CancellationToken cancellation) =>
    [
        .. from dossier in await installation.Breaches.ListAsync(cancellation)
           let late = BreachClock.Of(dossier, now).Where(clock => clock.State(now) == ClockState.Late).ToLookup(clock => clock.Part.Number, clock => clock.Duty.Id)
           from part in dossier.Breach.Parts
           select new BreachFact(dossier.Breach.Id, part.Controller, [.. late[part.Number]]),
    ];
}

/// <summary>What one reading of the journal tells.</summary>
internal sealed record JournalFacts(JournalFact Verified, EntryFact? Backup, IReadOnlyList<EntryFact> SharedUse, IReadOnlyList<AlertFact> OpenAlerts)
{
    /// <summary>Reads it: once with the separate reader, once for what it tells.</summary>
    public static async Task<JournalFacts> ReadAsync(Installation installation, CancellationToken cancellation)
    {
        var (key, evidence) = await installation.Journal.EvidenceAsync([], cancellation);
        var report = await new JournalVerifier(key).VerifyAsync(evidence, cancellation);
        var verified = new JournalFact(report.Holds, report.Entries, report.Published, [.. report.Findings.Select(finding => finding.Message)]);
        return report.Holds ? await TellAsync(installation, verified, cancellation) : new JournalFacts(verified, null, [], []);
    }

    private static async Task<JournalFacts> TellAsync(Installation installation, JournalFact verified, CancellationToken cancellation)
    {
        EntryFact? backup = null;
        var shared = new List<EntryFact>();
        var alerts = new Dictionary<string, AlertFact>();
        await foreach (var entry in installation.Journal.EntriesAsync(0, cancellation))
        {
            switch (entry.Act.Name)
            {
                case "backup.made":
                    backup = new EntryFact(entry.Index, entry.Time);
                    break;
                case "account.shared-use":
                    shared.Add(new EntryFact(entry.Index, entry.Time, entry.Act.Subjects.GetValueOrDefault("person", "")));
                    break;
                case "alert.raised" when entry.Act.Subjects.GetValueOrDefault("passage") is { } passage:
                    alerts.TryAdd(passage, new AlertFact(passage, entry.Time));
                    break;
                case "alert.closed" when entry.Act.Subjects.GetValueOrDefault("passage") is { } passage:
                    alerts.Remove(passage);
                    break;
                default:
                    break;
            }
        }

        return new JournalFacts(verified, backup, shared, [.. alerts.Values]);
    }
}
