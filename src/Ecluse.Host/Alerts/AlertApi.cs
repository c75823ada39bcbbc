using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Storage.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Alerts;

/// <summary>Alerts for a command line elsewhere: the same acts and sight as the console's.</summary>
internal static class AlertApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/alerts", ListAsync).Needs(Right.SeeAlerts).Says<AlertList>("Open alerts that are yours to see, the largest risk first.");
        api.MapGet("/alerts/policy", (Installation installation) => ApiJson.Answer(PolicyFacts.Of(new EscalationFile(installation.Data).Read()))).Needs(Right.SeeAlerts)
            .Says<PolicyFacts>("Who is told when: the policy in force.");
        api.MapPost("/alerts/address", AddressAsync).Needs(Right.HandleAlerts).Takes<AlertAddress>().Says<AlertDone>("Where somebody is told by e-mail; the house's to enter.");
        api.MapPost("/alerts/away", AwayAsync).Needs(Right.HandleAlerts).Takes<AlertAway>().Says<AlertDone>("A person is away: steps pass them over; the house's to enter.");
        api.MapPost("/alerts/test-notification", TestAsync).Needs(Right.HandleAlerts).Says<IReadOnlyList<TestFacts>>("Sends a test by every way, to your address and to each receiver; the house's to ask for.");
        api.MapGet("/alerts/{id}", ShowAsync).Needs(Right.SeeAlerts).Says<AlertStory>("Why it fired, about what, what to do, acts and notifications.");
        Act<Warnings.Nothing>(api, "acknowledge", "Says that it was seen.", (desk, id, me, _, stop) => Done(id, desk.Shelf.AcknowledgeAsync(id, me, stop)));
        Act<AlertWordsSaid>(api, "act", "Enters what was done about it.", (desk, id, me, said, stop) => Done(id, desk.Shelf.ActAsync(id, said.Words, me, stop)));
        Act<AlertUntil>(api, "silence", "Asks for silence until then.", (desk, id, me, said, stop) => Done(id, desk.Shelf.ProposeSilenceAsync(id, said.Until, said.Words, me, stop)));
        Act<Warnings.Nothing>(api, "agree-silence", "Agrees to the silence, as the second person.", (desk, id, me, _, stop) => Done(id, desk.Shelf.SilenceAsync(id, me, stop)));
        Act<AlertEnd>(api, "close", "Closes it after an act; where two persons close, proposes it.", async (desk, id, me, said, stop) =>
            new(id, await desk.Shelf.CloseAsync(id, said.Outcome, said.Words, me, stop)));
        Act<Warnings.Nothing>(api, "confirm", "Closes it, as the second person.", (desk, id, me, _, stop) => Done(id, desk.Shelf.ConfirmAsync(id, me, stop)));
        Act<AlertUntil>(api, "hold", "Keeps a closed one past its date.", (desk, id, me, said, stop) => Done(id, desk.Shelf.HoldAsync(id, said.Until, said.Words, me, stop)));
        Act<Warnings.Nothing>(api, "breach", "It becomes a breach, with its first receipt.", async (desk, id, me, _, stop) => new(id, true, await desk.BecomeAsync(id, me, stop)));
    }

    private static async Task<IResult> ListAsync(HttpContext context, AlertDesk desk, CancellationToken cancellation) =>
        ApiJson.Answer(await desk.ListAsync(ApiSight.Who(context), cancellation));

    private static async Task<IResult> ShowAsync(string id, HttpContext context, AlertDesk desk, CancellationToken cancellation)
    {
        var me = ApiSight.Who(context);
        return ApiJson.Answer(await desk.StoryAsync(me, await FindAsync(desk, context, id, cancellation), cancellation));
    }

    private static async Task<IResult> AddressAsync(HttpContext context, AlertDesk desk, CancellationToken cancellation)
    {
        var by = AlertDesk.House(ApiSight.Who(context));
        var asked = await ApiJson.ReadAsync<AlertAddress>(context, cancellation);
        await desk.Shelf.SetAddressAsync(asked.Who, asked.Address, by, cancellation);
        return ApiJson.Answer(new AlertDone(asked.Who, true));
    }

    private static async Task<IResult> AwayAsync(HttpContext context, AlertDesk desk, CancellationToken cancellation)
    {
        var by = AlertDesk.House(ApiSight.Who(context));
        var asked = await ApiJson.ReadAsync<AlertAway>(context, cancellation);
        await desk.Shelf.AwayAsync(asked.Person, asked.From, asked.Until, by, cancellation);
        return ApiJson.Answer(new AlertDone(asked.Person, true));
    }

    private static async Task<IResult> TestAsync(HttpContext context, AlertDesk desk, CancellationToken cancellation) =>
        ApiJson.Answer(await desk.TestAsync(AlertDesk.House(ApiSight.Who(context)), cancellation));

    private static async Task<AlertDetail> FindAsync(AlertDesk desk, HttpContext context, string id, CancellationToken cancellation) =>
        await desk.FindAsync(ApiSight.Who(context), id, cancellation) ?? throw AlertErrors.NotFound();

    private static async Task<AlertDone> Done(string id, Task act)
    {
        await act;
        return new(id, true);
    }

    private static void Act<T>(IEndpointRouteBuilder api, string verb, string what, Func<AlertDesk, string, AlertPerson, T, CancellationToken, Task<AlertDone>> act)
        where T : notnull => api.MapPost($"/alerts/{{id}}/{verb}", async (string id, HttpContext context, AlertDesk desk, CancellationToken cancellation) =>
        {
            var (me, alert) = (ApiSight.Who(context), (await FindAsync(desk, context, id, cancellation)).Alert.Id);
            return ApiJson.Answer(await act(desk, alert, new AlertPerson(me.Person, me.Controller), await ApiJson.ReadAsync<T>(context, cancellation), cancellation));
        }).Needs(Right.HandleAlerts).Takes<T>().Says<AlertDone>(what);
}

/// <summary>What was done.</summary>
internal sealed record AlertWordsSaid(string Words);

/// <summary>Until when, and why.</summary>
internal sealed record AlertUntil(DateTimeOffset Until, string Words);

/// <summary>What became of it, and why.</summary>
internal sealed record AlertEnd(AlertOutcome Outcome, string Words);

/// <summary>Id of a person or name of a controller, and the address; empty to take it away.</summary>
internal sealed record AlertAddress(string Who, string Address);

/// <summary>Who is away, from when, until when.</summary>
internal sealed record AlertAway(string Person, DateTimeOffset From, DateTimeOffset Until);

/// <summary>What an act was done on.</summary>
/// <param name="Id">Of what.</param>
/// <param name="Whole">Whether it is done; false where a second person is still to confirm it.</param>
/// <param name="Breach">Id of the breach that it became.</param>
internal sealed record AlertDone(string Id, bool Whole, string? Breach = null);
