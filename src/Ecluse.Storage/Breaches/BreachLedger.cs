using System.Text.RegularExpressions;
using Ecluse.Breaches;
using Ecluse.Contracts;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Breaches;

/// <summary>Breaches on the state's database: each opening and each entry in one transaction with its journal entries.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends an act's entry to the journal, in the transaction of the state given.</param>
/// <param name="contracts">Whose contracts there are.</param>
/// <param name="duties">Folder of an installation's own duties; null for none.</param>
/// <param name="clock">What time it is.</param>
public sealed partial class BreachLedger(Func<EcluseState> open, JournalAppend append, ContractShelf contracts, string? duties, TimeProvider clock)
{
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(5);

    /// <summary>The controllers that a cause may concern (§61): those with data there and then, as the journal tells it, and no others.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-018</c>: not a place.</exception>
    public async Task<IReadOnlyList<ConcernedController>> ConcernedAsync(Cause cause, CancellationToken cancellation)
    {
        Check(cause);
        await using var state = open();
        var holdings = await HoldingsOfState.ReadAsync(state, cancellation);
        return HoldingBook.Concerned(holdings, cause, await contracts.ControllersAsync(cancellation));
    }

    /// <summary>Every place that the journal knows: where data lay, and the accounts that acted on it.</summary>
    public async Task<IReadOnlyList<string>> PlacesAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var holdings = await HoldingsOfState.ReadAsync(state, cancellation);
        return [Holding.Server, Holding.Depot, Holding.Spaces, .. holdings.SelectMany(one => one.Places).Except([Holding.Depot, Holding.Spaces]).Order(StringComparer.Ordinal)];
    }

    /// <summary>Opens a breach, with the list of the controllers it may concern.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-003</c>: the warning or alert has opened one; <c>BREACH-018</c>: not a place or period.</exception>
    public async Task<Breach> OpenAsync(BreachOpening opening, string by, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var breach = await OpenAsync(state, opening, by, cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return breach;
    }

    /// <summary>Opens a breach in the caller's transaction: a warning or alert that becomes one changes in the same.</summary>
    /// <param name="state">The state, with a transaction open that may write; the caller saves and commits.</param>
    /// <param name="opening">What it comes from, and where and when something went wrong.</param>
    /// <param name="by">Id of the person or agent.</param>
    /// <param name="cancellation">Stops before the end.</param>
    /// <exception cref="Errors.EcluseException">As the other one.</exception>
    public async Task<Breach> OpenAsync(EcluseState state, BreachOpening opening, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(opening);
        Check(opening.Cause);
        var (now, origin) = (clock.GetUtcNow(), opening.Origin);
        if (origin.ReceivedAt > now + ClocksApart)
        {
            throw BreachErrors.NotACause();
        }

        if (origin.Id is not null && await state.Set<BreachRow>().FirstOrDefaultAsync(
            row => row.Origin == origin.Kind && row.OriginId == origin.Id, cancellation) is { } before)
        {
            throw BreachErrors.OpenedAlready(before.Id);
        }

        var holdings = await HoldingsOfState.ReadAsync(state, cancellation);
        var concerned = HoldingBook.Concerned(holdings, opening.Cause, await contracts.ControllersAsync(cancellation));
        var breach = new Breach(
            Breach.NewId(), origin, now, by, opening.Cause, DutyBook.Read(duties), await PartsAsync(concerned, opening.Own, cancellation));
        var entry = await append(state, BreachActs.Opened(breach), cancellation);
        state.Add(Row(breach, entry));
        foreach (var part in breach.Parts)
        {
            state.Add(Row(breach.Id, part, await append(state, BreachActs.Joined(breach.Id, part, by), cancellation)));
        }

        return breach;
    }

    /// <summary>Adds a controller that the journal does not name.</summary>
    /// <param name="id">Id of the breach.</param>
    /// <param name="controller">Its name.</param>
    /// <param name="isOwn">Whether it runs this installation itself.</param>
    /// <param name="by">Id of the person.</param>
    /// <param name="cancellation">Stops before the transaction ends.</param>
    /// <exception cref="Errors.EcluseException"><c>BREACH-001</c>; <c>BREACH-010</c>, <c>BREACH-012</c>: not a name; <c>BREACH-019</c>: it is there.</exception>
    public async Task<BreachPart> JoinAsync(string id, string controller, bool isOwn, string by, CancellationToken cancellation)
    {
        var name = BreachRules.NameOf(controller);
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var breach = (await ReadAsync(state, id, cancellation)).Breach;
        if (breach.Parts.FirstOrDefault(one => one.Controller == name) is { } there)
        {
            throw BreachErrors.PartThere(there.Number);
        }

        var latest = await LatestContractAsync(name, null, cancellation);
        var part = new BreachPart(breach.Parts.Count + 1, name, latest?.Number, latest?.BreachNoticeHours, [], isOwn);
        state.Add(Row(id, part, await append(state, BreachActs.Joined(id, part, by), cancellation)));
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return part;
    }

    /// <summary>Enters something in a dossier; what stood there before stays as an earlier version.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-001</c> to <c>BREACH-017</c>: it may not be entered.</exception>
    public async Task<BreachEntry> EnterAsync(string id, BreachSaying said, string by, CancellationToken cancellation)
    {
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var (dossier, now) = (await ReadAsync(state, id, cancellation), clock.GetUtcNow());
        var kept = BreachRules.Check(dossier, said, now);
        var version = dossier.Versions(kept.Part, kept.Field, kept.Item).Count() + 1;
        var row = new BreachEntryRow
        {
            Breach = id, Part = kept.Part, Field = kept.Field, Item = kept.Item, Version = version, Knowledge = kept.Knowledge, Value = kept.Value,
            Note = kept.Note, LearntAt = kept.LearntAt!.Value, EnteredAt = now, By = by,
            Entry = await append(state, BreachActs.Entered(id, kept, version, by), cancellation),
        };
        state.Add(row);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return Read(row);
    }

    /// <summary>A breach with everything that was entered.</summary>
    /// <exception cref="Errors.EcluseException"><c>BREACH-001</c>: there is none.</exception>
    public async Task<BreachDossier> GetAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await ReadAsync(state, id, cancellation);
    }

    /// <summary>Every breach, the latest first.</summary>
    public async Task<IReadOnlyList<BreachDossier>> ListAsync(CancellationToken cancellation)
    {
        await using var state = open();
        var parts = (await state.Set<BreachPartRow>().AsNoTracking().OrderBy(part => part.Number).ToListAsync(cancellation)).ToLookup(part => part.Breach);
        var entries = (await state.Set<BreachEntryRow>().AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(cancellation)).ToLookup(entry => entry.Breach);
        var rows = await state.Set<BreachRow>().AsNoTracking().OrderByDescending(row => row.OpenedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
        return [.. rows.Select(row => new BreachDossier(Read(row, parts[row.Id]), [.. entries[row.Id].Select(Read)]))];
    }

    private async Task<IReadOnlyList<BreachPart>> PartsAsync(
        IReadOnlyList<ConcernedController> concerned, string? own, CancellationToken cancellation)
    {
        var parts = new List<BreachPart>();
        if (own is not null)
        {
            parts.Add(new BreachPart(1, BreachRules.NameOf(own), null, null, [], IsOwn: true));
        }

        foreach (var one in concerned.Where(one => one.Controller != own))
        {
            var latest = await LatestContractAsync(one.Controller, one.Contracts, cancellation);
            parts.Add(new BreachPart(
                parts.Count + 1, one.Controller, latest?.Number ?? one.Contracts[^1], latest?.BreachNoticeHours, [.. one.Holdings.Select(held => held.Id)]));
        }

        return parts;
    }

    private async Task<ContractRecord?> LatestContractAsync(string controller, IReadOnlyList<string>? among, CancellationToken cancellation)
    {
        var numbers = (await contracts.ControllersAsync(cancellation))
            .Where(one => one.Value == controller && (among is null || among.Contains(one.Key))).Select(one => one.Key).ToList();
        var found = new List<StoredContract>();
        foreach (var number in numbers)
        {
            found.Add(await contracts.FindAsync(number, cancellation));
        }

        return found.MaxBy(one => one.Entry)?.Contract.Record;
    }

    private static void Check(Cause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        if (cause.From > cause.Until || !cause.Places.All(place => Place().IsMatch(place)))
        {
            throw BreachErrors.NotACause();
        }
    }

    [GeneratedRegex(@"\A(server|store:(depot|spaces)|account:(person|agent):[A-Za-z0-9._@-]{1,64}|(passage|hand-over|space|contract):[A-Za-z0-9._/-]{1,100})\z")]
    private static partial Regex Place();

    private static async Task<BreachDossier> ReadAsync(EcluseState state, string id, CancellationToken cancellation)
    {
        var row = await state.Set<BreachRow>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation) ?? throw BreachErrors.NotFound();
        var parts = await state.Set<BreachPartRow>().AsNoTracking().Where(part => part.Breach == id).OrderBy(part => part.Number).ToListAsync(cancellation);
        var entries = await state.Set<BreachEntryRow>().AsNoTracking().Where(entry => entry.Breach == id).OrderBy(entry => entry.Id).ToListAsync(cancellation);
        return new BreachDossier(Read(row, parts), [.. entries.Select(Read)]);
    }

    private static BreachRow Row(Breach breach, long entry) => new()
    {
        Id = breach.Id, Origin = breach.Origin.Kind, OriginId = breach.Origin.Id, ReceivedAt = breach.Origin.ReceivedAt, OpenedAt = breach.OpenedAt,
        OpenedBy = breach.OpenedBy, Places = string.Join('\n', breach.Cause.Places), From = breach.Cause.From, Until = breach.Cause.Until,
        Duties = DutyBook.Write(breach.Duties), Entry = entry,
    };

    private static BreachPartRow Row(string breach, BreachPart part, long entry) => new()
    {
        Breach = breach, Number = part.Number, Controller = part.Controller, Contract = part.Contract, NoticeHours = part.NoticeHours,
        Holdings = string.Join('\n', part.Holdings), IsOwn = part.IsOwn, Entry = entry,
    };

    private static Breach Read(BreachRow row, IEnumerable<BreachPartRow> parts) => new(
        row.Id, new BreachOrigin(row.Origin, row.OriginId, row.ReceivedAt), row.OpenedAt, row.OpenedBy, new Cause(Lines(row.Places), row.From, row.Until),
        DutyBook.Kept(row.Duties),
        [.. parts.Select(part => new BreachPart(part.Number, part.Controller, part.Contract, part.NoticeHours, Lines(part.Holdings), part.IsOwn))]);

    private static BreachEntry Read(BreachEntryRow row) => new(
        row.Id, row.Part, row.Field, row.Item, row.Version, row.Knowledge, row.Value, row.Note, row.LearntAt, row.EnteredAt, row.By, row.Entry);

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');
}
