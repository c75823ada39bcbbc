using Ecluse.Host.Composition;
using Ecluse.Storage.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Host.Warnings;

/// <summary>A warning without a word of it, as command line and API say it.</summary>
internal sealed record WarningFacts(
    string Id, WarningSource Source, IReadOnlyList<WarningSubject> Subjects, DateTimeOffset ReceivedAt, DateTimeOffset? AcknowledgedAt, DateTimeOffset? AnsweredAt,
    WarningOutcome? Outcome, DateTimeOffset? ClosedAt, string? Breach, IReadOnlyList<WarningClockFacts> Clocks)
{
    /// <summary>What it is at an instant.</summary>
    public static WarningFacts Of(Warning one, DateTimeOffset now) => new(
        one.Id, one.Source, one.Subjects, one.ReceivedAt, one.AcknowledgedAt, one.AnsweredAt, one.Closing?.Outcome, one.ClosedAt, one.Breach,
        [.. one.Clocks.Select(clock => new WarningClockFacts(clock.Kind, clock.Ends, clock.HasRunOut(now), clock.StoppedAt))]);

    /// <summary>The clock that ends next; null where none runs.</summary>
    public WarningClockFacts? Next => Clocks.Where(clock => clock.StoppedAt is null && !clock.RanOut).MinBy(clock => clock.Ends);
}

/// <summary>A clock of a warning.</summary>
/// <param name="Kind">What is waited for.</param>
/// <param name="Ends">Last instant at which it can be stopped.</param>
/// <param name="RanOut">Whether it ran out, also where something was done afterwards.</param>
/// <param name="StoppedAt">When it was stopped.</param>
internal sealed record WarningClockFacts(WarningClockKind Kind, DateTimeOffset Ends, bool RanOut, DateTimeOffset? StoppedAt);

/// <summary>All that somebody may know of a warning but its words.</summary>
internal sealed record WarningStory(
    WarningFacts Warning, WarningKept? Kept, IReadOnlyList<WarningReleased> Released, IReadOnlyList<WarningListed> Controllers, IReadOnlyList<WarningNoticed> Notices)
{
    /// <summary>Reads it; a controller's person reads what is their controller's.</summary>
    public static async Task<WarningStory> ReadAsync(WarningDesk desk, Warning warning, string? controller, DateTimeOffset now, CancellationToken cancellation)
    {
        var isHouse = controller is null;
        var concerns = await desk.Ledger.ConcernsAsync(warning.Id, cancellation);
        var list = isHouse ? await desk.ListAsync(warning, cancellation) : [];
        return new(
            WarningFacts.Of(warning, now), await desk.Ledger.KeptAsync(warning.Id, cancellation),
            [.. (await desk.Ledger.ReleasedAsync(warning.Id, controller, cancellation)).Select(one => new WarningReleased(one.Controller, one.At, one.By is null))],
            [.. list.Select(one => new WarningListed(one.Name, concerns.FirstOrDefault(row => row.Controller == one.Name)?.IsConcerned))],
            [.. (await desk.Ledger.NoticesOfAsync(warning.Id, cancellation)).Where(one => isHouse || one.Controller == controller)
                .Select(one => new WarningNoticed(one.Clock, one.Controller, one.MadeAt, one.SeenAt))]);
    }
}

/// <summary>Words that were released to a controller.</summary>
internal sealed record WarningReleased(string Controller, DateTimeOffset At, bool ByReporter);

/// <summary>A controller whom a warning may concern, and what was answered for it; null for nothing yet.</summary>
internal sealed record WarningListed(string Name, bool? Answer);

/// <summary>A notice that went by itself.</summary>
internal sealed record WarningNoticed(WarningClockKind Clock, string Controller, DateTimeOffset MadeAt, DateTimeOffset? SeenAt);

/// <summary>Words of a thread, sealed: whoever has one of the keys opens them on their own machine.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When they came.</param>
/// <param name="IsOwn">Whether they are the reporter's.</param>
/// <param name="Copies">The same words, sealed to one kind of key each.</param>
internal sealed record WarningSealed(int Number, DateTimeOffset At, bool IsOwn, IReadOnlyList<byte[]> Copies);
