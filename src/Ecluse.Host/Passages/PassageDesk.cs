using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Passages;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Passages;

/// <summary>
/// Where acts on a passage are asked for: the passage is fetched through sight, the act carries the id of whoever is signed in, and a
/// refusal is a page.
/// </summary>
internal sealed class PassageDesk(ServerParts parts, Sight sight, Workshop workshop)
{
    public Workshop Workshop => workshop;

    public Walking Walking => new(parts.Installation);

    public RejectDeciding Rejects => new(parts.Installation);

    public Ending Ending => parts.Installation.Ending;

    /// <summary>A page about a passage.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, string id, Func<PassageNow, IResult> page, CancellationToken cancellation) =>
        await sight.FindPassageAsync(SignedIn.Of(context).Account, id, cancellation) is { } work
            ? page(await PassageNow.LookAsync(parts.Installation, workshop, work, ConsolePage.LanguageOf(context), cancellation))
            : RefusalPage.NotFound(context);

    /// <summary>An act, and then the passage's page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">Id of the passage.</param>
    /// <param name="act">Does it, or sets it going; given the passage and the id of the person.</param>
    /// <param name="cancellation">Given up by whoever asked.</param>
    public async Task<IResult> DoAsync(HttpContext context, string id, Func<PassageWork, string, Task> act, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindPassageAsync(account, id, cancellation) is not { } work)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            await act(work, account.Person);
            return Results.Redirect($"/passages/{work.Passage.Id}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/passages/{work.Passage.Id}");
        }
    }

    /// <summary>Sets the gates to work, where the passage's state lets them; who did is journaled before.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-002</c>, <c>SERVE-010</c>, <c>SERVE-015</c>.</exception>
    public async Task BeginAsync(
        PassageWork work, JobKind kind, string by, PassageState from, PassageState to, Func<Job, CancellationToken, Task<string?>> go,
        CancellationToken cancellation)
    {
        var now = work.Passage.State;
        if (now < from || now > to)
        {
            throw PassageErrors.IllegalMove(now, kind is JobKind.Run or JobKind.Reseal ? PassageState.Sealed : PassageState.Reconciled);
        }

        if (!work.Plan.OneMachine)
        {
            throw ServerErrors.GatesApart();
        }

        if (workshop.Find(work.Passage.Id) is { IsRunning: true } || await PageMaker.IsHeldAsync(parts.Installation, work.Passage.Id, cancellation))
        {
            throw ServerErrors.JobAtWork();
        }

        workshop.Begin(work.Passage.Id, kind, by, async (job, stop) =>
        {
            await Walking.NoteAsync(work, by, stop);
            return await go(job, stop);
        });
    }

    /// <summary>Has the source gate seal again what the depot lost; the job made the numbers of the parcels.</summary>
    /// <inheritdoc cref="BeginAsync" path="/exception"/>
    public Task BeginResealingAsync(PassageWork work, string by, CancellationToken cancellation) => BeginAsync(
        work, JobKind.Reseal, by, PassageState.Sealed, PassageState.Loaded,
        async (job, stop) => string.Join(',', await Walking.ResealAsync(work, job, stop)), cancellation);
}
