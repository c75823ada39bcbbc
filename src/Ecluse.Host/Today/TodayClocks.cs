using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Breaches;
using Ecluse.Host.Guard;
using Ecluse.Host.Hosting;
using Ecluse.Host.Warnings;
using Ecluse.Passages;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.HandOvers;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Spaces;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Today;

/// <summary>Everything that runs down for somebody, in as many queries whatever the state holds.</summary>
/// <param name="parts">The installation.</param>
/// <param name="site">Where the server stands.</param>
internal sealed class TodayClocks(ServerParts parts, Site site)
{
    // Of one kind no more than these are fetched: what ends later is behind them anyway.
    private const int TakenMax = 40;
    private static readonly TimeSpan SoonErased = TimeSpan.FromDays(7);
    private static readonly TimeSpan SoonOver = TimeSpan.FromDays(30);
    private static readonly TimeSpan ReviewWithin = TimeSpan.FromDays(365);

    /// <summary>The clocks, the largest risk first.</summary>
    /// <param name="account">Who asks.</param>
    /// <param name="warnings">The warnings they see.</param>
    /// <param name="breaches">The breaches they see.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<TodayClock>> ListAsync(
        Account account, IReadOnlyList<Warning> warnings, IReadOnlyList<SeenBreach> breaches, CancellationToken cancellation)
    {
        var now = parts.Clock.GetUtcNow();
        var controllers = await parts.Installation.Contracts.ControllersAsync(cancellation);
        var contracts = controllers.Where(one => Sight.SeesAll(account) || one.Value == account.Controller).ToDictionary(one => one.Key, one => one.Value);
        await using var state = parts.OpenState();
        return TodayClock.Order(
            [
                .. await AlertsAsync(state, account, cancellation),
                .. await HeldAsync(state, contracts, now, cancellation),
                .. account.May(Right.SeeWarnings) ? warnings.Select(one => Of(one, now)).OfType<TodayClock>() : [],
                .. breaches.SelectMany(seen => Of(seen, now)),
                .. await HouseAsync(state, account, now, cancellation),
            ],
            now);
    }

    private static async Task<IReadOnlyList<TodayClock>> AlertsAsync(EcluseState state, Account account, CancellationToken cancellation)
    {
        if (!account.May(Right.SeeWarnings))
        {
            return [];
        }

        var controller = account.Controller;
        var open = await state.Set<AlertRow>().AsNoTracking().Where(row => row.ClosedAt == null && (controller == null || row.Controller == controller))
            .OrderByDescending(row => row.Level).ThenBy(row => row.ClockEnds).ThenBy(row => row.Id).Take(TakenMax)
            .Select(row => new { row.Id, row.Level, row.Title, row.TitleFrench, row.ClockKind, row.ClockEnds, row.Controller }).ToListAsync(cancellation);
        return [.. open.Select(row => new TodayClock(
            row.ClockKind == AlertClockKind.Acknowledge
                ? new($"Alert, to acknowledge: {row.Title}", $"Alerte, à prendre en compte : {row.TitleFrench}")
                : new($"Alert, next act: {row.Title}", $"Alerte, prochain acte : {row.TitleFrench}"),
            row.Id, $"/alerts/{row.Id}", (Risk)row.Level, row.ClockEnds, row.Controller))];
    }

    private static async Task<IReadOnlyList<TodayClock>> HeldAsync(
        EcluseState state, Dictionary<string, string> contracts, DateTimeOffset now, CancellationToken cancellation)
    {
        var (soon, of) = (now + SoonErased, contracts.Keys.ToList());
        var passages = await state.Set<PassageRow>().AsNoTracking().Where(row => row.State != PassageState.Erased && row.EraseBy < soon && of.Contains(row.Contract))
            .OrderBy(row => row.EraseBy).Take(TakenMax).Select(row => new { row.Id, row.Contract, row.EraseBy }).ToListAsync(cancellation);
        var spaces = await state.Set<SpaceRow>().AsNoTracking().Where(row => row.ErasedAt == null && row.EraseBy < soon && of.Contains(row.Contract))
            .OrderBy(row => row.EraseBy).Take(TakenMax).Select(row => new { row.Id, row.Contract, row.EraseBy }).ToListAsync(cancellation);
        var between = await state.Set<HandOverRow>().AsNoTracking().Where(row => row.ErasedAt == null && row.EraseBy < soon && of.Contains(row.Contract))
            .OrderBy(row => row.EraseBy).Take(TakenMax).Select(row => new { Id = row.Passage, row.Contract, row.EraseBy }).ToListAsync(cancellation);
        return
        [
            .. passages.Select(row => new TodayClock(new("Passage, to be erased", "Passage, à effacer"), row.Id, $"/passages/{row.Id}", Risk.Medium, row.EraseBy, contracts[row.Contract])),
            .. spaces.Select(row => new TodayClock(new("Space, to be erased", "Espace, à effacer"), row.Id, $"/spaces/{row.Id}", Risk.Medium, row.EraseBy, contracts[row.Contract])),
            .. between.Select(row => new TodayClock(new("Between two gates, to be erased", "Entre deux portes, à effacer"), row.Id, "/hand-overs", Risk.Medium, row.EraseBy, contracts[row.Contract])),
        ];
    }

    // Of one warning the clock that ends first, or the last one that is over.
    private static TodayClock? Of(Warning warning, DateTimeOffset now)
    {
        var clock = warning.ClosedAt is not null ? null
            : warning.Next(now) ?? warning.Clocks.LastOrDefault(one => one.StoppedAt is null);
        return clock is null ? null : new TodayClock(
            new($"Warning from {WarningWords.Of(warning.Source).English}: {WarningWords.Of(clock.Kind).English}", $"Signalement ({WarningWords.Of(warning.Source).French}) : {WarningWords.Of(clock.Kind).French}"),
            warning.Id, $"/warnings/{warning.Id}", warning.Source == WarningSource.Authority ? Risk.Critical : Risk.High, clock.Ends);
    }

    // Both clocks of a breach stand side by side: the processor's and the controller's.
    private static IEnumerable<TodayClock> Of(SeenBreach seen, DateTimeOffset now) => seen.Dossier.IsClosed ? [] :
        BreachClock.Of(seen.Dossier, now).Where(clock => seen.Parts.Contains(clock.Part) && clock.State(now) is ClockState.Late or ClockState.Running).Select(clock => new TodayClock(
            new($"Breach: {clock.Duty.Title.English}", $"Violation : {clock.Duty.Title.French}"), seen.Dossier.Breach.Id, $"/breaches/{seen.Dossier.Breach.Id}", Risk.Critical, clock.Due, clock.Part.Controller));

    private async Task<IReadOnlyList<TodayClock>> HouseAsync(EcluseState state, Account account, DateTimeOffset now, CancellationToken cancellation)
    {
        var clocks = new List<TodayClock>();
        if (account.May(Right.ReviewPeople))
        {
            var before = now - ReviewWithin + SoonOver;
            var controller = account.Controller;
            var looked = state.Set<AccountRow>().AsNoTracking().Where(row => row.ClosedAt == null && (row.ReviewedAt ?? row.EnrolledAt) < before
                && (controller == null || state.Set<PersonRow>().Any(person => person.Id == row.Person && person.Controller == controller))).Select(row => row.ReviewedAt ?? row.EnrolledAt);
            if (await looked.CountAsync(cancellation) is > 0 and var count)
            {
                clocks.Add(new(new($"Accounts to review: {count}", $"Comptes à revoir : {count}"), "people", "/people", Risk.Low, await looked.MinAsync(cancellation) + ReviewWithin, controller));
            }
        }

        if (account.May(Right.SeeHealth))
        {
            clocks.AddRange(await EndingAsync(now, cancellation));
        }

        return clocks;
    }

    private async Task<IReadOnlyList<TodayClock>> EndingAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var word = (await new HostingWord(parts.Installation).LatestAsync(cancellation))?.Row.Until;
        (Text What, string Id, string Path, DateTimeOffset? Due)[] ending =
        [
            (new("security.txt ends", "security.txt prend fin"), "security.txt", "/health/rules", new SecurityTxt(parts.Installation).Read()?.Expires),
            (new("The server’s certificate ends", "Le certificat du serveur prend fin"), "tls", "/health/rules", site.Certificate is { } shown ? new DateTimeOffset(shown.Leaf.NotAfter.ToUniversalTime()) : null),
            (new("The HDS certificate ends", "Le certificat HDS prend fin"), "hosting", "/hosting", word is { } day ? new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null),
        ];
        return [.. ending.Where(one => one.Due < now + SoonOver).Select(one => new TodayClock(one.What, one.Id, one.Path, Risk.Medium, one.Due))];
    }
}
