using System.Buffers.Text;
using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ecluse.Host.Signing;

/// <summary>
/// The pages of the signing site. They know nobody by a cookie: whoever comes shows a ticket of the console, and each says nothing
/// without one.
/// </summary>
internal static class SigningSiteEndpoints
{
    private const int Es256 = -7;
    private const int MillisecondsToAnswer = 300_000;

    public static void Map(WebApplication application)
    {
        application.MapGet(SigningSite.Pages + "/key", (HttpContext context) => SigningPage.Key(context)).Open();
        application.MapPost(SigningSite.Pages + "/key/begin", BeginKeyAsync).Open();
        application.MapPost(SigningSite.Pages + "/key/end", EndKeyAsync).Open();
        application.MapGet(SigningSite.Pages + "/document", (HttpContext context) => SigningPage.Document(context)).Open();
        application.MapPost(SigningSite.Pages + "/document/begin", BeginDocumentAsync).Open();
        application.MapPost(SigningSite.Pages + "/document/end", EndDocumentAsync).Open();
    }

    private static PasskeyHandler<Account> Handler(UserManager<Account> users, Site site) =>
        new(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = site.Signing,
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "preferred",
            IsAllowedAlgorithm = algorithm => algorithm == Es256,
        }));

    private static async Task<IResult> BeginKeyAsync(
        Asked asked, HttpContext context, Site site, Ceremonies ceremonies, UserManager<Account> users)
    {
        if (ceremonies.End<KeyTicket>(asked.Ticket) is not { Account: var account })
        {
            return Refusal.Of(SigningErrors.NoTicket(), context);
        }

        var options = await Handler(users, site).MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = account.Person, Name = account.Name, DisplayName = account.Name }, context);
        var next = ceremonies.Begin(new Making(account, options.AttestationState), account.Person);
        return Results.Text($$"""{"ticket":"{{next}}","options":{{options.CreationOptionsJson}}}""", "application/json");
    }

    private static async Task<IResult> EndKeyAsync(
        Asked asked, HttpContext context, Site site, Ceremonies ceremonies, UserManager<Account> users, SigningKeyShelf keys, CancellationToken cancellation)
    {
        if (ceremonies.End<Making>(asked.Ticket) is not { } making || asked.Json is null)
        {
            return Refusal.Of(SigningErrors.NoTicket(), context);
        }

        var attested = await Handler(users, site).PerformAttestationAsync(new PasskeyAttestationContext
        {
            HttpContext = context, CredentialJson = asked.Json, AttestationState = making.State,
        });
        if (!attested.Succeeded || !attested.Passkey.IsUserVerified)
        {
            return Refusal.Of(ServerErrors.PasskeyRefused(), context);
        }

        try
        {
            var key = PasskeySigning.PublicKey(attested.Passkey.PublicKey, site.Signing);
            await keys.AddAsync(making.Account, attested.Passkey.CredentialId, key, cancellation);
            return Results.Json(new { fingerprint = key.Fingerprint, line = key.ToLine(), back = SigningPage.BackTo(context, "/signing") });
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }
    }

    // What is to be signed is shown first; the ticket is used when it is answered.
    private static async Task<IResult> BeginDocumentAsync(
        Asked asked, HttpContext context, Site site, Ceremonies ceremonies, SigningKeyShelf keys, CancellationToken cancellation)
    {
        if (ceremonies.Find<DocumentTicket>(asked.Ticket) is not { } ticket)
        {
            return Refusal.Of(SigningErrors.NoTicket(), context);
        }

        var own = await keys.ListAsync(ticket.Account.Person, cancellation);
        if (own.Count == 0)
        {
            return Refusal.Of(SigningErrors.NoKey(), context);
        }

        return Results.Json(new
        {
            file = ticket.File,
            type = ticket.Figures.Type,
            sha256 = ticket.Figures.Sha256,
            lines = ticket.Figures.Lines,
            options = new
            {
                challenge = Base64Url.EncodeToString(PasskeySigning.Challenge(SpaceOf(ticket), ticket.Bytes)),
                rpId = site.Signing,
                userVerification = "required",
                timeout = MillisecondsToAnswer,
                allowCredentials = own.Select(row => new { type = "public-key", id = Base64Url.EncodeToString(row.Credential) }),
            },
        });
    }

    private static async Task<IResult> EndDocumentAsync(
        Asked asked, HttpContext context, Ceremonies ceremonies, SigningKeyShelf keys, CancellationToken cancellation)
    {
        if (ceremonies.End<DocumentTicket>(asked.Ticket) is not { } ticket || asked.Json is null)
        {
            return Refusal.Of(SigningErrors.NoTicket(), context);
        }

        try
        {
            var given = BrowserAnswer.Read(asked.Json);
            var row = (await keys.ListAsync(ticket.Account.Person, cancellation)).FirstOrDefault(one => one.Credential.AsSpan().SequenceEqual(given.Id))
                ?? throw SigningErrors.NotYours();
            var key = SshPublicKey.Parse(row.PublicKey);
            var signature = PasskeySigning.Signature(
                key, SpaceOf(ticket), given.ClientData, given.AuthenticatorData, given.Signature, SigningSite.OriginOf(context));
            signature.Verify(key, SpaceOf(ticket), ticket.Bytes);
            var armoured = signature.Armor();
            var said = ticket.TakeAsync is null
                ? new Text("Signed. Hand the file over with the document.", "Signé. Remettre le fichier avec le document.")
                : await ticket.TakeAsync(armoured, cancellation);
            return Results.Json(new
            {
                fingerprint = key.Fingerprint, file = ticket.File + ".sig", signature = armoured, said = said.In(ConsolePage.LanguageOf(context)),
                back = SigningPage.BackTo(context, ticket.Back),
            });
        }
        catch (EcluseException refused)
        {
            return Refusal.Of(refused, context);
        }
    }

    private static string SpaceOf(DocumentTicket ticket) => SignedDocument.NamespaceOf(ticket.Figures.Type);

    /// <summary>What the pages send.</summary>
    internal sealed record Asked(string? Ticket, string? Json);

    private sealed record Making(Account Account, string? State);

    /// <summary>What <c>navigator.credentials.get</c> gave.</summary>
    private sealed record BrowserAnswer(byte[] Id, byte[] ClientData, byte[] AuthenticatorData, byte[] Signature)
    {
        public static BrowserAnswer Read(string json)
        {
            try
            {
                using var document = JsonDocument.Parse(json);
                var response = document.RootElement.GetProperty("response");
                byte[] Bytes(JsonElement of, string name) => Base64Url.DecodeFromChars(of.GetProperty(name).GetString());
                return new(
                    Bytes(document.RootElement, "id"), Bytes(response, "clientDataJSON"), Bytes(response, "authenticatorData"),
                    Bytes(response, "signature"));
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw ServerErrors.PasskeyRefused();
            }
        }
    }
}
