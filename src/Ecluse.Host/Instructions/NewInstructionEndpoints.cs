using System.Text;
using Ecluse.Accounts;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Instructions;
using Ecluse.Layout;
using Ecluse.Markup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Instructions;

/// <summary><c>/instructions/new</c>: an instruction that a signatory of the laboratory signed is kept, as by <c>ecluse instruction add</c>.</summary>
internal static class NewInstructionEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/instructions/new", Form).Needs(Right.GiveInstructions);
        application.MapPost("/instructions/new", KeepAsync).Needs(Right.GiveInstructions).TakesFiles();
    }

    private static IResult Form(HttpContext context)
    {
        var pen = ConsolePage.PenOf(context);
        var title = pen.Say("Give an instruction", "Donner une instruction");
        return ConsolePage.Answer(context, pen, title, Html.Of(
            $"""
            {Pages.Head("/instructions", "Instructions", title, Html.Text(pen.Say(
                "What may pass, from where to where, why, and until when: signed by somebody whom the contract names.",
                "Ce qui peut passer, d’où vers où, pourquoi et jusqu’à quand : signé de quelqu’un que le contrat nomme.")))}
            <form class="panel pad form wide" method="post" action="/instructions/new" enctype="multipart/form-data">
            {Pages.FileField("instruction", pen.Say("Instruction (.yaml)", "Instruction (.yaml)"), pen)}
            {Pages.FileField("signature", pen.Say("A signatory’s signature (.sig)", "La signature d’un signataire (.sig)"), pen)}
            <p class="btn-row"><button class="btn btn-1" type="submit">{pen.Say("Check and keep it", "La contrôler et la garder")}</button></p></form>
            """));
    }

    private static async Task<IResult> KeepAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        try
        {
            var bytes = await Uploads.ReadAsync(context, "instruction", cancellation);
            var signature = Encoding.UTF8.GetString(await Uploads.ReadAsync(context, "signature", cancellation));
            var instruction = InstructionReader.Read("instruction.yaml", bytes);
            if (!await sight.SeesAsync(account, instruction.Contract, cancellation))
            {
                return RefusalPage.NotFound(context);
            }

            var ground = await parts.Installation.GroundAsync(instruction.Contract, cancellation);
            await parts.Installation.Instructions.AddAsync("instruction.yaml", bytes, signature, ground, account.Person, cancellation);
            return Results.Redirect($"/instructions/{instruction.Number}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, "/instructions/new");
        }
    }
}
