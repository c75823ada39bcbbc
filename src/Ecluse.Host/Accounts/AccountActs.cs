using System.Globalization;
using Ecluse.Acts;
using Ecluse.Errors;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Notices;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Accounts;

/// <summary>What is done to an account after its enrolment; each with its act, in one transaction (rule 10).</summary>
internal sealed class AccountActs(ServerParts parts)
{
    /// <summary>A person signs the undertaking in the language in which it was shown.</summary>
    /// <param name="me">Who signs.</param>
    /// <param name="typed">The name as it was typed; stands beside the entry, which holds a commitment to it.</param>
    /// <param name="language">Which text.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    public Task UndertakeAsync(Account me, string typed, Language language, CancellationToken cancellation) => ChangeAsync(
        me.Person,
        new Act(
            "undertaking.signed", me.Person,
            new Dictionary<string, string> { ["person"] = me.Person, ["version"] = Undertaking.Version.ToString(CultureInfo.InvariantCulture) },
            new Dictionary<string, string> { ["undertaking"] = Undertaking.Sha256(language) },
            Texts: new Dictionary<string, string> { ["name"] = typed }),
        (row, now) => (row.Undertaking, row.UndertakenAt) = (Undertaking.Version, now), cancellation);

    /// <summary>A security officer enters the day of somebody's training.</summary>
    public Task EnterTrainingAsync(Account by, string person, DateOnly on, CancellationToken cancellation) => ChangeAsync(
        person,
        About("training.entered", by, person) with
        {
            Texts = new Dictionary<string, string> { ["trained-on"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        },
        (row, _) => row.TrainedOn = on, cancellation);

    /// <summary>Somebody has looked: account and role are still needed.</summary>
    public Task ReviewAsync(Account by, string person, CancellationToken cancellation) =>
        ChangeAsync(person, About("account.reviewed", by, person), (row, now) => row.ReviewedAt = now, cancellation);

    /// <summary>Closes an account for good: its sessions end, and what it invited and nobody used is void.</summary>
    public Task CloseAsync(Account by, string person, CancellationToken cancellation) => ChangeAsync(
        person, About("account.closed", by, person), (row, now) => row.ClosedAt = now, cancellation,
        async (state, now) =>
        {
            await state.Set<SessionRow>().Where(session => session.Person == person && session.EndedAt == null)
                .ExecuteUpdateAsync(session => session.SetProperty(ended => ended.EndedAt, now), cancellation);
            await state.Set<InvitationRow>().Where(invitation => invitation.By == person && invitation.UsedAt == null)
                .ExecuteDeleteAsync(cancellation);

            // Nobody is told there any more.
            await state.Set<MailAddressRow>().Where(address => address.Owner == person).ExecuteDeleteAsync(cancellation);
        });

    private static Act About(string name, Account by, string person) =>
        new(name, by.Person, new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string>());

    private async Task ChangeAsync(
        string person, Act act, Action<AccountRow, DateTimeOffset> change, CancellationToken cancellation,
        Func<EcluseState, DateTimeOffset, Task>? also = null)
    {
        var now = parts.Clock.GetUtcNow();
        await using var state = parts.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(cancellation);
        var row = await state.Set<AccountRow>().SingleAsync(account => account.Person == person && account.ClosedAt == null, cancellation);
        change(row, now);
        if (also is not null)
        {
            await also(state, now);
        }

        await parts.AppendAsync(state, act, cancellation);
        await state.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
