using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Ecluse.Host.Providers;

/// <summary>
/// <c>/sign-in/with</c>: the way to a provider, which a link begins and no form, because a form may lead to this site alone. The way back
/// is the scheme's own (<see cref="ProviderSchemes"/>).
/// </summary>
internal static class ProviderEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/sign-in/with", Page).Open();
        application.MapGet("/sign-in/with/{provider}", GoAsync).Open();
        application.MapPost("/sign-in/with/code", CodeAsync).Open().DisableAntiforgery();
        application.MapPost("/enrol/with", EnrolAsync).Open().DisableAntiforgery();
        application.MapPost("/ways/with", LinkAsync).Needs(Right.OwnWays).DisableAntiforgery();
        application.MapPost("/ways/with/confirm", ConfirmAsync).Needs(Right.OwnWays).DisableAntiforgery();
        application.MapPost("/ways/with/withdraw", WithdrawAsync).Needs(Right.OwnWays);
    }

    private static IResult Page(string? name, HttpContext context, IReadOnlyList<Provider> providers) => Find(providers, name) is { } found
        ? ProviderPages.GoOn(context, found, null)
        : RefusalPage.NotFound(context);

    private static async Task<IResult> GoAsync(string provider, string? ceremony, HttpContext context, IReadOnlyList<Provider> providers)
    {
        if (Find(providers, provider) is not { } found)
        {
            return RefusalPage.NotFound(context);
        }

        var carried = new AuthenticationProperties();
        if (ceremony is not null)
        {
            carried.Items[ProviderAnswers.Ceremony] = ceremony;
        }

        try
        {
            await context.ChallengeAsync(found.Scheme, carried);
            return Results.Empty;
        }
        catch (Exception away) when (ProviderSchemes.IsAway(away))
        {
            throw ProviderErrors.Away(away);
        }
    }

    private static async Task<IResult> CodeAsync(
        [FromForm] string? ceremony, [FromForm] string? code, HttpContext context, ProviderAnswers answers, CancellationToken cancellation)
    {
        try
        {
            return await answers.SecondAsync(context, ceremony, code ?? "", cancellation);
        }
        catch (EcluseException refused) when (refused.Code is "SERVE-026" or "SERVE-027")
        {
            return ProviderPages.AskCode(context, ceremony!, refused);
        }
    }

    private static async Task<IResult> EnrolAsync(
        [FromForm] string? code, [FromForm] string? name, HttpContext context, IReadOnlyList<Provider> providers, AccountShelf accounts, Ceremonies ceremonies,
        CancellationToken cancellation)
    {
        var provider = Find(providers, name) ?? throw ProviderErrors.OtherOrganisation();
        var will = await accounts.FindInvitedAsync(OneTimeCode.HashOf(code ?? ""), cancellation) ?? throw ServerErrors.CodeRefused();
        ProviderAnswers.RefuseOther(provider, will);
        return ProviderPages.GoOn(
            context, provider, ceremonies.Begin(new ProviderAnswers.Enrolling(will, code!), Networks.Of(context.Connection.RemoteIpAddress?.ToString() ?? "")));
    }

    private static IResult LinkAsync([FromForm] string? name, HttpContext context, IReadOnlyList<Provider> providers, Ceremonies ceremonies)
    {
        var me = SignedIn.Of(context).Account;
        var provider = Find(providers, name) ?? throw ProviderErrors.OtherOrganisation();
        ProviderAnswers.RefuseOther(provider, me);
        return ProviderPages.GoOn(context, provider, ceremonies.Begin(new ProviderAnswers.Linking(me.Person, provider.Name), me.Person));
    }

    // By a click on our own page, in the session that asked: nobody is linked to what somebody else signed in to in their browser unseen.
    private static async Task<IResult> ConfirmAsync(
        [FromForm] string? ceremony, HttpContext context, Ceremonies ceremonies, ProviderLinks links, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        if (ceremonies.End<ProviderAnswers.Linking>(ceremony) is not { Subject: { } subject } linking || linking.Person != me.Person)
        {
            throw ProviderErrors.Refused(null);
        }

        await links.LinkAsync(me.Person, linking.Provider, subject, cancellation);
        return Results.Redirect("/ways");
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, ProviderLinks links, Sessions sessions, CancellationToken cancellation)
    {
        var me = SignedIn.Of(context).Account;
        await links.UnlinkAsync(me.Person, cancellation);
        await sessions.EndOthersAsync(context, me.Person, cancellation);
        return Results.Redirect("/ways");
    }

    private static Provider? Find(IReadOnlyList<Provider> providers, string? name) => providers.FirstOrDefault(one => one.Name == name?.Trim().ToLowerInvariant());
}
