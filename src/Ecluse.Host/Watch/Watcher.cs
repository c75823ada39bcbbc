using Ecluse.Alerts;
using Ecluse.Host.Composition;
using Ecluse.Storage;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

/// <summary>
/// Goes round: reads what is new, runs the rules, raises what they find, and moves on, in one transaction (docs/spec/watch.md). One of these in a
/// process; of two processes the later finds the place moved and learns anew.
/// </summary>
/// <param name="installation">The installation.</param>
/// <param name="standing">What holds now.</param>
internal sealed class Watcher(Installation installation, StandingFacts standing) : IDisposable
{
    /// <summary>How often a server goes round.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private const int TriesMax = 20;
    private static readonly TimeSpan StandingEvery = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1);
    private readonly IReadOnlyList<RuleInForce> inForce = RuleBook.InForce(installation.Data.Watch);
    private IReadOnlyList<WatchRule>? watching;
    private bool isTold;
    private (WatchEngine Engine, WatchPlace Place)? at;
    private DateTimeOffset? lookedAt;

    /// <summary>The rules that run; a file that is none keeps a server from starting.</summary>
    public IReadOnlyList<WatchRule> Rules => watching ??= [.. inForce.Where(one => one.Standing != RuleStanding.Off).Select(one => one.Rule)];

    /// <summary>One round.</summary>
    /// <returns>How many events and entries were looked at, and how many alerts are new.</returns>
    public async Task<(int Seen, int Raised)> RoundAsync(CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            await TellRulesAsync(cancellation);
            var now = installation.Clock.GetUtcNow();
            var facts = await FactsAsync(now, cancellation);
            var (seen, raised) = (0, 0);
            for (var tries = 0; tries < TriesMax; tries++)
            {
                var step = await StepAsync(now, facts, count => raised += count, cancellation);
                seen += step?.Seen ?? 0;
                if (step is { IsMore: false })
                {
                    break;
                }

                tries -= step is null ? 0 : 1;
            }

            return (seen, raised);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    // Before the first of them looks at anything.
    private async Task TellRulesAsync(CancellationToken cancellation)
    {
        if (!isTold)
        {
            await installation.Rules.TellAsync(inForce, installation.Parts.TargetAgent, cancellation);
            isTold = true;
        }
    }

    private async Task<WatchStep?> StepAsync(DateTimeOffset now, IReadOnlyList<Sighting> facts, Action<int> raised, CancellationToken cancellation)
    {
        var (engine, from) = at ??= await LearnAsync(now, cancellation);

        // Whatever goes wrong from here on, the engine may have seen what was not kept: it learns anew.
        at = null;
        var count = 0;
        var step = await installation.Events.StepAsync(
            from, now,
            async (state, seen) => count = await RaiseAsync(state, [.. seen.SelectMany(engine.Take), .. engine.Look(now, facts)], now, cancellation), cancellation);
        if (step is not null)
        {
            at = (engine, step.Place);
            raised(count);
        }

        return step;
    }

    private async Task<(WatchEngine Engine, WatchPlace Place)> LearnAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var engine = new WatchEngine(Rules);
        var place = await installation.Events.PlaceAsync(cancellation);
        foreach (var seen in await installation.Events.SeenAsync(now - engine.LookBack, place, cancellation))
        {
            _ = engine.Take(seen);
        }

        return (engine, place);
    }

    private async Task<IReadOnlyList<Sighting>> FactsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (lookedAt is { } before && now - before < StandingEvery && now >= before)
        {
            return [];
        }

        var facts = await standing.LookAsync(now, cancellation);
        lookedAt = now;
        return facts;
    }

    private async Task<int> RaiseAsync(EcluseState state, IReadOnlyList<Finding> found, DateTimeOffset now, CancellationToken cancellation)
    {
        var list = new List<Finding>();
        foreach (var finding in found)
        {
            if (!await IsToldAsync(state, finding, now, cancellation))
            {
                list.Add(finding with { Controller = await Concerned.NameAsync(installation, state, finding.Controller, cancellation) });
            }
        }

        return list.Count == 0
            ? 0
            : (await installation.Alerts.RaiseAsync(state, list, installation.Parts.TargetAgent, cancellation)).Count(one => one.IsNew);
    }

    // What stands goes on standing, and no event says that it was told: the alert itself does, also to a process that has just started.
    private async Task<bool> IsToldAsync(EcluseState state, Finding finding, DateTimeOffset now, CancellationToken cancellation)
    {
        var rule = Rules.First(one => one.Id == finding.Rule);
        if (rule.Looks.Source != SightingSource.Standing && rule.When is not AbsentFor)
        {
            return false;
        }

        var since = new DateTimeOffset(now.UtcTicks / rule.AgainAfter.Ticks * rule.AgainAfter.Ticks, TimeSpan.Zero);
        return await state.Set<AlertRow>().AsNoTracking()
            .AnyAsync(row => row.Rule == finding.Rule && row.Subject == finding.Subject && (row.LastAt >= since || row.ClosedAt == null), cancellation);
    }
}
