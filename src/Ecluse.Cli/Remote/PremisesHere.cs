using Ecluse.Age;
using Ecluse.Approvals;
using Ecluse.Contracts;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host;
using Ecluse.Host.Accounts;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Host.Spaces;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Spaces;

namespace Ecluse.Cli.Remote;

/// <summary>The data folder of this machine.</summary>
internal sealed class PremisesHere(Installation installation) : Premises
{
    public override Installation Here(string what) => installation;

    public override Task<IReadOnlyList<Passage>> PassagesAsync(CancellationToken cancellation) => installation.Ledger.ListAsync(cancellation);

    public override async Task<PassageStatus> PassageAsync(string id, Language language, CancellationToken cancellation) =>
        await PassageStatus.OfAsync(installation, await installation.WorkAsync(id, cancellation), language, cancellation);

    public override async Task<IReadOnlyList<ListedContract>> ContractsAsync(CancellationToken cancellation) =>
        [.. (await installation.Contracts.ListAsync(cancellation)).Select(stored => ListedContract.Of(stored, installation.Clock.GetUtcNow()))];

    public override async Task<ContractFacts> ContractAsync(string number, Language language, CancellationToken cancellation)
    {
        var stored = await installation.Contracts.FindAsync(number, cancellation);
        var withdrawn = await installation.Contracts.WithdrawalsAsync(stored.Contract.Record.Number, cancellation);
        return ContractFacts.Of(stored.Contract, withdrawn, installation.Clock.GetUtcNow(), language);
    }

    public override async Task<string> AllowedSignersAsync(string number, CancellationToken cancellation)
    {
        var stored = await installation.Contracts.FindAsync(number, cancellation);
        return SignerList.Write(stored.Contract.Record, await installation.Contracts.WithdrawalsAsync(stored.Contract.Record.Number, cancellation));
    }

    public override async Task<KeptContract> AddContractAsync(SignedContract contract, CancellationToken cancellation) =>
        KeptContract.Of(await installation.Contracts.AddAsync(contract, installation.Clock.GetUtcNow(), await installation.ActorAsync(cancellation), cancellation));

    public override async Task<long> WithdrawKeyAsync(string contract, string fingerprint, CancellationToken cancellation) =>
        await installation.Contracts.WithdrawKeyAsync(contract, fingerprint, await installation.ActorAsync(cancellation), cancellation);

    public override async Task<InstructionFacts> AddInstructionAsync(
        Instruction instruction, byte[] bytes, string signature, Language language, CancellationToken cancellation)
    {
        var ground = await installation.GroundAsync(instruction.Contract, cancellation);
        var stored = await installation.Instructions.AddAsync(
            "instruction.yaml", bytes, signature, ground, await installation.ActorAsync(cancellation), cancellation);
        return InstructionFacts.Of(instruction, stored, [], language);
    }

    public override async Task<PostponementBytes> DraftPostponementAsync(string id, PostponementAsked asked, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        return new(
            await installation.DraftPostponementAsync(work, asked.Until.ToUniversalTime(), asked.LegalHold, asked.Reason, cancellation), work.Passage.EraseBy);
    }

    public override async Task<TakenPostponement> PostponeAsync(string id, byte[] document, string signature, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        var (signatory, done) = await installation.PostponeAsync(work, document, signature, await installation.ActorAsync(cancellation), cancellation);
        return new(work.Passage.Id, signatory.Id, signatory.Name, done.From, done.Until, done.LegalHold);
    }

    public override async Task<IReadOnlyList<InstructionFacts>> InstructionsAsync(Language language, CancellationToken cancellation) =>
        [.. (await installation.Instructions.ListAsync(cancellation)).Select(one => InstructionFacts.Of(one.Instruction, one, [], language))];

    public override async Task<InstructionFacts> InstructionAsync(string number, Language language, CancellationToken cancellation)
    {
        var stored = await installation.Instructions.FindAsync(number, cancellation);
        return InstructionFacts.Of(stored.Instruction, stored, [], language);
    }

    public override async Task<byte[]> PlanAsync(string instruction, AgeKeyKind kind, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var given = await installation.Instructions.GetAsync(instruction, cancellation);
        var by = await installation.ActorAsync(cancellation);
        return (await new PlanMaking(installation).RunAsync(given, kind, null, by, progress, cancellation)).Stored.Bytes;
    }

    public override async Task StopPlanAsync(string id, CancellationToken cancellation) =>
        await installation.Ending.StopPlanAsync(id, await installation.ActorAsync(cancellation), cancellation);

    public override async Task<OpenedPassage> OpenPassageAsync(byte[] plan, string signature, CancellationToken cancellation)
    {
        var (passage, signatory) = await installation.OpenPassageAsync(plan, signature, await installation.ActorAsync(cancellation), cancellation);
        return new OpenedPassage(passage.Id, signatory.Id, signatory.Name, passage.EraseBy);
    }

    public override async Task<ReconciliationReport> RunAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        await installation.ActorAsync(cancellation);
        return await new Walking(installation).RunAsync(await installation.WorkAsync(id, cancellation), progress, cancellation);
    }

    public override async Task<IReadOnlyList<int>> ResealAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        await installation.ActorAsync(cancellation);
        return await new Walking(installation).ResealAsync(await installation.WorkAsync(id, cancellation), progress, cancellation);
    }

    public override async Task<IReadOnlyList<RowLeft>> StopAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation) =>
        await installation.Ending.StopAsync(id, await installation.ActorAsync(cancellation), progress, cancellation);

    public override Task<IReadOnlyList<ListedReject>> RejectsAsync(string id, CancellationToken cancellation) => ListedReject.OfAsync(installation, id, cancellation);

    public override async Task<int> SkipAsync(string id, string which, string reason, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        return await new RejectDeciding(installation).SkipAsync(work, which, reason, await installation.ActorAsync(cancellation), cancellation);
    }

    public override async Task<(long Loaded, long Refused)> RetryAsync(string id, string which, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        return await new RejectDeciding(installation).RetryAsync(work, which, await installation.ActorAsync(cancellation), cancellation);
    }

    public override async Task<TakenSignature> AcceptAsync(string id, byte[] document, string signature, CancellationToken cancellation)
    {
        var work = await installation.WorkAsync(id, cancellation);
        var signatory = await new Walking(installation).AcceptAsync(work, document, signature, await installation.ActorAsync(cancellation), cancellation);
        return new TakenSignature(work.Passage.Id, signatory.Id, signatory.Name);
    }

    public override async Task<CertificateFile> CertificateAsync(string id, CancellationToken cancellation) =>
        (await CertificateMaker.MakeAsync(installation, id, cancellation)).File;

    public override Task<IReadOnlyList<Space>> SpacesAsync(CancellationToken cancellation) => installation.Spaces.ListAsync(cancellation);

    public override async Task<SpaceFacts> SpaceAsync(string id, CancellationToken cancellation)
    {
        var found = SpaceIds.IsSpace(id) ? await installation.Spaces.FindAsync(id, cancellation) : null;
        return await SpaceFacts.OfAsync(installation, found ?? throw SpaceErrors.NotFound(), null, cancellation);
    }

    public override async Task<Space> OpenSpaceAsync(string instruction, SpaceAsked asked, CancellationToken cancellation)
    {
        var given = await installation.Instructions.GetAsync(instruction, cancellation);
        return await SpaceOpening.RunAsync(
            installation, new AccountShelf(new ServerParts(installation)), given, asked, await installation.ActorAsync(cancellation), cancellation);
    }

    public override ValueTask DisposeAsync() => installation.DisposeAsync();
}
