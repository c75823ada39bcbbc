using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
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
        application.MapGet("/enrol", (HttpContext context) => EnrolmentPage.Answer(context)).Open();
        application.MapPost("/enrol/begin", BeginAsync).Open();
        application.MapPost("/enrol/end", EndAsync).Open();
    }

    private static async Task<IResult> BeginAsync(
        Asked asked, HttpContext context, FirstAdministrator first, Ceremonies ceremonies, IPasskeyHandler<Account> passkeys)
    {
        var (name, organisation) = ((asked.Name ?? "").Trim(), (asked.Organisation ?? "").Trim());
        if (!first.Knows(asked.Code ?? ""))
        {
            return Refusal.Of(ServerErrors.CodeRefused(), context);
        }

        if (name.Length is 0 or > NameLengthMax || organisation.Length is 0 or > NameLengthMax)
        {
            return Refusal.Of(ServerErrors.NameMissing(), context);
        }

        // The id goes into the passkey and comes back with it: that is how a key names its person.
        var person = AccountShelf.NewPerson();
        var options = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = person, Name = name, DisplayName = name }, context);
        ceremonies.Begin(context, new Enrolling(person, asked.Code!, name, organisation, options.AttestationState));
        return Results.Text(options.CreationOptionsJson, "application/json");
    }

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

        if (!first.Take(enrolling.Code))
        {
            return Refusal.Of(ServerErrors.CodeRefused(), context);
        }

        var account = new Account(enrolling.Person, enrolling.Name, enrolling.Organisation, Role.SecurityOfficer);
        await accounts.EnrolAsync(account, attested.Passkey, cancellation);
        await sessions.BeginAsync(context, account, cancellation);
        return Results.NoContent();
    }

    /// <summary>What the page sends first.</summary>
    internal sealed record Asked(string? Code, string? Name, string? Organisation);

    private sealed record Enrolling(string Person, string Code, string Name, string Organisation, string? State);
}
