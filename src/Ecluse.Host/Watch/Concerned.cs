using Ecluse.Host.Composition;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Spaces;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Watch;

/// <summary>Which laboratory a finding concerns: by contract, passage, space or person.</summary>
internal static class Concerned
{
    /// <summary>Its name as contracts have it; null where it concerns the installation.</summary>
    /// <param name="installation">The installation.</param>
    /// <param name="state">The state, in the caller's transaction.</param>
    /// <param name="id">What the watch knows: <c>passage=p-…</c>; null for nothing.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<string?> NameAsync(Installation installation, EcluseState state, string? id, CancellationToken cancellation)
    {
        if (id?.Split('=', 2) is not [var kind, var value])
        {
            return null;
        }

        if (kind == "person")
        {
            return await state.Set<PersonRow>().AsNoTracking().Where(row => row.Id == value).Select(row => row.Controller).SingleOrDefaultAsync(cancellation);
        }

        var contract = kind switch
        {
            "passage" => await state.Set<PassageRow>().AsNoTracking().Where(row => row.Id == value).Select(row => row.Contract).SingleOrDefaultAsync(cancellation),
            "space" => await state.Set<SpaceRow>().AsNoTracking().Where(row => row.Id == value).Select(row => row.Contract).SingleOrDefaultAsync(cancellation),
            _ => value,
        };
        return contract is not null && (await installation.Contracts.ControllersAsync(cancellation)).TryGetValue(contract, out var name) ? name : null;
    }
}
