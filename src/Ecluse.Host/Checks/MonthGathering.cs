using Ecluse.Acts;
using Ecluse.Alerts;
using Ecluse.Breaches;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Months;
using Ecluse.Passages;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.HandOvers;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Spaces;
using Ecluse.Storage.Warnings;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Checks;

/// <summary>Makes a controller's month from the journal and the state; changes nothing.</summary>
/// <param name="installation">What is looked at.</param>
internal sealed class MonthGathering(Installation installation)
{
    /// <summary>Makes it.</summary>
    /// <param name="controller">Name of the controller, as its contracts write it.</param>
    /// <param name="month">Which month.</param>
    /// <param name="zone">In which zone.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="EcluseException"><c>CHECK-005</c>: no contract names that controller.</exception>
    public async Task<MonthReport> RunAsync(string controller, CalendarMonth month, TimeZoneInfo zone, CancellationToken cancellation)
    {
        var controllers = await installation.Contracts.ControllersAsync(cancellation);
        if (!controllers.Values.Contains(controller))
        {
            throw MonthErrors.NoSuchController();
        }

        await using var state = installation.OpenState();
        var report = new MonthReport(controller, month.ToString(), month.BeginsIn(zone), month.Next.BeginsIn(zone), zone.Id, installation.Clock.GetUtcNow())
        {
            Contracts = [.. controllers.Where(one => one.Value == controller).Select(one => one.Key).Order(StringComparer.Ordinal)],
        };
        var ids = await IdsAsync(state, report.Contracts, cancellation);
        var (deeds, erasures) = await DeedsAsync(report, ids, cancellation);
        report = report with { Deeds = deeds, Erasures = await CertifiedAsync(state, erasures, cancellation), Holdings = await HoldingsAsync(state, report, erasures, cancellation) };
        report = await WatchedAsync(state, report, cancellation);
        report = report with { Warnings = await WarningsAsync(state, report, cancellation), Breaches = await BreachesAsync(report, cancellation) };
        return report with { Due = await DueAsync(state, report, controllers, month.Next.Next.BeginsIn(zone), cancellation) };
    }

    // What an entry of the journal must name to be about this controller's data.
    private static async Task<HashSet<string>> IdsAsync(EcluseState state, IReadOnlyList<string> contracts, CancellationToken cancellation)
    {
        var ids = contracts.ToHashSet();
        ids.UnionWith(await state.Set<PassageRow>().AsNoTracking().Where(row => contracts.Contains(row.Contract)).Select(row => row.Id).ToListAsync(cancellation));
        ids.UnionWith(await state.Set<SpaceRow>().AsNoTracking().Where(row => contracts.Contains(row.Contract)).Select(row => row.Id).ToListAsync(cancellation));
        ids.UnionWith(await state.Set<HandOverRow>().AsNoTracking().Where(row => contracts.Contains(row.Contract)).Select(row => row.Passage).ToListAsync(cancellation));
        return ids;
    }

    private async Task<(IReadOnlyList<MonthDeed> Deeds, IReadOnlyList<MonthErasure> Erasures)> DeedsAsync(MonthReport report, HashSet<string> ids, CancellationToken cancellation)
    {
        var entries = new List<ActEntry>();
        await foreach (var entry in installation.Journal.EntriesAsync(0, cancellation))
        {
            if (entry.Time >= report.Until)
            {
                break;
            }

            if (entry.Time >= report.From && IsOf(entry.Act, ids))
            {
                entries.Add(entry);
            }
        }

        var deeds = entries.GroupBy(entry => (entry.Act.By, entry.Act.Name)).Select(same => new MonthDeed(
            same.Key.By, same.Key.Name, same.Count(), same.First().Index, same.Last().Index, same.Last().Time));
        var erasures = entries.Where(entry => entry.Act.Name is "passage.erased" or "space.erased" or "hand-over.erased").Select(entry => new MonthErasure(
            entry.Act.Subjects.GetValueOrDefault("passage") ?? entry.Act.Subjects.GetValueOrDefault("space") ?? "–", entry.Time, null, entry.Index));
        return ([.. deeds.OrderBy(one => one.First)], [.. erasures]);
    }

    // A breach's and a warning's entries may tell of several controllers: those are told from their own papers.
    private static bool IsOf(Act act, HashSet<string> ids) =>
        ActName.Find(act.Name)?.Kind != ActKind.Intent && !act.Name.StartsWith("breach.", StringComparison.Ordinal) && !act.Name.StartsWith("warning.", StringComparison.Ordinal)
        && act.Subjects.Where(subject => subject.Key is "contract" or "passage" or "space").Select(subject => subject.Value).ToList() is { Count: > 0 } named
        && named.All(ids.Contains);

