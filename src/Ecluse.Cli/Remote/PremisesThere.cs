using System.Globalization;
using Ecluse.Age;
using Ecluse.Contracts;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Api;
using Ecluse.Host.Composition;
using Ecluse.Host.Spaces;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Spaces;

namespace Ecluse.Cli.Remote;

/// <summary>A server, through its API. Its long work is followed until it ends; a command that is cut leaves it at work.</summary>
internal sealed class PremisesThere(ServerClient server, TimeProvider clock) : Premises
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    public override Installation Here(string what) => throw RemoteErrors.OnlyHere(what);

    public override Task<IReadOnlyList<Passage>> PassagesAsync(CancellationToken cancellation) =>
        server.GetAsync<IReadOnlyList<Passage>>("/passages", cancellation);

    public override Task<PassageStatus> PassageAsync(string id, Language language, CancellationToken cancellation) => server.GetAsync<PassageStatus>(At(id), cancellation);

    public override Task<IReadOnlyList<ListedContract>> ContractsAsync(CancellationToken cancellation) =>
        server.GetAsync<IReadOnlyList<ListedContract>>("/contracts", cancellation);

    public override Task<ContractFacts> ContractAsync(string number, Language language, CancellationToken cancellation) =>
        server.GetAsync<ContractFacts>($"/contracts/{Segment(number)}", cancellation);

    public override async Task<string> AllowedSignersAsync(string number, CancellationToken cancellation) =>
        (await server.GetAsync<AllowedSignersFile>($"/contracts/{Segment(number)}/allowed-signers", cancellation)).Text;

    public override Task<KeptContract> AddContractAsync(SignedContract contract, CancellationToken cancellation) => server.PostAsync<KeptContract>(
        "/contracts", new HandedContract(contract.Bytes.ToArray(), contract.ControllerSignature?.Armor() ?? "", contract.ProcessorSignature?.Armor() ?? ""), cancellation);

    public override async Task<long> WithdrawKeyAsync(string contract, string fingerprint, CancellationToken cancellation) =>
        (await server.PostAsync<WithdrawnFrom>($"/contracts/{Segment(contract)}/withdrawn-keys", new WithdrawnKey(fingerprint), cancellation)).From;

    public override Task<InstructionFacts> AddInstructionAsync(
        Instruction instruction, byte[] bytes, string signature, Language language, CancellationToken cancellation) =>
        server.PostAsync<InstructionFacts>("/instructions", new HandedInstruction(bytes, signature), cancellation);

    public override Task<PostponementBytes> DraftPostponementAsync(string id, PostponementAsked asked, CancellationToken cancellation) =>
        server.PostAsync<PostponementBytes>($"{At(id)}/postponement/draft", asked, cancellation);

    public override Task<TakenPostponement> PostponeAsync(string id, byte[] document, string signature, CancellationToken cancellation) =>
        server.PostAsync<TakenPostponement>($"{At(id)}/postponement", new SignedDocument(document, signature), cancellation);

    public override Task<IReadOnlyList<InstructionFacts>> InstructionsAsync(Language language, CancellationToken cancellation) =>
        server.GetAsync<IReadOnlyList<InstructionFacts>>("/instructions", cancellation);

    public override Task<InstructionFacts> InstructionAsync(string number, Language language, CancellationToken cancellation) =>
        server.GetAsync<InstructionFacts>($"/instructions/{Segment(number)}", cancellation);

    public override async Task<byte[]> PlanAsync(string instruction, AgeKeyKind kind, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        var at = $"/instructions/{Segment(instruction)}";
        await server.PostAsync<JobStatus>($"{at}/plan", new PlanKind(kind == AgeKeyKind.X25519), cancellation);
        var job = await FollowAsync($"{at}/job", progress, cancellation);
        return (await server.GetAsync<PlanBytes>($"/plans/{Segment(job.Made ?? "")}", cancellation)).Document;
    }

    public override Task StopPlanAsync(string id, CancellationToken cancellation) => server.PostAsync($"/plans/{Segment(id)}/drop", new Sure(true), cancellation);

    public override Task<OpenedPassage> OpenPassageAsync(byte[] plan, string signature, CancellationToken cancellation) =>
        server.PostAsync<OpenedPassage>("/passages", new SignedDocument(plan, signature), cancellation);

    public override async Task<ReconciliationReport> RunAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        await server.PostAsync<JobStatus>($"{At(id)}/run", null, cancellation);
        await FollowAsync($"{At(id)}/job", progress, cancellation);
        return await server.GetAsync<ReconciliationReport>($"{At(id)}/reconciliation", cancellation);
    }

    public override async Task<IReadOnlyList<int>> ResealAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        await server.PostAsync<JobStatus>($"{At(id)}/reseal", null, cancellation);
        var made = (await FollowAsync($"{At(id)}/job", progress, cancellation)).Made ?? throw RemoteErrors.NotUnderstood();
        return [.. made.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    }

    public override async Task<IReadOnlyList<RowLeft>> StopAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        await server.PostAsync<JobStatus>($"{At(id)}/stop", new Sure(true), cancellation);
        await FollowAsync($"{At(id)}/job", progress, cancellation);
        return await server.GetAsync<IReadOnlyList<RowLeft>>($"{At(id)}/rows-left", cancellation);
    }

    /// <summary>Erases a passage.</summary>
    public async Task EraseAsync(string id, CancellationToken cancellation)
    {
        await server.PostAsync<JobStatus>($"{At(id)}/erase", new Sure(true), cancellation);
        await FollowAsync($"{At(id)}/job", new Progress<PassageProgress>(), cancellation);
    }

    public override Task<IReadOnlyList<ListedReject>> RejectsAsync(string id, CancellationToken cancellation) =>
        server.GetAsync<IReadOnlyList<ListedReject>>($"{At(id)}/rejects", cancellation);

    public override async Task<int> SkipAsync(string id, string which, string reason, CancellationToken cancellation) =>
        (await server.PostAsync<RejectsSkipped>($"{At(id)}/rejects/skip", new RejectChoice(which, reason), cancellation)).Skipped;

    public override async Task<(long Loaded, long Refused)> RetryAsync(string id, string which, CancellationToken cancellation)
    {
        await server.PostAsync<JobStatus>($"{At(id)}/rejects/retry", new RejectChoice(which), cancellation);
        var made = (await FollowAsync($"{At(id)}/job", new Progress<PassageProgress>(), cancellation)).Made?.Split('/');
        return made is [var loaded, var refused]
            ? (long.Parse(loaded, CultureInfo.InvariantCulture), long.Parse(refused, CultureInfo.InvariantCulture)) : throw RemoteErrors.NotUnderstood();
    }

    public override Task<TakenSignature> AcceptAsync(string id, byte[] document, string signature, CancellationToken cancellation) =>
        server.PostAsync<TakenSignature>($"{At(id)}/acceptance", new SignedDocument(document, signature), cancellation);

    public override async Task<CertificateFile> CertificateAsync(string id, CancellationToken cancellation) =>
        CanonicalDocument.Read<CertificateFile>((await server.GetAsync<CertificateBytes>($"{At(id)}/certificate", cancellation)).File);

    public override Task<IReadOnlyList<Space>> SpacesAsync(CancellationToken cancellation) => server.GetAsync<IReadOnlyList<Space>>("/spaces", cancellation);

    public override Task<SpaceFacts> SpaceAsync(string id, CancellationToken cancellation) => server.GetAsync<SpaceFacts>($"/spaces/{Segment(id)}", cancellation);

    public override Task<Space> OpenSpaceAsync(string instruction, SpaceAsked asked, CancellationToken cancellation) =>
        server.PostAsync<Space>($"/instructions/{Segment(instruction)}/spaces", asked, cancellation);

    public override ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<JobStatus> FollowAsync(string path, IProgress<PassageProgress> progress, CancellationToken cancellation)
    {
        while (true)
        {
            var job = await server.GetAsync<JobStatus>(path, cancellation);
            if (job.Progress is { } at)
            {
                progress.Report(at);
            }

            if (!job.IsRunning)
            {
                return job.Failure is { } failure ? throw ServerClient.Thrown(failure) : job;
            }

            await Task.Delay(LookEvery, clock, cancellation);
        }
    }

    private static string At(string id) => $"/passages/{Segment(id)}";

    private static string Segment(string id) => Uri.EscapeDataString(id);
}
