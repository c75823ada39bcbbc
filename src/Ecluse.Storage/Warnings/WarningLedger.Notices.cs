using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Warnings;

/// <content>What becomes due by itself.</content>
public sealed partial class WarningLedger
{
    /// <summary>The house itself, where no controller is on the list.</summary>
    public const string House = "";

    /// <summary>Puts into the journal what came by the form and whose hour is over: together, so that no entry says when.</summary>
    /// <param name="by">Agent that does it.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>How many warnings.</returns>
    public async Task<int> RegisterAsync(string by, CancellationToken cancellation)
    {
        var count = 0;
        var over = Hour(clock.GetUtcNow());
        await WriteAsync(
            async (state, _) =>
            {
                var warnings = await state.Set<WarningRow>().Where(row => row.RegisteredAt == null && row.ReceivedAt < over).OrderBy(row => row.Id).ToListAsync(cancellation);
                foreach (var row in warnings)
                {
                    row.RegisteredAt = over;
                    await append(state, Received(row.Id, row.Source, by), cancellation);
                }

                var isNew = warnings.Select(row => row.Id).ToHashSet();
                foreach (var words in await state.Set<WarningWordsRow>().Where(row => row.RegisteredAt == null && row.At < over).OrderBy(row => row.Warning).ThenBy(row => row.Number).ToListAsync(cancellation))
                {
                    words.RegisteredAt = over;
                    if (!isNew.Contains(words.Warning))
                    {
                        await append(state, About(words.Warning, "warning.added-to", by), cancellation);
                    }
                }

                await RegisterReleasesAsync(state, over, by, cancellation);
                count = warnings.Count;
            },
            cancellation);
        return count;
    }

    /// <summary>
    /// Makes the notices that are due: one for each warning, clock that ran out and controller that it may concern, each with its act in one
    /// transaction. Made once, whoever asks how often.
    /// </summary>
    /// <param name="list">The controllers that a warning may concern.</param>
    /// <param name="by">Agent that does it.</param>
    /// <param name="cancellation">Stops between two warnings.</param>
    /// <returns>The notices made now.</returns>
    public async Task<IReadOnlyList<WarningNotice>> NoticeAsync(MayConcernList list, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(list);
        var made = new List<WarningNotice>();
        foreach (var id in await UnsettledAsync(cancellation))
        {
            var warning = await FindAsync(id, cancellation);
            if (warning is null || (warning.RunOut(clock.GetUtcNow()).Count == 0 && warning.ClosedAt is null))
            {
                continue;
            }

            var controllers = await list(warning, cancellation);
            await WriteAsync(async (state, now) => made.AddRange(await NoticeAsync(state, id, controllers, by, now, cancellation)), cancellation);
        }

        return made;
    }

    /// <summary>Notices for a controller, or for the house itself; the latest first.</summary>
    public async Task<IReadOnlyList<WarningNotice>> NoticesAsync(string controller, CancellationToken cancellation) =>
        await NoticesAsync(rows => rows.Where(row => row.Controller == controller), cancellation);

    /// <summary>Notices of a warning.</summary>
    public async Task<IReadOnlyList<WarningNotice>> NoticesOfAsync(string id, CancellationToken cancellation) =>
        await NoticesAsync(rows => rows.Where(row => row.Warning == id), cancellation);

    /// <summary>
    /// Ids of the warnings that a controller knows of: it was told by a notice, a handler said that it is concerned, or an authority's warning is
    /// proposed to be closed, which takes somebody of a controller that was answered for.
    /// </summary>
    public async Task<IReadOnlyList<string>> ToldAsync(string controller, CancellationToken cancellation)
    {
        await using var state = open();
        var told = state.Set<WarningNoticeRow>().Where(row => row.Controller == controller).Select(row => row.Warning);
        var concerned = state.Set<WarningConcernRow>().Where(row => row.Controller == controller
            && (row.IsConcerned || state.Set<WarningRow>().Any(one => one.Id == row.Warning && one.Source == WarningSource.Authority && one.ProposedAt != null))).Select(row => row.Warning);
        var released = state.Set<WarningReleaseRow>().Where(row => row.Controller == controller && row.RegisteredAt != null).Select(row => row.Warning);
        return await told.Union(concerned).Union(released).ToListAsync(cancellation);
    }

    /// <summary>Somebody of the controller has read a notice; the first who says so stands there.</summary>
    public Task SeenAsync(string id, WarningClockKind kind, string controller, string by, CancellationToken cancellation) => WriteAsync(
        async (state, now) =>
        {
            var row = await state.Set<WarningNoticeRow>().SingleOrDefaultAsync(one => one.Warning == id && one.Clock == kind && one.Controller == controller, cancellation)
                ?? throw WarningErrors.NotFound();
            if (row.SeenAt is null)
            {
                (row.SeenAt, row.SeenBy) = (now, by);
                await append(state, About(id, "warning.notice-read", by, ("clock", WarningWords.Name(kind))), cancellation);
            }
        },
        cancellation);

    private async Task<IReadOnlyList<WarningNotice>> NoticeAsync(
        EcluseState state, string id, IReadOnlyList<MayConcern> controllers, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = await RowAsync(state, id, cancellation);
        var there = await state.Set<WarningNoticeRow>().Where(one => one.Warning == id).Select(one => new { one.Clock, one.Controller }).ToListAsync(cancellation);
        var made = new List<WarningNotice>();
        foreach (var kind in Read(row).RunOut(now))
        {
            foreach (var controller in controllers.Count == 0 ? [new MayConcern(House, "")] : controllers)
            {
                if (there.Any(one => one.Clock == kind && one.Controller == controller.Name))
                {
                    continue;
                }

                state.Add(new WarningNoticeRow { Warning = id, Clock = kind, Controller = controller.Name, MadeAt = now });
                (string, string)[] to = controller.Contract.Length == 0 ? [] : [("contract", controller.Contract)];
                await append(state, About(id, "warning.unanswered", by, [("clock", WarningWords.Name(kind)), .. to]), cancellation);
                made.Add(new WarningNotice(Read(row), kind, controller.Name, now));
            }
        }

        row.IsSettled = row.ClosedAt is not null;
        return made;
    }

    private async Task<IReadOnlyList<string>> UnsettledAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<WarningRow>().AsNoTracking().Where(row => !row.IsSettled && row.RegisteredAt != null).OrderBy(row => row.ReceivedAt).ThenBy(row => row.Id)
            .Select(row => row.Id).ToListAsync(cancellation);
    }

    private async Task<IReadOnlyList<WarningNotice>> NoticesAsync(Func<IQueryable<WarningNoticeRow>, IQueryable<WarningNoticeRow>> which, CancellationToken cancellation)
    {
        await using var state = open();
        var rows = await (
            from notice in which(state.Set<WarningNoticeRow>().AsNoTracking())
            join warning in state.Set<WarningRow>().AsNoTracking() on notice.Warning equals warning.Id
            orderby notice.MadeAt descending, notice.Warning, notice.Clock, notice.Controller
            select new { Notice = notice, Warning = warning }).ToListAsync(cancellation);
        return [.. rows.Select(row => new WarningNotice(Read(row.Warning), row.Notice.Clock, row.Notice.Controller, row.Notice.MadeAt) { SeenAt = row.Notice.SeenAt })];
    }
}
