using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Host.Api;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Breaches;

/// <summary>Breaches for a command line elsewhere: the same acts, sight and papers as the console's.</summary>
internal static class BreachApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/breaches", ListAsync).Needs(Right.SeeBreaches).Says<IReadOnlyList<ListedBreach>>("Breaches that are yours to see; what is counted is what you see.");
        api.MapPost("/breaches", OpenAsync).Needs(Right.OpenBreaches).Takes<BreachAsked>().Says<BreachOpened>("Opens one, and lists every controller that it may concern.");
        api.MapPost("/breaches/concerned", ConcernedAsync).Needs(Right.OpenBreaches).Takes<CauseAsked>()
            .Says<IReadOnlyList<ConcernedController>>("Who had data in that place then, as the journal tells it; opens nothing.");
        api.MapGet("/breaches/register", RegisterAsync).Needs(Right.SeeBreaches).Says<BreachPaper>("The list of incidents, a controller's register of breaches, or the register of processing.");
        api.MapGet("/breaches/{breach}", ShowAsync).Needs(Right.SeeBreaches).Says<BreachStory>("What stands in a dossier, and its clocks; a controller's people, the incident and their own part.");
        api.MapPost("/breaches/{breach}/entries", EnterAsync).Needs(Right.EnterBreaches).Takes<BreachSaid>().Says<BreachEntry>("Enters something; what stood there before stays as an earlier version.");
        api.MapPost("/breaches/{breach}/parts", JoinAsync).Needs(Right.OpenBreaches).Takes<PartAsked>().Says<BreachPart>("Adds a controller that the journal does not name.");
        api.MapPost("/breaches/{breach}/figures", FiguresAsync).Needs(Right.EnterBreaches).Takes<AskedFigures>().Says<FoundFigures>("Persons and records of a controller, from what was signed; enters them where that is asked.");
        api.MapPost("/breaches/{breach}/hold", HoldAsync).Needs(Right.OpenBreaches).Takes<BreachHold>().Says<BreachHeld>("Keeps a closed dossier past its date.");
        api.MapGet("/breaches/{breach}/paper", PaperAsync).Needs(Right.SeeBreaches).Says<BreachPaper>("A paper of one breach: notice, sheet, letter or timeline. Écluse sends none.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, BreachDesk desk, CancellationToken cancellation) =>
        ApiJson.Answer(await desk.ListAsync(ApiSight.Who(context), cancellation));

    private static async Task<IResult> OpenAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var asked = await ApiJson.ReadAsync<BreachAsked>(context, cancellation);
        var opened = await parts.Installation.Breaches.OpenAsync(asked.Opening, ApiSight.Who(context).Person, cancellation);
        return ApiJson.Answer(new BreachOpened(opened.Id, opened.Parts));
    }

    private static async Task<IResult> ConcernedAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var asked = await ApiJson.ReadAsync<CauseAsked>(context, cancellation);
        return ApiJson.Answer(await parts.Installation.Breaches.ConcernedAsync(asked.Cause, cancellation));
    }

    private static async Task<IResult> ShowAsync(string breach, HttpContext context, BreachDesk desk, CancellationToken cancellation) =>
        ApiJson.Answer(await desk.StoryAsync(await desk.FindAsync(ApiSight.Who(context), breach, cancellation), cancellation));

    private static async Task<IResult> EnterAsync(string breach, HttpContext context, BreachDesk desk, CancellationToken cancellation)
    {
        var (me, seen) = await SeenAsync(breach, context, desk, cancellation);
        var said = await ApiJson.ReadAsync<BreachSaid>(context, cancellation);
        return ApiJson.Answer(await desk.EnterAsync(me, seen, said.Saying, cancellation));
    }

    private static async Task<IResult> JoinAsync(string breach, HttpContext context, BreachDesk desk, ServerParts parts, CancellationToken cancellation)
    {
        var (me, _) = await SeenAsync(breach, context, desk, cancellation);
        var asked = await ApiJson.ReadAsync<PartAsked>(context, cancellation);
        return ApiJson.Answer(await parts.Installation.Breaches.JoinAsync(breach, asked.Name, asked.Own, me.Person, cancellation));
    }

    private static async Task<IResult> FiguresAsync(string breach, HttpContext context, BreachDesk desk, CancellationToken cancellation)
    {
        var (me, seen) = await SeenAsync(breach, context, desk, cancellation);
        return ApiJson.Answer(await desk.FiguresAsync(me, seen, await ApiJson.ReadAsync<AskedFigures>(context, cancellation), ConsolePage.LanguageOf(context), cancellation));
    }

    private static async Task<IResult> HoldAsync(string breach, HttpContext context, BreachDesk desk, ServerParts parts, CancellationToken cancellation)
    {
        var (me, _) = await SeenAsync(breach, context, desk, cancellation);
        var asked = await ApiJson.ReadAsync<BreachHold>(context, cancellation);
        await parts.Installation.Breaches.HoldAsync(breach, asked.Until, asked.Reason, me.Person, cancellation);
        return ApiJson.Answer(new BreachHeld(breach));
    }

    private static async Task<IResult> PaperAsync(string breach, HttpContext context, BreachDesk desk, CancellationToken cancellation) => await GiveAsync(
        context, desk, new AskedPaper(Query(context, "name") ?? BreachPaperShelf.Timeline, breach, Number(context, "controller") ?? 0, null, Number(context, "sent")), cancellation);

    private static async Task<IResult> RegisterAsync(HttpContext context, BreachDesk desk, CancellationToken cancellation)
    {
        var usual = ApiSight.Who(context).Side == Side.Processor ? BreachPaperShelf.List : BreachPaperShelf.Register;
        return await GiveAsync(context, desk, new AskedPaper(Query(context, "name") ?? usual, null, 0, Query(context, "of")), cancellation);
    }

    // As data always; as a page in the zone that is asked for.
    private static async Task<IResult> GiveAsync(HttpContext context, BreachDesk desk, AskedPaper asked, CancellationToken cancellation)
    {
        var made = await desk.PaperAsync(ApiSight.Who(context), asked, cancellation);
        return ApiJson.Answer(new BreachPaper(made.Json, Query(context, "zone") is { } zone ? made.Page(ConsolePage.LanguageOf(context), BreachPaperShelf.ZoneOf(zone)) : null));
    }

    private static async Task<(Host.Accounts.Account Me, SeenBreach Seen)> SeenAsync(string breach, HttpContext context, BreachDesk desk, CancellationToken cancellation)
    {
        var me = ApiSight.Who(context);
        return (me, await desk.FindAsync(me, breach, cancellation));
    }

    private static string? Query(HttpContext context, string name) => context.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    private static int? Number(HttpContext context, string name) =>
        Query(context, name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw ApiErrors.NotThisShape();
}

