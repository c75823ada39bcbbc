using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Spaces;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Spaces;

/// <summary>A space as it stands now, for somebody who sees it.</summary>
/// <param name="Space">The space.</param>
/// <param name="Me">Who looks.</param>
/// <param name="Part">What they do in it; null for whoever only oversees.</param>
/// <param name="Objects">What they see of what is in it.</param>
/// <param name="Used">What counts against its limits.</param>
/// <param name="Names">Names of the people it names, by id.</param>
/// <param name="Laboratory">Name of the laboratory, as its contract has it.</param>
/// <param name="Zone">The laboratory's time zone.</param>
/// <param name="At">Now.</param>
internal sealed record SpaceStanding(
    Space Space, Account Me, SpacePart? Part, IReadOnlyList<SpaceObject> Objects, (long Bytes, int Objects) Used,
    IReadOnlyDictionary<string, string> Names, string Laboratory, PageZone Zone, DateTimeOffset At)
{
    /// <summary>Whether whoever looks may send or take now.</summary>
    public bool IsInUse => Space.IsOpen(At) && Part is not null && Me.May(Right.UseSpaces);

    public static async Task<SpaceStanding> OfAsync(ServerParts parts, Space space, Account me, CancellationToken cancellation)
    {
        var installation = parts.Installation;
        var part = space.PartOf(me.Person);
        var objects = part is null
            ? [.. (await installation.Spaces.ObjectsAsync(space.Id, cancellation)).Where(one => one.State != ObjectState.Removed)]
            : await installation.Exchange.ListAsync(space.Id, me.Person, cancellation);
        var instruction = await installation.Instructions.GetAsync(space.InstructionSha256, cancellation);
        var (contract, _) = await installation.Contracts.GetAsync(space.Contract, cancellation);
        return new(
            space, me, part, objects, await installation.Spaces.UsedAsync(space.Id, cancellation), await NamesAsync(parts, space, cancellation),
            contract.Record.Controller ?? "", PageZone.Of(instruction.TimeZone), parts.Clock.GetUtcNow());
    }

    // Whoever exchanges knows with whom: both sides see these names.
    private static async Task<Dictionary<string, string>> NamesAsync(ServerParts parts, Space space, CancellationToken cancellation)
    {
        var ids = space.People.Select(one => one.Person).ToList();
        await using var state = parts.OpenState();
        return await state.Set<PersonRow>().AsNoTracking().Where(row => ids.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name ?? row.Id, cancellation);
    }
}
