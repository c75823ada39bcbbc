using Ecluse.Accounts;
using Ecluse.Age;
using Ecluse.Storage.Accounts;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Warnings;

/// <content>What handlers do.</content>
public sealed partial class WarningLedger
{
    /// <summary>A handler has seen it.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-003</c>, <c>WARN-009</c>.</exception>
    public Task AcknowledgeAsync(string id, string by, CancellationToken cancellation) => ChangeAsync(
        id, async (state, row, now) =>
        {
            row.AcknowledgedAt = row.AcknowledgedAt is null ? now : throw WarningErrors.AlreadyAcknowledged();
            await append(state, About(id, "warning.acknowledged", by), cancellation);
        }, cancellation);

    /// <summary>A handler answers; the reporter reads it with the receipt.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-002</c>, <c>WARN-003</c>, <c>WARN-012</c>.</exception>
    public Task AnswerAsync(string id, string words, string by, CancellationToken cancellation) => ChangeAsync(
        id, async (state, row, now) =>
        {
            row.AnsweredAt ??= now;
            await SayAsync(state, row, words, by, now, cancellation);
            await append(state, About(id, "warning.answered", by), cancellation);
        }, cancellation);

    /// <summary>A handler answers for one controller of the list; the latest answer counts, each stands in the journal.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-003</c>, <c>WARN-007</c>, <c>WARN-010</c>.</exception>
    public Task AnswerConcernAsync(
        string id, MayConcern controller, bool isConcerned, string reason, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(controller);
        var why = isConcerned ? "" : Handling.CheckedReason(reason);
        return ChangeAsync(id, async (state, _, now) =>
        {
            var row = await state.Set<WarningConcernRow>().SingleOrDefaultAsync(one => one.Warning == id && one.Controller == controller.Name, cancellation);
            if (row is null)
            {
                state.Add(new WarningConcernRow { Warning = id, Controller = controller.Name, IsConcerned = isConcerned, Reason = why, By = by, At = now });
            }
            else
            {
                (row.IsConcerned, row.Reason, row.By, row.At) = (isConcerned, why, by, now);
            }

            var act = About(id, "warning.concern-answered", by, ("contract", controller.Contract), ("answer", isConcerned ? "concerned" : "not-concerned"));
            await append(state, why.Length == 0 ? act : act with { Texts = new Dictionary<string, string> { ["reason"] = why } }, cancellation);
        }, cancellation);
    }

    /// <summary>What was answered for each controller.</summary>
    public async Task<IReadOnlyList<WarningConcernRow>> ConcernsAsync(string id, CancellationToken cancellation)
    {
        await using var state = open();
        return await state.Set<WarningConcernRow>().AsNoTracking().Where(row => row.Warning == id).OrderBy(row => row.Controller).ToListAsync(cancellation);
    }

    /// <summary>The first of two persons proposes how it ends; a later proposal takes the place of an earlier one.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-003</c>, <c>WARN-007</c>.</exception>
    public Task ProposeAsync(string id, WarningOutcome outcome, string reason, WarningHandler by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        var why = Handling.CheckedReason(reason);
        return ChangeAsync(id, async (state, row, now) =>
        {
            (row.Outcome, row.Reason, row.ProposedBy, row.ProposedBySide, row.ProposedByRole, row.ProposedAt) =
                (outcome, why, by.Person, by.Controller, RoleNames.Of(by.Role), now);
            await append(
                state,
                About(id, "warning.closing-proposed", by.Person, ("outcome", WarningWords.Name(outcome))) with { Texts = new Dictionary<string, string> { ["reason"] = why } },
                cancellation);
        }, cancellation);
    }

    /// <summary>A second person closes it; the reason becomes an answer that the reporter reads.</summary>
    /// <param name="id">Id of the warning.</param>
    /// <param name="by">The second person.</param>
    /// <param name="list">The controllers that it may concern, today.</param>
    /// <param name="isAlone">Whether no controller has a contract.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-003</c> to <c>WARN-006</c>, <c>WARN-008</c>.</exception>
    public Task CloseAsync(string id, WarningHandler by, IReadOnlyList<MayConcern> list, bool isAlone, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(by);
        return ChangeAsync(id, async (state, row, now) =>
        {
            var answered = await state.Set<WarningConcernRow>().Where(one => one.Warning == id).Select(one => one.Controller).ToListAsync(cancellation);
            Handling.CheckClosing(Read(row), by, list.Count(one => !answered.Contains(one.Name)), isAlone);
            (row.ClosedAt, row.ClosedBy) = (now, by.Person);
            await SayAsync(state, row, row.Reason!, row.ProposedBy!, now, cancellation);
            await append(state, About(id, "warning.closed", by.Person, ("outcome", WarningWords.Name(row.Outcome!.Value)), ("proposed-by", row.ProposedBy!)), cancellation);
        }, cancellation);
    }

