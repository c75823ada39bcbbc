using System.Text;
using Ecluse.Accounts;
using Ecluse.ContractPages;
using Ecluse.Contracts;
using Ecluse.Contracts.Prose;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Contracts;

/// <summary>
/// <c>/contracts/new</c>: a contract is read (a record point by point, or one as it was written, which opens nothing) and a record that
/// both parties signed is kept: the same use cases as <c>ecluse contract check</c> and <c>ecluse contract add</c>.
/// </summary>
internal static class NewContractEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/contracts/new", NewContractPage.Form).Needs(Right.SeePassages);
        application.MapPost("/contracts/check", CheckAsync).Needs(Right.SeePassages).TakesFiles();
        application.MapPost("/contracts/new", KeepAsync).Needs(Right.AddContracts).TakesFiles();
    }

    private static async Task<IResult> CheckAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        try
        {
            var bytes = await Uploads.ReadAsync(context, "document", cancellation);
            var name = await NameAsync(context, cancellation);
            if (Path.GetExtension(name) is not (".yaml" or ".yml"))
            {
                return NewContractPage.Prose(context, ProseCheck.Run(name, bytes));
            }

            var record = ContractReader.Read(name, bytes);
            var view = new ContractView(
                record.Number, record.Controller ?? record.Number, record.Sha256, ContractCheck.Run(record, parts.Clock.GetUtcNow()),
                ConsolePage.PenOf(context).Zone);
            return NewContractPage.Record(context, view);
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, "/contracts/new");
        }
    }

    private static async Task<IResult> KeepAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        try
        {
            var contract = SignedContract.Read(
                "contract.yaml", await Uploads.ReadAsync(context, "record", cancellation),
                Encoding.UTF8.GetString(await Uploads.ReadAsync(context, "controller", cancellation)),
                Encoding.UTF8.GetString(await Uploads.ReadAsync(context, "processor", cancellation)));
            await parts.Installation.Contracts.AddAsync(contract, parts.Clock.GetUtcNow(), SignedIn.Of(context).Account.Person, cancellation);
            return Results.Redirect($"/contracts/{contract.Record.Number}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, "/contracts/new");
        }
    }

    // Of the name that somebody's file had nothing is kept but which of the kinds it says it is; pasted text is a record.
    private static async Task<string> NameAsync(HttpContext context, CancellationToken cancellation)
    {
        var file = (await context.Request.ReadFormAsync(cancellation)).Files.GetFile("document");
        var extension = file is { Length: > 0 } ? Path.GetExtension(file.FileName).ToLowerInvariant() : ".yaml";
        return extension is ".yaml" or ".yml" || ProseCheck.Takes("contract" + extension) ? "contract" + extension : throw ProseCheck.UnknownKind();
    }
}
