using System.Globalization;
using Ecluse.Accounts;
using Ecluse.Approvals;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Host.WebConsole;
using Ecluse.Storage.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary>Contracts, instructions, certificates, the journal: read as the command line reads them.</summary>
internal static class PapersApi
{
    /// <summary>Raw entries in one answer.</summary>
    public const int EntriesMax = 1000;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/contracts", ContractsAsync).Needs(Right.SeePassages).Says<IReadOnlyList<ListedContract>>("Contracts that are yours to see, the latest first.");
        api.MapGet("/contracts/{number}", ContractAsync).Needs(Right.SeePassages).Says<ContractFacts>("A contract and who signs under it.");
        api.MapGet("/contracts/{number}/allowed-signers", SignersAsync).Needs(Right.SeePassages).Says<AllowedSignersFile>("Its list of signers, for ssh-keygen and for gates.");
        api.MapGet("/instructions", InstructionsAsync).Needs(Right.SeePassages).Says<IReadOnlyList<InstructionFacts>>("Instructions, the latest first.");
        api.MapGet("/instructions/{number}", InstructionAsync).Needs(Right.SeePassages).Says<InstructionFacts>("What an instruction lists.");
        api.MapGet("/passages/{id}/certificate", CertificateAsync).Needs(Right.ExportProofs).Says<CertificateBytes>("The certificate of an erased passage, with its proofs.");
        api.MapGet("/journal", JournalAsync).Needs(Right.SeeJournal).Says<JournalFacts>("Entries from the index in the query's from on.");
        api.MapGet("/journal/raw", RawAsync).Needs(Right.SeeJournal).Says<JournalPart>("At most a thousand raw entries from the index in the query's from on, with checkpoint and key: what a separate reader verifies.");
    }

    private static async Task<IResult> ContractsAsync(HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var seen = (await sight.ContractsAsync(ApiSight.Who(context), cancellation)).Select(one => one.Contract.Record.Number).ToHashSet();
        var now = parts.Clock.GetUtcNow();
        return ApiJson.Answer((await parts.Installation.Contracts.ListAsync(cancellation))
            .Where(stored => seen.Contains(stored.Contract.Record.Number)).Select(stored => ListedContract.Of(stored, now)));
    }

    private static async Task<IResult> ContractAsync(string number, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var stored = await sight.FindContractAsync(ApiSight.Who(context), number, cancellation) ?? throw ApiErrors.NothingHere();
        var withdrawn = await parts.Installation.Contracts.WithdrawalsAsync(stored.Contract.Record.Number, cancellation);
        return ApiJson.Answer(ContractFacts.Of(stored.Contract, withdrawn, parts.Clock.GetUtcNow(), ConsolePage.LanguageOf(context)));
    }

    private static async Task<IResult> SignersAsync(string number, HttpContext context, Sight sight, ServerParts parts, CancellationToken cancellation)
    {
        var stored = await sight.FindContractAsync(ApiSight.Who(context), number, cancellation) ?? throw ApiErrors.NothingHere();
        return ApiJson.Answer(new AllowedSignersFile(
            SignerList.Write(stored.Contract.Record, await parts.Installation.Contracts.WithdrawalsAsync(stored.Contract.Record.Number, cancellation))));
    }

    private static async Task<IResult> InstructionsAsync(HttpContext context, Sight sight, CancellationToken cancellation) => ApiJson.Answer(
        (await sight.InstructionsAsync(ApiSight.Who(context), cancellation)).Select(one => InstructionFacts.Of(one.Instruction, one, [], ConsolePage.LanguageOf(context))));

    private static async Task<IResult> InstructionAsync(string number, HttpContext context, Sight sight, CancellationToken cancellation)
    {
        var found = (await sight.InstructionsAsync(ApiSight.Who(context), cancellation))
            .FirstOrDefault(one => one.Instruction.Number == number || one.Instruction.Sha256 == number) ?? throw ApiErrors.NothingHere();
        return ApiJson.Answer(InstructionFacts.Of(found.Instruction, found, [], ConsolePage.LanguageOf(context)));
    }

    private static async Task<IResult> CertificateAsync(string id, HttpContext context, ApiSight sight, ServerParts parts, CancellationToken cancellation)
    {
        var work = await sight.PassageAsync(context, id, cancellation);
        try
        {
            var (_, file) = await CertificateMaker.MakeAsync(parts.Installation, work.Passage.Id, cancellation);
            return ApiJson.Answer(new CertificateBytes(CanonicalDocument.Write(file)));
        }
        catch (EcluseException early) when (early.Kind == ErrorKind.NotFound)
        {
            // The passage is there: only what is not to be seen is answered as what is not there.
            return ApiProblem.Answer(context, early, StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> JournalAsync(HttpContext context, ServerParts parts, CancellationToken cancellation) =>
        ApiJson.Answer(await JournalFacts.ReadAsync(parts.Installation.Journal, From(context), cancellation));

    private static async Task<IResult> RawAsync(HttpContext context, ServerParts parts, CancellationToken cancellation) =>
        ApiJson.Answer(await parts.Installation.Journal.PartAsync(From(context), EntriesMax, cancellation));

    private static long From(HttpContext context) =>
        long.TryParse(context.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 0;
}

/// <summary>A list of signers.</summary>
/// <param name="Text">As <c>ssh-keygen -Y verify</c> reads it.</param>
internal sealed record AllowedSignersFile(string Text);

/// <summary>A certificate's file.</summary>
/// <param name="File">Its exact bytes.</param>
internal sealed record CertificateBytes(byte[] File);
