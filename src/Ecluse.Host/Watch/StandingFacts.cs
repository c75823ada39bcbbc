using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Host.Warnings;
using Ecluse.Passages;
using Ecluse.Storage.Accounts;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

/// <summary>What holds now and tells nobody by happening: dates that come near, what should be gone, who was not heard of.</summary>
/// <param name="installation">The installation.</param>
/// <param name="certificateEnds">End of the server's certificate; null where there is none.</param>
internal sealed class StandingFacts(Installation installation, DateTimeOffset? certificateEnds)
{
    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Silent = TimeSpan.FromDays(1);
    private static readonly TimeSpan VerifyEvery = TimeSpan.FromDays(1);
    private const int ReviewDays = 365;

    private DateTimeOffset? verifiedAt;
    private string? fault;

    /// <summary>Everything that holds now.</summary>
    public async Task<IReadOnlyList<Sighting>> LookAsync(DateTimeOffset now, CancellationToken cancellation) =>
    [
        .. await SpacesAsync(now, cancellation), .. await PassagesAsync(now, cancellation), .. await HandOversAsync(now, cancellation),
        .. await RightsAsync(now, cancellation), .. Dates(now), .. await JournalAsync(now, cancellation),
    ];

    private async Task<IEnumerable<Sighting>> SpacesAsync(DateTimeOffset now, CancellationToken cancellation) =>
        (await installation.Spaces.ListAsync(cancellation)).Where(space => space.ErasedAt is null).SelectMany(space => (Sighting[])
        [
            Fact(StandingKinds.SpaceDue, now, space.EraseBy, ("space", space.Id)),
            Fact(StandingKinds.EraseLate, now, space.EraseBy + LateBy, ("object", "space:" + space.Id), ("space", space.Id)),
        ]);

    private async Task<IReadOnlyList<Sighting>> PassagesAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var found = new List<Sighting>();
        foreach (var passage in (await installation.Ledger.ListAsync(cancellation)).Where(passage => passage.State != PassageState.Erased))
        {
            found.Add(Fact(StandingKinds.EraseLate, now, passage.EraseBy + LateBy, ("object", "passage:" + passage.Id), ("passage", passage.Id)));
            if (passage.State == PassageState.Opened && passage.OpenedAt + Silent <= now
                && !(await installation.Ledger.StepsAsync(passage.Id, cancellation)).Any(IsOfAGate))
            {
                found.Add(Fact(StandingKinds.GateSilent, now, passage.OpenedAt + Silent, ("passage", passage.Id)));
            }
        }

        return found;
    }

    private async Task<IEnumerable<Sighting>> HandOversAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return (await state.Set<Storage.HandOvers.HandOverRow>().AsNoTracking().Where(row => row.ErasedAt == null).Select(row => new { row.Passage, row.EraseBy }).ToListAsync(cancellation))
            .Select(row => Fact(StandingKinds.EraseLate, now, row.EraseBy + LateBy, ("object", "hand-over:" + row.Passage), ("passage", row.Passage)));
    }

    private async Task<IEnumerable<Sighting>> RightsAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        return (await state.Set<AccountRow>().AsNoTracking().Where(row => row.ClosedAt == null).Select(row => new { row.Person, row.EnrolledAt, row.ReviewedAt }).ToListAsync(cancellation))
            .Select(row => Fact(StandingKinds.Rights, now, (row.ReviewedAt ?? row.EnrolledAt).AddDays(ReviewDays), ("person", row.Person)));
    }

    private IEnumerable<Sighting> Dates(DateTimeOffset now)
    {
        if (certificateEnds is { } ends)
        {
            yield return Fact(StandingKinds.Certificate, now, ends);
        }

        var file = new SecurityTxt(installation);
        if (file.Read() is { } shown)
        {
            yield return Fact(StandingKinds.SecurityTxt, now, shown.Expires);
        }
        else if (!file.IsGoodFor(TimeSpan.Zero))
        {
            yield return Fact(StandingKinds.SecurityTxt, now, now);
        }
    }

    private async Task<IReadOnlyList<Sighting>> JournalAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (verifiedAt is not { } before || now - before >= VerifyEvery || now < before)
        {
            fault = await FaultAsync(cancellation);
            verifiedAt = now;
        }

        return fault is { } code ? [Fact(StandingKinds.JournalBroken, now, null, ("code", code))] : [];
    }

    private async Task<string?> FaultAsync(CancellationToken cancellation)
    {
        try
        {
            var (key, evidence) = await installation.Journal.EvidenceAsync([], cancellation);
            var report = await new JournalVerifier(key).VerifyAsync(evidence, cancellation);
            return report.Holds ? null : report.Findings[0].Fault.ToString();
        }
        catch (EcluseException unreadable)
        {
            return unreadable.Code;
        }
    }

    private static bool IsOfAGate(PassageStep step) => step.Name is not ("passage.opened" or "passage.postponed" or "alert.raised" or "alert.closed");

    private static Sighting Fact(string kind, DateTimeOffset now, DateTimeOffset? due, params (string Name, string Id)[] ids) =>
        new(SightingSource.Standing, 0, now, kind, ids.ToDictionary(one => one.Name, one => one.Id), new Dictionary<string, long>()) { Due = due };
}