    /// <summary>It becomes a breach, which keeps its first receipt, in one transaction.</summary>
    /// <param name="id">Id of the warning.</param>
    /// <param name="breachIn">Opens the breach in the transaction given, and says its id.</param>
    /// <param name="by">Id of the person.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <returns>Id of the breach.</returns>
    /// <exception cref="Errors.EcluseException"><c>WARN-001</c>, <c>WARN-003</c>.</exception>
    public async Task<string> BecomeAsync(string id, Func<EcluseState, Task<string>> breachIn, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(breachIn);
        var breach = "";
        await ChangeAsync(
            id,
            async (state, row, _) =>
            {
                row.Breach = breach = await breachIn(state);
                await append(state, About(id, "warning.became-breach", by, ("breach", breach)), cancellation);
            },
            cancellation);
        return breach;
    }

    /// <summary>A person puts the age recipient on their account to which warnings are sealed from now on.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-016</c>.</exception>
    public async Task EnrolHandlerAsync(string person, string recipient, CancellationToken cancellation)
    {
        try
        {
            recipient = AgeRecipient.Parse(recipient).ToString()!;
        }
        catch (AgeException)
        {
            throw WarningErrors.NotARecipient();
        }

        await WriteAsync(
            async (state, now) =>
            {
                if (await state.Set<WarningHandlerRow>().SingleOrDefaultAsync(row => row.Person == person, cancellation) is { } there)
                {
                    (there.Recipient, there.At) = (recipient, now);
                }
                else
                {
                    state.Add(new WarningHandlerRow { Person = person, Recipient = recipient, At = now });
                }

                await append(state, new("warning.handler-enrolled", person, new Dictionary<string, string> { ["person"] = person }, new Dictionary<string, string> { ["recipient"] = ThreadOf(recipient) }), cancellation);
            },
            cancellation);
    }

    /// <summary>Handlers with an open account or, where accounts are not used, named by the command line: person, role, recipient.</summary>
    public async Task<IReadOnlyList<EnrolledHandler>> HandlersAsync(CancellationToken cancellation)
    {
        await using var state = open();
        return await HandlersAsync(state, cancellation);
    }

    /// <summary>Those of the handlers who may open what is about somebody.</summary>
    public static IReadOnlyList<string> Recipients(IEnumerable<EnrolledHandler> handlers, WarningAbout about) =>
        [.. handlers.Where(one => !IsAbout(about, one.Role)).Select(one => one.Recipient)];

    /// <summary>Whether a warning is about a role: then nobody of that role knows of it.</summary>
    public static bool IsAbout(WarningAbout about, Role role) => role switch
    {
        Role.SecurityOfficer => about is WarningAbout.SecurityOfficer or WarningAbout.Both,
        Role.DataProtectionOfficer => about is WarningAbout.DataProtectionOfficer or WarningAbout.Both,
        _ => false,
    };

    private static Task<IReadOnlyList<EnrolledHandler>> HandlersAsync(EcluseState state, CancellationToken cancellation) => EnrolledAsync(state, null, cancellation);

    private static async Task SayAsync(EcluseState state, WarningRow row, string words, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var handlers = Recipients(await HandlersAsync(state, cancellation), row.About);
        if (handlers.Count == 0 && row.ThreadRecipient is null)
        {
            throw WarningErrors.NoHandler();
        }

        var content = SealedContent.Seal(new WarningContent(words, []), handlers, row.ThreadRecipient);
        AddWords(state, row.Id, await NextAsync(state, row.Id, cancellation), content, by, now, now);
    }

    private Task ChangeAsync(string id, Func<EcluseState, WarningRow, DateTimeOffset, Task> change, CancellationToken cancellation) => WriteAsync(
        async (state, now) =>
        {
            var row = await RowAsync(state, id, cancellation);
            Handling.CheckOpen(Read(row));
            await change(state, row, now);
        },
        cancellation);
}

/// <summary>Somebody who opens warnings.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Role">Role.</param>
/// <param name="Recipient">Public line of the key.</param>
public sealed record EnrolledHandler(string Person, Role Role, string Recipient);
