using System.Globalization;
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
            context, stored.Instruction, contract.Record.Controller ?? "", await SpaceOpening.PeopleAsync(accounts, contract.Record.Controller, cancellation),
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
            var opened = await SpaceOpening.RunAsync(
                parts.Installation, accounts, stored.Instruction, await AskedAsync(context, cancellation), account.Person, cancellation);
            return Results.Redirect($"/spaces/{opened.Id}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/instructions/{number}/space");
        }
    }

    private static async Task<SpaceAsked> AskedAsync(HttpContext context, CancellationToken cancellation)
    {
        Task<string> Field(string name) => Uploads.TextAsync(context, name, cancellation);
        IEnumerable<string?> people = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(cancellation))["person"] : [];
        return new(
            await Field("grade") == "on-arrival" ? Grade.OnArrival : Grade.EndToEnd,
            await Field("direction") == "to-laboratory" ? Direction.ToLaboratory : Direction.ToProcessor,
            Number(await Field("mebibytes")) * Mebibyte, (int)Number(await Field("objects")),
            (await Field("recipients")).Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries), [.. people.OfType<string>()],
            DateTimeOffset.TryParseExact(await Field("erase-by"), InstantForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? at : DateTimeOffset.MinValue,
            (int)Number(await Field("days")));
    }

    // Whole and not absurd, or 0, which no space holds.
    private static long Number(string text) => TusHeaders.Number(text) is { } number and <= int.MaxValue ? number : 0;
}
