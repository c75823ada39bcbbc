using Ecluse.Depot;
using Ecluse.Erasure;
using Ecluse.Host.Composition;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli;

/// <summary>
/// Does again, right after a restore, every erasure that was done since the backup: keys and sealed files that came back by another way than
/// ours go at once, the state follows with <c>ecluse erase --due</c>. An object of a space of which a file is not there any more is remembered
/// as removed: files of spaces are in no backup, and a row without them gives nothing out.
/// </summary>
/// <param name="data">The restored folder.</param>
/// <param name="register">What this machine remembers as erased.</param>
internal sealed class ErasingAgain(DataFolder data, ErasedRegister register)
{
    /// <summary>Erases.</summary>
    public ErasedAgain Run()
    {
        using var stores = DepotStores.Open(data);
        var segments = new SegmentDepot(data.Spaces, stores.Segments);
        var handOvers = new ParcelDepot(data.HandOvers, stores.HandOvers);
        var erased = register.Read();
        foreach (var id in erased)
        {
            if (id.StartsWith("l-", StringComparison.Ordinal))
            {
                new PassageKeys(data.PassageKeys).Destroy(id);
            }
            else if (SpaceIds.IsSpace(id))
            {
                new SpaceKeys(data.SpaceKeys).Destroy(id);
                segments.RemoveSpace(id);
            }
            else if (ErasedRegister.HandOverOf(id) is { } passage)
            {
                handOvers.DeletePassage(passage);
            }
            else if (!SpaceIds.IsObject(id))
            {
                new ParcelDepot(data.Depot, stores.Parcels).DeletePassage(id);
            }
        }

        return new ErasedAgain(
            erased.Count(id => id.StartsWith("p-", StringComparison.Ordinal)), erased.Count(SpaceIds.IsSpace),
            RemoveObjects(segments, erased), erased.Count(id => ErasedRegister.HandOverOf(id) is not null));
    }

    private int RemoveObjects(SegmentDepot segments, IReadOnlySet<string> erased)
    {
        using var state = data.Open();
        var files = state.Set<SegmentRow>().AsNoTracking().ToLookup(row => row.Object, row => row.File);
        var removed = 0;
        foreach (var one in state.Set<SpaceObjectRow>().AsNoTracking().Where(row => row.RemovedAt == null).ToList().Where(row => !erased.Contains(row.Space)))
        {
            if (erased.Contains(one.Id) || files[one.Id].Any(file => !segments.Contains(one.Space, file)))
            {
                segments.Remove(one.Space, [.. files[one.Id]]);
                register.Add(one.Id);
                removed++;
            }
        }

        return removed;
    }
}

/// <summary>How many erasures were done again.</summary>
/// <param name="Passages">Passages.</param>
/// <param name="Spaces">Spaces.</param>
/// <param name="Objects">Objects of spaces that are not erased.</param>
/// <param name="HandOvers">Hand-overs.</param>
internal sealed record ErasedAgain(int Passages, int Spaces, int Objects, int HandOvers);