    private static async Task<IReadOnlyList<MonthErasure>> CertifiedAsync(EcluseState state, IReadOnlyList<MonthErasure> erasures, CancellationToken cancellation)
    {
        var of = erasures.Select(one => one.Id).ToList();
        var numbers = (await state.Set<DocumentRow>().AsNoTracking().Where(row => row.Kind == DocumentKind.Certificate && of.Contains(row.Passage)).ToListAsync(cancellation))
            .ToDictionary(row => row.Passage, row => CanonicalDocument.Read<Certificate>(row.Bytes).Number);
        foreach (var space in await state.Set<SpaceRow>().AsNoTracking().Where(row => of.Contains(row.Id) && row.Certificate != null).ToListAsync(cancellation))
        {
            numbers[space.Id] = CanonicalDocument.Read<SpaceCertificate>(space.Certificate!).Number;
        }

        return [.. erasures.Select(one => one with { Certificate = numbers.GetValueOrDefault(one.Id) })];
    }

    private async Task<IReadOnlyList<MonthHolding>> HoldingsAsync(EcluseState state, MonthReport report, IReadOnlyList<MonthErasure> erasures, CancellationToken cancellation)
    {
        var (holdings, contracts) = (new List<MonthHolding>(), report.Contracts);
        var ended = await state.Set<StepRow>().AsNoTracking().Where(row => row.Name == "passage.erased").Select(row => new { row.Passage, row.At }).ToListAsync(cancellation);
        foreach (var passage in (await installation.Ledger.ListAsync(cancellation)).Where(one => contracts.Contains(one.Contract)))
        {
            var erased = ended.FirstOrDefault(one => one.Passage == passage.Id)?.At ?? erasures.FirstOrDefault(one => one.Id == passage.Id)?.At;
            var parcels = await installation.Ledger.ParcelsAsync(passage.Id, cancellation);
            holdings.Add(new MonthHolding(
                "passage", passage.Id, passage.OpenedAt, passage.EraseBy, erased, parcels.Count == 0 ? null : parcels.Sum(one => one.Parcel.Patients), parcels.Count == 0 ? null : parcels.Sum(one => one.Parcel.SealedBytes)));
        }

        foreach (var space in await state.Set<SpaceRow>().AsNoTracking().Where(row => contracts.Contains(row.Contract)).ToListAsync(cancellation))
        {
            var (bytes, objects) = await installation.Spaces.UsedAsync(space.Id, cancellation);
            holdings.Add(new MonthHolding("space", space.Id, space.OpenedAt, space.EraseBy, space.ErasedAt, null, objects == 0 ? null : bytes));
        }

        holdings.AddRange((await state.Set<HandOverRow>().AsNoTracking().Where(row => contracts.Contains(row.Contract)).ToListAsync(cancellation))
            .Select(row => new MonthHolding("hand-over", row.Passage, row.BegunAt, row.EraseBy, row.ErasedAt, null, null)));
        return [.. holdings.Where(one => one.OpenedAt < report.Until && (one.ErasedAt is null || one.ErasedAt >= report.From)).OrderBy(one => one.OpenedAt)];
    }

    private async Task<MonthReport> WatchedAsync(EcluseState state, MonthReport report, CancellationToken cancellation)
    {
        var own = await state.Set<AlertRow>().AsNoTracking()
            .Where(row => row.Controller == report.Controller && row.RaisedAt >= report.From && row.RaisedAt < report.Until).OrderBy(row => row.RaisedAt).ToListAsync(cancellation);
        var ids = own.Select(row => row.Id).ToList();
        var acts = (await state.Set<AlertActRow>().AsNoTracking().Where(row => ids.Contains(row.Alert)).ToListAsync(cancellation)).ToLookup(row => row.Alert);
        return report with
        {
            Rules = [.. (await installation.Rules.BetweenAsync(report.From, report.Until, cancellation)).Select(row => new MonthRule(
                row.Rule, new Text(row.Title, row.TitleFrench), RuleInForce.NameOf(row.Standing), RuleInForce.WordsOf(row.Standing), row.From, row.Until, row.Entry))],
            Alerts = [.. own.Select(row => new MonthAlert(
                row.Id, new Text(row.Title, row.TitleFrench), row.RaisedAt, acts[row.Id].OrderBy(act => act.Number).FirstOrDefault(act => act.Kind != AlertActKind.SilenceProposed)?.At, row.ClosedAt))],
            Events = await state.Set<WatchEventRow>().CountAsync(row => row.Controller != null && report.Contracts.Contains(row.Controller) && row.At >= report.From && row.At < report.Until, cancellation),
            WatchedAt = await WatchedAtAsync(state, cancellation),
            AlertsOfAll = await state.Set<AlertRow>().CountAsync(row => row.Controller == null && row.RaisedAt >= report.From && row.RaisedAt < report.Until, cancellation),
        };
    }

