using Ecluse.Accounts;
using Ecluse.Contracts;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Instructions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary>Signed papers that are handed in: contracts, instructions; and a signatory's key that is withdrawn.</summary>
internal static class HandedInApi
{
    private const int BytesMax = 2 * Uploads.BytesMax;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/contracts", ContractAsync).Needs(Right.AddContracts).WithMetadata(new RequestSizeLimitAttribute(BytesMax))
            .Takes<HandedContract>().Says<KeptContract>("Keeps a contract's record that both parties signed.");
        api.MapPost("/contracts/{number}/withdrawn-keys", WithdrawAsync).Needs(Right.WithdrawSignatoryKeys)
            .Takes<WithdrawnKey>().Says<WithdrawnFrom>("Withdraws a signatory's key from now on.");
        api.MapPost("/instructions", InstructionAsync).Needs(Right.GiveInstructions).WithMetadata(new RequestSizeLimitAttribute(BytesMax))
            .Takes<HandedInstruction>().Says<InstructionFacts>("Keeps an instruction that a signatory of the laboratory signed.");
    }

    private static async Task<IResult> ContractAsync(HttpContext context, ServerParts parts, CancellationToken cancellation)
    {
        var given = await ApiJson.ReadAsync<HandedContract>(context, cancellation, BytesMax);
        var contract = SignedContract.Read("contract.yaml", given.Record, given.Controller, given.Processor);
        return ApiJson.Answer(KeptContract.Of(await parts.Installation.Contracts.AddAsync(contract, parts.Clock.GetUtcNow(), ApiSight.Who(context).Person, cancellation)));
    }

    private static async Task<IResult> WithdrawAsync(string number, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        _ = await sight.FindContractAsync(ApiSight.Who(context), number, cancellation) ?? throw ApiErrors.NothingHere();
        var key = (await ApiJson.ReadAsync<WithdrawnKey>(context, cancellation)).Fingerprint;
        return ApiJson.Answer(new WithdrawnFrom(await parts.Installation.Contracts.WithdrawKeyAsync(number, key, ApiSight.Who(context).Person, cancellation)));
    }

    private static async Task<IResult> InstructionAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var (given, who) = (await ApiJson.ReadAsync<HandedInstruction>(context, cancellation, BytesMax), ApiSight.Who(context));
        var instruction = InstructionReader.Read("instruction.yaml", given.Document);
        if (!await sight.SeesAsync(who, instruction.Contract, cancellation))
        {
            throw ApiErrors.NothingHere();
        }

        var ground = await parts.Installation.GroundAsync(instruction.Contract, cancellation);
        var stored = await parts.Installation.Instructions.AddAsync("instruction.yaml", given.Document, given.Signature, ground, who.Person, cancellation);
        return ApiJson.Answer(InstructionFacts.Of(instruction, stored, [], ConsolePage.LanguageOf(context)));
    }
}

/// <summary>A contract's record, with both signatures over its exact bytes.</summary>
/// <param name="Record">The YAML, at most 1 MiB.</param>
/// <param name="Controller">The laboratory's signature.</param>
/// <param name="Processor">The processor's signature.</param>
internal sealed record HandedContract(byte[] Record, string Controller, string Processor);

/// <summary>An instruction, with a signatory's signature over its exact bytes.</summary>
internal sealed record HandedInstruction(byte[] Document, string Signature);

/// <summary>A key that shall sign nothing more.</summary>
/// <param name="Fingerprint"><c>SHA256:…</c>.</param>
internal sealed record WithdrawnKey(string Fingerprint);

/// <summary>From which entry of the journal on a key signs nothing.</summary>
internal sealed record WithdrawnFrom(long From);
