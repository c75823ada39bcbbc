using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Storage.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Alerts;

/// <summary><c>/alerts</c>: what rules raised, whom it told, and what people do about it.</summary>
internal static class AlertEndpoints
{
    private const int OpenMax = 200;
    private const int ClosedMax = 50;

    public static void Map(WebApplication application)
    {
        application.MapGet("/alerts", ListAsync).Needs(Right.SeeAlerts);
        application.MapPost("/alerts/address", AddressAsync).Needs(Right.OwnWays);
        application.MapGet("/alerts/{id}", (string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
            WithAsync(id, context, sight, seen => PageAsync(seen, context, parts, cancellation), cancellation)).Needs(Right.SeeAlerts);
        Act(application, "acknowledge", (desk, id, me, _, stop) => desk.Shelf.AcknowledgeAsync(id, me, stop));
        Act(application, "act", (desk, id, me, form, stop) => desk.Shelf.ActAsync(id, Words(form), me, stop));
        Act(application, "silence", (desk, id, me, form, stop) => desk.Shelf.ProposeSilenceAsync(id, Until(form), Words(form), me, stop));
        Act(application, "agree-silence", (desk, id, me, _, stop) => desk.Shelf.SilenceAsync(id, me, stop));
        Act(application, "close", (desk, id, me, form, stop) => desk.Shelf.CloseAsync(
            id, AlertWords.Parse<AlertOutcome>(form["outcome"]) ?? throw AlertErrors.NotWords(), Words(form), me, stop));
        Act(application, "confirm", (desk, id, me, _, stop) => desk.Shelf.ConfirmAsync(id, me, stop));
        Act(application, "hold", (desk, id, me, form, stop) => desk.Shelf.HoldAsync(id, InstantOf(form) ?? throw AlertErrors.NotHeld(), Words(form), me, stop));
        Act(application, "breach", (desk, id, me, _, stop) => desk.BecomeAsync(id, me, stop));
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        return AlertListPage.Answer(
            context, await sight.AlertsAsync(me, OpenMax, cancellation), await sight.ClosedAlertsAsync(me, ClosedMax, cancellation),
            await parts.Installation.Alerts.AddressOfAsync(me.Person, cancellation), parts.Clock.GetUtcNow());
    }

    private static async Task<IResult> PageAsync(AlertDetail seen, HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        return AlertPage.Answer(context, new AlertNow(
            seen, me, parts.Clock.GetUtcNow(), await new AlertDesk(parts.Installation).NoticesAsync(me, seen.Alert.Id, cancellation),
            await parts.Installation.Alerts.KeptAsync(seen.Alert.Id, cancellation)));
    }

    private static async Task<IResult> AddressAsync(HttpContext context, Installation installation, CancellationToken cancellation)
    {
        try
        {
            var me = SignedIn.Of(context).Account.Person;
            await installation.Alerts.SetAddressAsync(me, await Uploads.TextAsync(context, "address", cancellation), me, cancellation);
            return Results.Redirect("/alerts");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, "/alerts");
        }
    }

    private static string Words(IFormCollection form) => form["words"].ToString().ReplaceLineEndings("\n");

    private static DateTimeOffset Until(IFormCollection form) => InstantOf(form) ?? throw AlertErrors.SilenceNotBounded();

    private static DateTimeOffset? InstantOf(IFormCollection form) => DateTimeOffset.TryParseExact(
        form["until"], "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static void Act(WebApplication application, string verb, Func<AlertDesk, string, AlertPerson, IFormCollection, CancellationToken, Task> act) =>
        application.MapPost($"/alerts/{{id}}/{verb}", (string id, HttpContext context, Sight sight, AlertDesk desk, CancellationToken cancellation) => WithAsync(
            id, context, sight,
            async seen =>
            {
                try
                {
                    var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellation) : FormCollection.Empty;
                    var me = SignedIn.Of(context).Account;
                    await act(desk, seen.Alert.Id, new AlertPerson(me.Person, me.Controller), form, cancellation);
                    return Results.Redirect($"/alerts/{seen.Alert.Id}");
                }
                catch (EcluseException refused)
                {
                    return RefusalPage.Of(context, refused, $"/alerts/{seen.Alert.Id}");
                }
            },
            cancellation)).Needs(Right.HandleAlerts);

    private static async Task<IResult> WithAsync(string id, HttpContext context, Sight sight, Func<AlertDetail, Task<IResult>> answer, CancellationToken cancellation) =>
        await sight.FindAlertAsync(SignedIn.Of(context).Account, id, cancellation) is { } seen ? await answer(seen) : RefusalPage.NotFound(context);
}