    /// <summary>When the watch last made a round; null where it never did.</summary>
    public static async Task<DateTimeOffset?> WatchedAtAsync(EcluseState state, CancellationToken cancellation) =>
        await state.Set<WatchPlaceRow>().AsNoTracking().FirstOrDefaultAsync(cancellation) is { } place && place.At > DateTimeOffset.UnixEpoch ? place.At : null;

    private async Task<IReadOnlyList<MonthWarning>> WarningsAsync(EcluseState state, MonthReport report, CancellationToken cancellation)
    {
        var told = await state.Set<WarningNoticeRow>().AsNoTracking()
            .Where(row => row.Controller == report.Controller && row.MadeAt >= report.From && row.MadeAt < report.Until).ToListAsync(cancellation);
        var warnings = (await installation.Warnings.ListAsync(cancellation)).ToDictionary(one => one.Id);

        // One line a warning: the first notice, and whether every one was read.
        return
        [
            .. from row in told
               where warnings.ContainsKey(row.Warning)
               group row by row.Warning into notices
               let first = notices.Min(row => row.MadeAt)
               orderby first, notices.Key
               select new MonthWarning(notices.Key, warnings[notices.Key].ReceivedAt, first, notices.All(row => row.SeenAt is not null) ? notices.Max(row => row.SeenAt) : null),
        ];
    }

    private async Task<IReadOnlyList<MonthBreach>> BreachesAsync(MonthReport report, CancellationToken cancellation) =>
    [
        .. from dossier in await installation.Breaches.ListAsync(cancellation)
           from part in dossier.ConcernedParts
           where part.Controller == report.Controller && dossier.IsSeenBy(part, report.MadeAt) && dossier.Breach.Origin.ReceivedAt < report.Until
               && (!dossier.IsClosed || dossier.Breach.Origin.ReceivedAt >= report.From)
           select new MonthBreach(
               dossier.Breach.Id, dossier.Breach.Origin.ReceivedAt, dossier.Told(part.Number),
               [.. BreachClock.Of(dossier, report.MadeAt).Where(clock => clock.Part == part && clock.State(report.MadeAt) == ClockState.Late).Select(clock => clock.Duty.Title)]),
    ];

    private async Task<IReadOnlyList<MonthDue>> DueAsync(
        EcluseState state, MonthReport report, IReadOnlyDictionary<string, string> controllers, DateTimeOffset until, CancellationToken cancellation)
    {
        var due = (await new HeldLook(installation, controllers).ListAsync(state, cancellation)).Where(one => one.Controller == report.Controller && !one.IsErased)
            .Select(one => new MonthDue(new("erased at the latest", "effacé au plus tard"), one.Id, one.EraseBy)).ToList();
        foreach (var contract in (await installation.Contracts.ListAsync(cancellation)).DistinctBy(one => one.Contract.Record.Number).Where(one => report.Contracts.Contains(one.Contract.Record.Number)))
        {
            if (contract.Contract.Record.Until is { } ends)
            {
                due.Add(new(new("the contract ends", "le contrat finit"), contract.Contract.Record.Number, ends));
            }
        }

        due.AddRange(
            from dossier in await installation.Breaches.ListAsync(cancellation)
            where !dossier.IsClosed
            from clock in BreachClock.Of(dossier, report.MadeAt)
            where clock.Part.Controller == report.Controller && dossier.IsSeenBy(clock.Part, report.MadeAt) && clock is { DoneAt: null, Due: not null }
            select new MonthDue(clock.Duty.Title, dossier.Breach.Id, clock.Due!.Value));
        return [.. due.Where(one => one.At < until).OrderBy(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }
}

/// <summary>Errors of the month.</summary>
internal static class MonthErrors
{
    /// <summary><c>CHECK-005</c>: no contract names that controller.</summary>
    public static EcluseException NoSuchController() => new(
        "CHECK-005",
        new("No contract here names that controller.", "Aucun contrat ne nomme ici ce responsable."),
        new("Take the name or a contract's number from ecluse contract list.", "Prendre le nom ou le numéro d’un contrat dans ecluse contract list."),
        ErrorKind.NotFound);
}
