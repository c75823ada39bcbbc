using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Storage.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Remote;

/// <summary>Who runs a verb on this machine's folder, held to the same table of rights as at a server.</summary>
internal static class PersonHere
{
    /// <summary>The person, who has that right.</summary>
    /// <param name="installation">The opened installation.</param>
    /// <param name="right">What the verb asks for.</param>
    /// <param name="refused">What is thrown where their role does not have it.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="EcluseException">That; and as <see cref="Installation.ActorAsync"/>.</exception>
    public static async Task<Account> WithAsync(Installation installation, Right right, Func<EcluseException> refused, CancellationToken cancellation)
    {
        var id = await installation.ActorAsync(cancellation);
        await using var state = installation.OpenState();
        var row = await state.Set<PersonRow>().AsNoTracking().SingleAsync(one => one.Id == id, cancellation);
        return RoleNames.Parse(row.Role ?? "") is { } role && new Account(id, row.Name ?? "", row.Organisation ?? "", role, row.Controller) is var me && me.May(right)
            ? me : throw refused();
    }
}