/// <summary>What a breach is opened with.</summary>
/// <param name="Origin">What it comes from; a warning or an alert of this server becomes a breach by its own act, which keeps the first receipt.</param>
/// <param name="Received">First receipt.</param>
/// <param name="Places">Where something went wrong; none for the whole server.</param>
/// <param name="Since">From when.</param>
/// <param name="Until">Until when.</param>
/// <param name="Own">Name of the controller that runs the installation, where its own data is touched.</param>
internal sealed record BreachAsked(
    OriginKind Origin, DateTimeOffset Received, IReadOnlyList<string> Places, DateTimeOffset? Since = null, DateTimeOffset? Until = null, string? Own = null)
{
    /// <summary>The same as the ledger takes it.</summary>
    internal BreachOpening Opening => new(new BreachOrigin(Origin, null, Received), new Cause(Places, Since, Until), Own);
}

/// <summary>A breach that was opened, and whom it may concern.</summary>
internal sealed record BreachOpened(string Breach, IReadOnlyList<BreachPart> Parts);

/// <summary>Where and when something went wrong.</summary>
internal sealed record CauseAsked(IReadOnlyList<string> Places, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    /// <summary>The same as the ledger takes it.</summary>
    internal Cause Cause => new(Places, Since, Until);
}

/// <summary>What somebody enters in a dossier.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Value">The value; none where it is not known yet.</param>
/// <param name="Note">The note.</param>
/// <param name="State">How well it is known.</param>
/// <param name="Controller">Number of the controller; 0 for the incident.</param>
/// <param name="Item">Which one, where the field repeats; 0 for a new one.</param>
/// <param name="Learnt">When it was learnt; now where it is left out.</param>
internal sealed record BreachSaid(
    string Field, string? Value = null, string? Note = null, Knowledge State = Knowledge.Known, int Controller = 0, int Item = 0, DateTimeOffset? Learnt = null)
{
    /// <summary>The same as the dossier takes it.</summary>
    internal BreachSaying Saying => new(Controller, Field, Value, Note, State, Item, Learnt);
}

/// <summary>A controller that is added, and whether it runs the installation itself.</summary>
internal sealed record PartAsked(string Name, bool Own = false);

/// <summary>Until when a closed dossier is kept past its date, and why.</summary>
internal sealed record BreachHold(DateTimeOffset Until, string Reason);

/// <summary>A dossier that is kept past its date.</summary>
internal sealed record BreachHeld(string Held);

/// <summary>A paper.</summary>
/// <param name="Json">Canonical JSON, in base64.</param>
/// <param name="Page">The page, where a zone was given.</param>
internal sealed record BreachPaper(byte[] Json, string? Page);
