using Ecluse.Breaches;
using Ecluse.Erasure;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Passages;
using Ecluse.Storage.HandOvers;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Breaches;

/// <summary>What of a controller's data lay in the place of a breach, and until when it lies there: evidence that is erased at its date, unless its laboratory signs another.</summary>
/// <param name="Id"><c>passage:…</c>, <c>hand-over:…</c> or <c>space:…</c>.</param>
/// <param name="Controller">Number of the controller in the breach.</param>
/// <param name="EraseBy">When it is or was due; null where nothing of it stands here any more.</param>
/// <param name="Erased">Whether it is erased.</param>
/// <param name="Held">Whether its date is a legal hold that a signatory signed.</param>
internal sealed record ThingThere(string Id, int Controller, DateTimeOffset? EraseBy, bool Erased, bool Held)
{
    private const string OfPassage = "passage:";

    /// <summary>The passage whose date a signatory may move now (<c>docs/spec/postponement.md</c>); null for what has no other date.</summary>
    public string? MovablePassage(DateTimeOffset now) => !Erased && EraseBy > now && Id.StartsWith(OfPassage, StringComparison.Ordinal) ? Id[OfPassage.Length..] : null;

    /// <summary>Everything on the list of some parts.</summary>
    public static async Task<IReadOnlyList<ThingThere>> OfAsync(Installation installation, IEnumerable<BreachPart> parts, CancellationToken cancellation)
    {
        var things = new List<ThingThere>();
        foreach (var part in parts)
        {
            foreach (var held in part.Holdings)
            {
                things.Add(await OneAsync(installation, held, part.Number, cancellation));
            }
        }

        return things;
    }

    private static async Task<ThingThere> OneAsync(Installation installation, string held, int part, CancellationToken cancellation)
    {
        var id = held[(held.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (held.StartsWith(OfPassage, StringComparison.Ordinal))
        {
            return (await installation.Ledger.ListAsync(cancellation)).FirstOrDefault(one => one.Id == id) is { } passage
                ? new(held, part, passage.EraseBy, passage.State == PassageState.Erased, await Postponing.DatesAsync(installation.Ledger, id, cancellation) is [.., { LegalHold: true }])
                : new(held, part, null, true, false);
        }

        if (held.StartsWith("hand-over:", StringComparison.Ordinal))
        {
            await using var state = installation.OpenState();
            return await state.Set<HandOverRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Passage == id, cancellation) is { } row
                ? new(held, part, row.EraseBy, row.ErasedAt is not null, false) : new(held, part, null, true, false);
        }

        return await installation.Spaces.FindAsync(id, cancellation) is { } space
            ? new(held, part, space.EraseBy, space.ErasedAt is not null, false) : new(held, part, null, true, false);
    }
}
