using Ecluse.Accounts;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Host.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.Live;
using Ecluse.Host.WebConsole;
using Ecluse.Host.Works;
using Ecluse.Instructions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Instructions;

/// <summary><c>/instructions</c>: what the laboratory told to be done, and a plan made from it.</summary>
internal static class InstructionEndpoints
{
    public static void Map(WebApplication application)
    {
        application.MapGet("/instructions", ListAsync).Needs(Right.SeePassages);
        application.MapGet("/instructions/{number}", OneAsync).Needs(Right.SeePassages);
        application.MapGet("/instructions/{number}/live", LiveAsync).Needs(Right.SeePassages);
        application.MapPost("/instructions/{number}/plan", PlanAsync).Needs(Right.MakePlans);
    }

    private static async Task<IResult> ListAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation) =>
        InstructionPages.List(context, await sight.InstructionsAsync(SignedIn.Of(context).Account, cancellation), parts.Clock.GetUtcNow());

    private static async Task<IResult> OneAsync(
        string number, HttpContext context, Sight sight, ServerParts parts, Workshop workshop, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindInstructionAsync(account, number, cancellation) is not { } stored)
        {
            return RefusalPage.NotFound(context);
        }

        var (contract, _) = await parts.Installation.Contracts.GetAsync(stored.Instruction.Contract, cancellation);
        var now = parts.Clock.GetUtcNow();
        var standing = new InstructionStanding(
            stored, InstructionCheck.Run(stored.Instruction, contract.Record, now), contract.Check(now).InForce,
            [.. (await sight.PlansAsync(account, cancellation)).Where(one => one.Plan.Instruction.Sha256 == stored.Instruction.Sha256).Select(one => one.Plan)],
            [.. (await sight.PassagesAsync(account, cancellation)).Where(work => work.Plan.Instruction.Sha256 == stored.Instruction.Sha256).Select(work => work.Passage)],
            workshop.Find(stored.Instruction.Sha256), now);
        return InstructionPages.One(context, standing, account);
    }

    private static async Task<IResult> LiveAsync(
        string number, HttpContext context, Sight sight, ChangeFeed feed, CancellationToken cancellation) =>
        await sight.FindInstructionAsync(SignedIn.Of(context).Account, number, cancellation) is null
            ? RefusalPage.NotFound(context)
            : feed.Answer(context, async stop => await sight.FindInstructionAsync(SignedIn.Of(context).Account, number, stop) is not null);

    private static async Task<IResult> PlanAsync(
        string number, HttpContext context, Sight sight, ServerParts parts, Workshop workshop, CancellationToken cancellation)
    {
        var account = SignedIn.Of(context).Account;
        if (await sight.FindInstructionAsync(account, number, cancellation) is not { } stored)
        {
            return RefusalPage.NotFound(context);
        }

        try
        {
            var kind = await Uploads.TextAsync(context, "kind", cancellation) == "classic" ? AgeKeyKind.X25519 : AgeKeyKind.Hybrid;
            var (contract, _) = await parts.Installation.Contracts.GetAsync(stored.Instruction.Contract, cancellation);
            if (InstructionCheck.Run(stored.Instruction, contract.Record, parts.Clock.GetUtcNow()) is { Count: > 0 } reasons)
            {
                throw new EcluseException(
                    reasons[0].Code, reasons[0].Reason,
                    new("A plan is made from an instruction that may be given now.", "Un plan s’établit d’après une instruction qui peut être donnée maintenant."),
                    ErrorKind.Refused);
            }

            workshop.Begin(stored.Instruction.Sha256, JobKind.Plan, account.Person, async (job, stop) =>
                (await new PlanMaking(parts.Installation).RunAsync(stored.Instruction, kind, null, account.Person, job, stop)).Plan.Id);
            return Results.Redirect($"/instructions/{number}");
        }
        catch (EcluseException refused)
        {
            return RefusalPage.Of(context, refused, $"/instructions/{number}");
        }
    }
}
