using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Providers;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace Ecluse.Host.Enrolment;

/// <summary>
/// <c>/enrol</c>: a person with a code makes a passkey and is somebody from then on. The first one is the security officer, who
/// answers for the server and lets the others in.
/// </summary>
internal static class EnrolmentEndpoints
{
    private const int NameLengthMax = 200;

    public static void Map(WebApplication application)
    {
        application.MapGet("/enrol", (HttpContext context, FirstAdministrator first, IReadOnlyList<Provider> providers) => EnrolmentPage.Answer(context, first.IsAwaited, providers)).Open();
        application.MapPost("/enrol/begin", BeginAsync).Open();
        application.MapPost("/enrol/end", EndAsync).Open();
    }

    private static async Task<IResult> BeginAsync(
        Asked asked, HttpContext context, FirstAdministrator first, AccountShelf accounts, Ceremonies ceremonies,
        IPasskeyHandler<Account> passkeys, CancellationToken cancellation)
    {
        var code = asked.Code ?? "";
        Account? will;
        if (first.Knows(code))
        {
            will = First((asked.Name ?? "").Trim(), (asked.Organisation ?? "").Trim());
            if (will is null)
            {
                return Refusal.Of(ServerErrors.NameMissing(), context);
            }
        }
        else
        {
            will = await accounts.FindInvitedAsync(OneTimeCode.HashOf(code), cancellation);
            if (will is null)
            {
                return Refusal.Of(ServerErrors.CodeRefused(), context);
            }
        }

        // The id goes into the passkey and comes back with it: that is how a key names its person.
        var options = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = will.Person, Name = will.Name, DisplayName = will.Name }, context);
        ceremonies.Begin(context, new Enrolling(will, code, options.AttestationState));
        return Results.Text(options.CreationOptionsJson, "application/json");
    }

    private static Account? First(string name, string organisation) =>
        name.Length is > 0 and <= NameLengthMax && organisation.Length is > 0 and <= NameLengthMax
            ? new Account(AccountShelf.NewPerson(), name, organisation, Role.SecurityOfficer)
            : null;

    private static async Task<IResult> EndAsync(
        Credential given, HttpContext context, FirstAdministrator first, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys,
        AccountShelf accounts, Sessions sessions, CancellationToken cancellation)
    {
        if (ceremonies.End<Enrolling>(context) is not { } enrolling || given.Json is null)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        var attested = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context, CredentialJson = given.Json, AttestationState = enrolling.State,
        });
        if (!attested.Succeeded || !attested.Passkey.IsUserVerified)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        var isFirst = first.Take(enrolling.Code);
        var invitation = isFirst ? null : OneTimeCode.HashOf(enrolling.Code);
        if (!await accounts.EnrolAsync(enrolling.Will, attested.Passkey, invitation, cancellation))
        {
            return Refusal.Of(ServerErrors.CodeRefused(), context);
        }

        await sessions.BeginAsync(context, enrolling.Will, "passkey", cancellation);
        return Results.NoContent();
    }

    /// <summary>What the page sends first.</summary>
    internal sealed record Asked(string? Code, string? Name, string? Organisation);

    private sealed record Enrolling(Account Will, string Code, string? State);
}
