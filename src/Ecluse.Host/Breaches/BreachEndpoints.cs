using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Writing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Breaches;

/// <summary><c>/breaches</c>: dossiers, their clocks, what is entered and the papers; a controller's people see and enter their own part.</summary>
internal static class BreachEndpoints
{
    private const int NumberMax = 100_000;

    public static void Map(WebApplication application)
    {
        application.MapGet("/breaches", ListAsync).Needs(Right.SeeBreaches);
        application.MapGet("/breaches/open", (HttpContext context, ServerParts parts, CancellationToken cancellation) =>
            BreachOpenPage.AnswerAsync(context, parts.Installation, null, cancellation)).Needs(Right.OpenBreaches);
        application.MapPost("/breaches/open", OpenAsync).Needs(Right.OpenBreaches);
        application.MapGet("/breaches/{breach}", OneAsync).Needs(Right.SeeBreaches);
        application.MapGet("/breaches/{breach}/enter", FormAsync).Needs(Right.EnterBreaches);
        application.MapPost("/breaches/{breach}/enter", EnterAsync).Needs(Right.EnterBreaches);
        application.MapPost("/breaches/{breach}/join", JoinAsync).Needs(Right.OpenBreaches);
        application.MapGet("/breaches/{breach}/paper", PaperAsync).Needs(Right.SeeBreaches);
        application.MapGet("/breaches/register", RegisterAsync).Needs(Right.SeeBreaches);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        return BreachListPage.Answer(context, account, await sight.BreachesAsync(account, cancellation), parts.Clock.GetUtcNow());
    }

    private static async Task<IResult> OneAsync(string breach, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindBreachAsync(account, breach, cancellation) is not { } seen)
        {
            return RefusalPage.NotFound(context);
        }

