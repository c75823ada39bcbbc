using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.WebConsole;
using Ecluse.Accounts;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Checks;

/// <summary>Who acted, as a controller may read it: the processor's people and its own, name and role; Écluse by itself.</summary>
internal static class MonthPeople
{
    /// <summary>Name and role by id; whose name was erased is not there.</summary>
    public static async Task<Func<string, Text?>> NamesAsync(Installation installation, string controller, CancellationToken cancellation)
    {
        await using var state = installation.OpenState();
        var people = (await state.Set<PersonRow>().AsNoTracking().Where(row => row.Name != null && (row.Controller == null || row.Controller == controller)).ToListAsync(cancellation))
            .ToDictionary(row => row.Id, row => RoleNames.Parse(row.Role) is { } role
                ? new Text($"{row.Name} ({RoleWords.Of(role).English})", $"{row.Name} ({RoleWords.Of(role).French})") : new Text(row.Name!, row.Name!));
        var agents = (await state.Set<AgentRow>().AsNoTracking().Where(row => row.Controller == null || row.Controller == controller).ToListAsync(cancellation))
            .ToDictionary(row => row.Id, row => new Text(row.Name, row.Name));
        return id => people.TryGetValue(id, out var person) ? person
            : agents.TryGetValue(id, out var agent) ? agent
            : id.StartsWith("agent:", StringComparison.Ordinal) ? new Text($"Écluse by itself ({id})", $"Écluse d’elle-même ({id})") : null;
    }
}
