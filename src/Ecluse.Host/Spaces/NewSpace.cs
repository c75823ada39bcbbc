using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Spaces;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Spaces;

/// <summary>Opens a space under an instruction: the form, and what it was filled in with.</summary>
internal static class NewSpace
{
    private const long Mebibyte = 1024 * 1024;
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm";

    public static async Task<IResult> FormAsync(
        string number, HttpContext context, Sight sight, ServerParts parts, AccountShelf accounts, CancellationToken cancellation)
    {
        if (await sight.FindInstructionAsync(SignedIn.Of(context).Account, number, cancellation) is not { } stored)
        {
            return RefusalPage.NotFound(context);
        }

        var (contract, _) = await parts.Installation.Contracts.GetAsync(stored.Instruction.Contract, cancellation);
        return NewSpacePage.Answer(
            context, stored.Instruction, contract.Record.Controller ?? "", await PeopleAsync(accounts, contract.Record.Controller, cancellation),
            parts.Clock.GetUtcNow());
    }

    public static async Task<IResult> OpenAsync(
        string number, HttpContext context, Sight sight, ServerParts parts, AccountShelf accounts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindInstructionAsync(account, number, cancellation) is not { } stored)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            var (contract, _) = await parts.Installation.Contracts.GetAsync(stored.Instruction.Contract, cancellation);
            var people = await PeopleAsync(accounts, contract.Record.Controller, cancellation);
            var order = await OrderAsync(context, people, cancellation);
            var installation = parts.Installation;
            var opened = await new OpeningSpace(installation.Spaces, installation.Segments, installation.SpaceKeys, parts.Clock).RunAsync(
                order, stored.Instruction, contract, people.ToDictionary(one => one.Person, one => one.Controller), account.Person, cancellation);
            return Results.Redirect($"/spaces/{opened.Id}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/instructions/{number}/space");
        }
    }

    /// <summary>Whom a space can name: whose role uses spaces, of the processor and of this controller.</summary>
    private static async Task<IReadOnlyList<Account>> PeopleAsync(AccountShelf accounts, string? controller, CancellationToken cancellation) =>
    [
        .. (await accounts.PeopleAsync(cancellation)).People
            .Where(one => RoleNames.Parse(one.Person.Role) is { } role && (one.Person.Controller is null || one.Person.Controller == controller)
                && Rights.Allows(role, one.Person.Controller is null ? Side.Processor : Side.Controller, Right.UseSpaces))
            .Select(one => new Account(
                one.Person.Id, one.Person.Name ?? one.Person.Id, one.Person.Organisation ?? "", RoleNames.Parse(one.Person.Role)!.Value, one.Person.Controller)),
    ];

    private static async Task<SpaceOrder> OrderAsync(HttpContext context, IReadOnlyList<Account> people, CancellationToken cancellation)
    {
        Task<string> Field(string name) => Uploads.TextAsync(context, name, cancellation);
        var direction = await Field("direction") == "to-laboratory" ? Direction.ToLaboratory : Direction.ToProcessor;
        var chosen = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(cancellation))["person"].Select(id => people.FirstOrDefault(one => one.Person == id)).OfType<Account>().ToList()
            : [];
        bool Sends(Account one) => one.Controller is null == (direction == Direction.ToLaboratory);
        return new(
            await Field("grade") == "on-arrival" ? Grade.OnArrival : Grade.EndToEnd, direction,
            new SpaceLimits(Number(await Field("mebibytes")) * Mebibyte, (int)Number(await Field("objects"))),
            [.. (await Field("recipients")).Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries)],
            [.. chosen.Where(Sends).Select(one => one.Person)], [.. chosen.Where(one => !Sends(one)).Select(one => one.Person)],
            DateTimeOffset.TryParseExact(await Field("erase-by"), InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at : DateTimeOffset.MinValue,
            (int)Number(await Field("days")));
    }

    // Whole and not absurd, or 0, which no space holds.
    private static long Number(string text) => TusHeaders.Number(text) is { } number and <= int.MaxValue ? number : 0;
}