        var number = Number(context, "controller");
        var now = parts.Clock.GetUtcNow();
        return seen.IsWhole && number == 0
            ? BreachDossierPage.Whole(context, account, seen.Dossier, await BreachPaperShelf.NamesAsync(parts.Installation, cancellation), now)
            : seen.Part(number) is { } part
            ? BreachDossierPage.Part(context, account, seen, part, await BreachPaperShelf.MakingAsync(parts.Installation, cancellation), await ThingThere.OfAsync(parts.Installation, [part], cancellation), now)
            : RefusalPage.NotFound(context);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        async Task<string> Field(string name) => await Uploads.TextAsync(context, name, cancellation);
        try
        {
            var origin = Enum.TryParse<OriginKind>(await Field("origin"), ignoreCase: true, out var kind) ? kind : throw BreachErrors.NotACause();
            var own = await Field("own");
            var breach = await parts.Installation.Breaches.OpenAsync(
                new BreachOpening(
                    new BreachOrigin(kind, null, InstantOf(await Field("received")) ?? throw BreachErrors.NotACause()),
                    CauseForm.Of(await context.Request.ReadFormAsync(cancellation)), own.Length > 0 ? own : null),
                SignedIn.Of(context).Account.Person, cancellation);
            return Results.Redirect($"/breaches/{breach.Id}");
        }
        catch (EcluseException refused)
        {
            return await BreachOpenPage.AnswerAsync(context, parts.Installation, refused, cancellation);
        }
    }

    private static async Task<IResult> FormAsync(string breach, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        return await sight.FindBreachAsync(account, breach, cancellation) is not { } seen ? RefusalPage.NotFound(context)
            : BreachFields.Find(context.Request.Query["field"].ToString() is { Length: > 0 } name ? name : "certainty") is { } field
            ? BreachEntryPage.Answer(
                context, seen, PartOf(context, seen, field), field, Number(context, "item"), null, await FiguresAsync(parts, seen, PartOf(context, seen, field), field, cancellation))
            : RefusalPage.Of(context, BreachErrors.NoSuchField(), $"/breaches/{breach}");
    }

    // Only where the field is a figure of one controller; its own holdings, nobody else's.
    private static async Task<FoundFigures?> FiguresAsync(ServerParts parts, SeenBreach seen, int part, BreachField field, CancellationToken cancellation) =>
        field.Name is BreachFields.Persons or BreachFields.Records && seen.Parts.FirstOrDefault(one => one.Number == part) is { } of
            ? await FoundFigures.OfAsync(parts.Installation, of, cancellation) : null;

    private static async Task<IResult> EnterAsync(string breach, HttpContext context, Sight sight, BreachDesk desk, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindBreachAsync(account, breach, cancellation) is not { } seen)
        {
            return RefusalPage.NotFound(context);
        }

        async Task<string> Field(string name) => await Uploads.TextAsync(context, name, cancellation);
        var (part, item) = (IntOf(await Field("controller")), IntOf(await Field("item")));
        var name = await Field("field");
        var field = BreachFields.Find(name);
        try
        {
            var knowledge = Enum.TryParse<Knowledge>(await Field("state"), ignoreCase: true, out var state) ? state : Knowledge.Known;
            var value = field?.Kind == FieldKind.Choices
                ? string.Join(' ', (await context.Request.ReadFormAsync(cancellation))["value"].OfType<string>())
                : field?.Kind == FieldKind.Instant ? Zoned(await Field("value")) : await Field("value");
            await desk.EnterAsync(account, seen, new BreachSaying(part, name, value, await Field("note"), knowledge, item, InstantOf(await Field("learnt"))), cancellation);
            return Results.Redirect(Back(seen, part));
        }
        catch (EcluseException refused) when (field is not null && refused.Code != "BREACH-022")
        {
            return BreachEntryPage.Answer(context, seen, part, field, item, refused);
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/breaches/{breach}");
        }
    }

    private static async Task<IResult> JoinAsync(string breach, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindBreachAsync(SignedIn.Of(context).Account, breach, cancellation) is null)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            await parts.Installation.Breaches.JoinAsync(
                breach, await Uploads.TextAsync(context, "name", cancellation), isOwn: false, SignedIn.Of(context).Account.Person, cancellation);
            return Results.Redirect($"/breaches/{breach}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/breaches/{breach}");
        }
    }

    private static async Task<IResult> PaperAsync(string breach, HttpContext context, Sight sight, BreachDesk desk, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindBreachAsync(account, breach, cancellation) is not { } seen)
        {
            return RefusalPage.NotFound(context);
        }

        var name = context.Request.Query["name"].ToString() is { Length: > 0 } asked ? asked : BreachPaperShelf.Timeline;
        var (number, sent) = (Number(context, "controller"), Number(context, "sent"));
        try
        {
            return BreachPaperShelf.OfOne.Contains(name)
                ? Give(context, await desk.PaperAsync(account, new AskedPaper(name, breach, number, null, sent > 0 ? sent : null), cancellation), $"{breach}-{name}")
                : RefusalPage.NotFound(context);
        }
        catch (EcluseException missing) when (missing.Code != "BREACH-002")
        {
            return RefusalPage.Of(context, missing, Back(seen, number));
        }
        catch (EcluseException)
        {
            return RefusalPage.NotFound(context);
        }
    }

    // A controller's register of its breaches; the processor's people, its own list.
    private static async Task<IResult> RegisterAsync(HttpContext context, BreachDesk desk, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        var name = !Sight.SeesAll(account) ? BreachPaperShelf.Register
            : context.Request.Query["name"].ToString() == BreachPaperShelf.Processing ? BreachPaperShelf.Processing : BreachPaperShelf.List;
        return Give(context, await desk.PaperAsync(account, new AskedPaper(name, null), cancellation), name);
    }

    private static IResult Give(HttpContext context, MadePaper paper, string name)
    {
        if (context.Request.Query["as"] == "json")
        {
            return Results.File(paper.Json, "application/json", $"{name}.json");
        }

        // The page carries its own style and its own policy, as it does in a file.
        context.Response.Headers.ContentSecurityPolicy = Layout.PageStyle.Policy;
        return Results.Text(paper.Page(ConsolePage.LanguageOf(context), PageZone.Of(Paris)), "text/html; charset=utf-8");
    }

    private static TimeZoneInfo Paris => TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static int PartOf(HttpContext context, SeenBreach seen, BreachField field) =>
        field.Scope == FieldScope.Incident ? 0 : seen.IsWhole ? Number(context, "controller") : seen.Parts[0].Number;

    private static string Back(SeenBreach seen, int part) =>
        part > 0 && seen.IsWhole ? $"/breaches/{seen.Dossier.Breach.Id}?controller={part}" : $"/breaches/{seen.Dossier.Breach.Id}";

    private static int Number(HttpContext context, string name) => IntOf(context.Request.Query[name].ToString());

    private static int IntOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= NumberMax ? number : 0;

    // Fields of browsers have no zone; the forms say UTC.
    private static string Zoned(string local) => local.Length is 16 or 19 ? local + (local.Length == 16 ? ":00Z" : "Z") : local;

    private static DateTimeOffset? InstantOf(string local) =>
        local.Length == 0 ? null
        : DateTimeOffset.TryParse(Zoned(local), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at
        : throw BreachErrors.NotACause();
}
