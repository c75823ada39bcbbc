using System.CommandLine;
using Ecluse.Age;
using Ecluse.Contracts;
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

/// <summary>
/// Where a verb works: the data folder of this machine, or a server that is driven with a token. Both give the same answers, so that a
/// verb writes them the same way.
/// </summary>
internal abstract class Premises : IAsyncDisposable
{
    /// <summary>Opens the server of <c>--server</c>, else the folder of <c>--data</c>.</summary>
    public static async Task<Premises> OpenAsync(VerbContext context, ParseResult parsed, CancellationToken cancellation) =>
        parsed.GetValue(CommandLine.ServerAddress) is null
            ? new PremisesHere(await Installation.OpenAsync(context, parsed, cancellation))
            : new PremisesThere(ServerClient.SignedIn(context, parsed), TimeProvider.System);

    /// <summary>The installation of this machine.</summary>
    /// <param name="what">What needs it.</param>
    /// <exception cref="Errors.EcluseException"><c>REMOTE-001</c>: a server is driven.</exception>
    public abstract Installation Here(string what);

    /// <summary>Every passage, newest first.</summary>
    public abstract Task<IReadOnlyList<Passage>> PassagesAsync(CancellationToken cancellation);

    /// <summary>Where a passage stands.</summary>
    public abstract Task<PassageStatus> PassageAsync(string id, Language language, CancellationToken cancellation);

    /// <summary>Every contract record kept, the latest first.</summary>
    public abstract Task<IReadOnlyList<ListedContract>> ContractsAsync(CancellationToken cancellation);

    /// <summary>A contract and who signs under it.</summary>
    public abstract Task<ContractFacts> ContractAsync(string number, Language language, CancellationToken cancellation);

    /// <summary>A contract's list of signers.</summary>
    public abstract Task<string> AllowedSignersAsync(string number, CancellationToken cancellation);

    /// <summary>Keeps a record that both parties signed.</summary>
    public abstract Task<KeptContract> AddContractAsync(SignedContract contract, CancellationToken cancellation);

    /// <summary>Withdraws a signatory's key; the entry from which on it signs nothing.</summary>
    public abstract Task<long> WithdrawKeyAsync(string contract, string fingerprint, CancellationToken cancellation);

    /// <summary>Keeps an instruction that a signatory signed.</summary>
    public abstract Task<InstructionFacts> AddInstructionAsync(Instruction instruction, byte[] bytes, string signature, Language language, CancellationToken cancellation);

    /// <summary>Draws a postponement up.</summary>
    public abstract Task<PostponementBytes> DraftPostponementAsync(string id, PostponementAsked asked, CancellationToken cancellation);

    /// <summary>Takes a signed postponement in.</summary>
    public abstract Task<TakenPostponement> PostponeAsync(string id, byte[] document, string signature, CancellationToken cancellation);

    /// <summary>Every instruction, the latest first.</summary>
    public abstract Task<IReadOnlyList<InstructionFacts>> InstructionsAsync(Language language, CancellationToken cancellation);

    /// <summary>An instruction.</summary>
    public abstract Task<InstructionFacts> InstructionAsync(string number, Language language, CancellationToken cancellation);

    /// <summary>Makes a plan; gives its exact bytes.</summary>
    public abstract Task<byte[]> PlanAsync(string instruction, AgeKeyKind kind, IProgress<PassageProgress> progress, CancellationToken cancellation);

    /// <summary>Destroys the keys of a plan that no passage used.</summary>
    public abstract Task StopPlanAsync(string id, CancellationToken cancellation);

    /// <summary>Opens a passage.</summary>
    public abstract Task<OpenedPassage> OpenPassageAsync(byte[] plan, string signature, CancellationToken cancellation);

    /// <summary>Seals, loads, reconciles.</summary>
    public abstract Task<ReconciliationReport> RunAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation);

    /// <summary>Seals again the parcels that the depot lost; their numbers.</summary>
    public abstract Task<IReadOnlyList<int>> ResealAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation);

    /// <summary>Stops and erases; what stays in the target.</summary>
    public abstract Task<IReadOnlyList<RowLeft>> StopAsync(string id, IProgress<PassageProgress> progress, CancellationToken cancellation);

    /// <summary>Patients that the target refused.</summary>
    public abstract Task<IReadOnlyList<ListedReject>> RejectsAsync(string id, CancellationToken cancellation);

    /// <summary>Decides that they stay out.</summary>
    public abstract Task<int> SkipAsync(string id, string which, string reason, CancellationToken cancellation);

    /// <summary>Tries them once more.</summary>
    public abstract Task<(long Loaded, long Refused)> RetryAsync(string id, string which, CancellationToken cancellation);

    /// <summary>Takes an acceptance in.</summary>
    public abstract Task<TakenSignature> AcceptAsync(string id, byte[] document, string signature, CancellationToken cancellation);

    /// <summary>The file of a passage's certificate.</summary>
    public abstract Task<CertificateFile> CertificateAsync(string id, CancellationToken cancellation);

    /// <summary>Every space, the latest first.</summary>
    public abstract Task<IReadOnlyList<Space>> SpacesAsync(CancellationToken cancellation);

    /// <summary>A space and what is in it.</summary>
    public abstract Task<SpaceFacts> SpaceAsync(string id, CancellationToken cancellation);

    /// <summary>Opens a space under an instruction.</summary>
    public abstract Task<Space> OpenSpaceAsync(string instruction, SpaceAsked asked, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
