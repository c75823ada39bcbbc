using System.Globalization;
using Ecluse.Acts;
using Ecluse.Storage.Passages;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Watch;

/// <summary>Which rules watched from when to when; each change with its journal entries, in one transaction.</summary>
/// <param name="open">Opens the state.</param>
/// <param name="append">Appends an act's entry to the journal, in the transaction of the state given.</param>
/// <param name="clock">What time it is.</param>
public sealed class RuleShelf(Func<EcluseState> open, JournalAppend append, TimeProvider clock)
{
    private const string Gone = "gone";

    /// <summary>
    /// Tells which rules watch from now on, where that is not what was told last: one entry for the set, with its hash, and one for each rule of the
    /// installation's own that came, changed, was switched off or went.
    /// </summary>
    /// <param name="rules">Every rule, those that are switched off too.</param>
    /// <param name="by">Id of the agent that read them: who wrote the files is not known here.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>Whether anything had changed.</returns>
    public async Task<bool> TellAsync(IReadOnlyList<RuleInForce> rules, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        await using var state = open();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var told = await state.Set<WatchRuleRow>().Where(row => row.Until == null).ToListAsync(cancellation);
        var (came, went) = (rules.Where(one => !told.Exists(row => IsSame(row, one))).ToList(), told.Where(row => !rules.Any(one => IsSame(row, one))).ToList());
        if (came.Count == 0 && went.Count == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var entry = await append(state, About("watch.rules-in-force", by, "rules", rules.Count.ToString(CultureInfo.InvariantCulture), RuleInForce.HashOf(rules)), cancellation);
        went.ForEach(row => row.Until = now);
        foreach (var one in came)
        {
            state.Add(RowOf(one, now, entry));
            if (one.Standing != RuleStanding.BuiltIn || went.Exists(row => row.Rule == one.Rule.Id && row.Standing != RuleStanding.BuiltIn))
            {
                await append(state, Change(one.Rule.Id, RuleInForce.NameOf(one.Standing), one.Rule.Sha256, by, one.Rule.Reason), cancellation);
            }
        }

        foreach (var row in went.Where(row => !rules.Any(one => one.Rule.Id == row.Rule)))
        {
            await append(state, Change(row.Rule, Gone, row.Sha256, by, null), cancellation);
        }

        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The rules that stood at some instant of a span, by id and then by when; those that were switched off too.</summary>
    public async Task<IReadOnlyList<WatchRuleRow>> BetweenAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<WatchRuleRow>().AsNoTracking().Where(row => row.From < until && (row.Until == null || row.Until > from))
            .OrderBy(row => row.Rule).ThenBy(row => row.Number).ToListAsync(cancellation);
    }

    private static bool IsSame(WatchRuleRow row, RuleInForce one) => row.Rule == one.Rule.Id && row.Sha256 == one.Rule.Sha256 && row.Standing == one.Standing;

    private static WatchRuleRow RowOf(RuleInForce one, DateTimeOffset now, long entry) => new()
    {
        Rule = one.Rule.Id, Sha256 = one.Rule.Sha256, Standing = one.Standing, Level = one.Rule.Level, Title = one.Rule.Title.English,
        TitleFrench = one.Rule.Title.French, From = now, Entry = entry,
    };

    private static Act Change(string rule, string kind, string sha256, string by, string? reason)
    {
        var act = About("watch.rule-changed", by, "rule", rule, sha256);
        return act with
        {
            Subjects = new Dictionary<string, string>(act.Subjects) { ["kind"] = kind },
            Texts = reason is null ? null : new Dictionary<string, string> { ["reason"] = reason },
        };
    }

    private static Act About(string name, string by, string subject, string id, string sha256) =>
        new(name, by, new Dictionary<string, string> { [subject] = id }, new Dictionary<string, string> { [subject] = sha256 });
}
