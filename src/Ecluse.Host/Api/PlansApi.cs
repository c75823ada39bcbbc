using Ecluse.Accounts;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.Works;
using Ecluse.Instructions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary>Plans: made from an instruction by a job of the server, fetched to be signed elsewhere, dropped.</summary>
internal static class PlansApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/instructions/{number}/plan", MakeAsync).Needs(Right.MakePlans).Takes<PlanKind>().Says<JobStatus>("Counts what would pass, and makes a plan to sign.");
        api.MapGet("/instructions/{number}/job", JobAsync).Needs(Right.SeePassages).Says<JobStatus>("The last job on it since the server started.");
        api.MapGet("/plans/{id}", OneAsync).Needs(Right.SeePassages).Says<PlanBytes>("The very bytes of a plan that no passage has used.");
        api.MapPost("/plans/{id}/drop", DropAsync).Needs(Right.StopPassages).Takes<Sure>().Says("Destroys its keys; it opens nothing any more.");
    }

    private static async Task<IResult> MakeAsync(
        string number, HttpContext context, Sight sight, ServerParts parts, Workshop workshop, CancellationToken cancellation)
    {
        var who = ApiSight.Who(context);
        var stored = await sight.FindInstructionAsync(who, number, cancellation) ?? throw ApiErrors.NothingHere();
        var kind = (await ApiJson.ReadAsync<PlanKind>(context, cancellation)).Classic ? AgeKeyKind.X25519 : AgeKeyKind.Hybrid;
        var (contract, _) = await parts.Installation.Contracts.GetAsync(stored.Instruction.Contract, cancellation);
        if (InstructionCheck.Run(stored.Instruction, contract.Record, parts.Clock.GetUtcNow()) is { Count: > 0 } reasons)
        {
            throw new EcluseException(
                reasons[0].Code, reasons[0].Reason,
                new("A plan is made from an instruction that may be given now.", "Un plan s’établit d’après une instruction qui peut être donnée maintenant."),
                ErrorKind.Refused);
        }

        workshop.Begin(stored.Instruction.Sha256, JobKind.Plan, who.Person, async (job, stop) =>
            (await new PlanMaking(parts.Installation).RunAsync(stored.Instruction, kind, null, who.Person, job, stop)).Plan.Id);
        return JobStatus.Answer(context, workshop, stored.Instruction.Sha256);
    }

    private static async Task<IResult> JobAsync(string number, HttpContext context, Sight sight, Workshop workshop, CancellationToken cancellation)
    {
        var stored = await sight.FindInstructionAsync(ApiSight.Who(context), number, cancellation) ?? throw ApiErrors.NothingHere();
        return JobStatus.Answer(context, workshop, stored.Instruction.Sha256);
    }

    private static async Task<IResult> OneAsync(string id, HttpContext context, Sight sight, CancellationToken cancellation) =>
        await sight.FindPlanAsync(ApiSight.Who(context), id, cancellation) is { } found ? ApiJson.Answer(new PlanBytes(found.Stored.Bytes)) : throw ApiErrors.NothingHere();

    private static async Task<IResult> DropAsync(string id, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        if (await sight.FindPlanAsync(ApiSight.Who(context), id, cancellation) is null)
        {
            throw ApiErrors.NothingHere();
        }

        if (!(await ApiJson.ReadAsync<Sure>(context, cancellation)).IsSure)
        {
            throw ServerErrors.NotSure();
        }

        await parts.Installation.Ending.StopPlanAsync(id, ApiSight.Who(context).Person, cancellation);
        return Results.NoContent();
    }
}

/// <summary>To which kind of recipient the plan's parcels are sealed.</summary>
/// <param name="Classic">X25519 instead of the post-quantum hybrid.</param>
internal sealed record PlanKind(bool Classic);

/// <summary>A plan.</summary>
/// <param name="Document">Its exact bytes.</param>
internal sealed record PlanBytes(byte[] Document);
