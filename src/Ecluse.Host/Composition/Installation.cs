using System.Text;
using Ecluse.Acts;
using Ecluse.Approvals;
using Ecluse.Canonical;
using Ecluse.Contracts;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Host.Notices;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Scratch;
using Ecluse.Signatures;
using Ecluse.Spaces;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Breaches;
using Ecluse.Storage.Contracts;
using Ecluse.Storage.Instructions;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Notices;
using Ecluse.Storage.Passages;
using Ecluse.Storage.Spaces;
using Ecluse.Storage.Warnings;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Composition;

/// <summary>
/// One installation on one machine, opened for a verb or a server: state, journal, depot, keys and gates of a data folder. What
/// the command line and the console share stands here.
/// </summary>
internal sealed partial class Installation : IAsyncDisposable
{
    private readonly ActJournal journal;
    private readonly DepotStores stores;

    private Installation(DepotStores stores, DataFolder data, TimeProvider clock, JournalPlaces places, ActJournal journal, SshSigner source, SshSigner target)
    {
        this.stores = stores;
        Data = data;
        Clock = clock;
        this.journal = journal;
        ErasedBefore = new ErasedRegister(places);
        Contracts = new ContractShelf(OpenState, AppendAsync);
        Instructions = new InstructionShelf(OpenState, AppendAsync);
        Ledger = new PassageLedger(OpenState, AppendAsync, clock);
        Parts = new LockParts(
            Ledger, new ParcelDepot(data.Depot, stores.Parcels), new PassageKeys(data.PassageKeys), source, target,
            new ScratchFolder(data.Scratch), clock);
        Gates = new ConfiguredGates(data, clock);
        Spaces = new SpaceLedger(OpenState, AppendAsync, clock);
        Segments = new SegmentDepot(data.Spaces, stores.Segments);
        HandOvers = new ParcelDepot(data.HandOvers, stores.HandOvers);
        SpaceKeys = new SpaceKeys(data.SpaceKeys);
        Exchange = new Exchange(Spaces, Segments, SpaceKeys, clock) { Removed = ErasedBefore.Add };
        Warnings = new WarningLedger(OpenState, AppendAsync, clock);
        Breaches = new BreachLedger(OpenState, AppendAsync, Contracts, data.Duties, clock);
        Events = new WatchLedger(OpenState);
        Rules = new RuleShelf(OpenState, AppendAsync, clock);
        Saw = seen => Events.KeepAsync([seen], CancellationToken.None).GetAwaiter().GetResult();
        Parts.Keys.Refused = KeyGone;
        Exchange.Refused = (person, space, code) => Saw(new WatchEvent(clock.GetUtcNow(), EventKinds.Outside) { Person = person, Space = space, Object = space, Code = code });
        Alerts = new AlertShelf(OpenState, AppendAsync, Contracts, new EscalationFile(data).InForce, new NoticeSettingsFile(data).WaysInForce, Parts.TargetAgent, clock);
        Notices = new NoticeShelf(OpenState, Contracts, new NoticeSettingsFile(data).WaysInForce, clock);
    }

    public DataFolder Data { get; }

    public TimeProvider Clock { get; }

    public ActJournal Journal => journal;

    public ContractShelf Contracts { get; }

    public InstructionShelf Instructions { get; }

    public IPassageLedger Ledger { get; }

    public LockParts Parts { get; }

    public ConfiguredGates Gates { get; }

    public ISpaceLedger Spaces { get; }

    public SegmentDepot Segments { get; }

    /// <summary>Where parcels lie that are on their way between two gates elsewhere, apart from those of this installation's own passages.</summary>
    public ParcelDepot HandOvers { get; }

    public SpaceKeys SpaceKeys { get; }

    /// <summary>What people do in spaces; one in a process.</summary>
    public Exchange Exchange { get; }

    public BreachLedger Breaches { get; }

    /// <summary>What rules raised.</summary>
    public AlertShelf Alerts { get; }

    /// <summary>What was seen of Écluse's use.</summary>
    public WatchLedger Events { get; }

    /// <summary>Which rules watched when.</summary>
    public RuleShelf Rules { get; }

    /// <summary>Takes an event: kept at once by a verb, by the one writer of a server.</summary>
    public Action<WatchEvent> Saw { get; set; }

    /// <summary>What people are told, before it is sent and after.</summary>
    public NoticeShelf Notices { get; }

    /// <summary>What people warned of.</summary>
    public WarningLedger Warnings { get; }

    /// <summary>Stops, erases, forgets.</summary>
    public Ending Ending => new(this);

    /// <summary>What was erased on this machine, also what a restored state has again.</summary>
    public ErasedRegister ErasedBefore { get; }

    /// <summary>Opens the installation in a folder.</summary>
    /// <exception cref="EcluseException"><c>STATE-001</c>: there is none.</exception>
    /// <param name="data">The folder.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="cancellation">Gives up opening.</param>
    /// <param name="places">Where the journal's files stand, if not in the usual places.</param>
    public static async Task<Installation> OpenAsync(
        DataFolder data, TimeProvider clock, CancellationToken cancellation, JournalPlaces? places = null)
    {
        cancellation.ThrowIfCancellationRequested();

        // To say now, and in one line, that there is no state here.
        var by = await PersonAsync(data.Open(), cancellation);
        places ??= new JournalPlaces(data);
        var journal = new ActJournal(data.Open, places, clock);
        var keys = new SigningKeys(data, journal);
        return new Installation(
            DepotStores.Open(data), data, clock, places, journal, await keys.OpenAsync(SigningKeys.Source, by, cancellation),
            await keys.OpenAsync(SigningKeys.Target, by, cancellation));
    }

    public EcluseState OpenState() => Data.Open();

    public Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation) =>
        journal.AppendAsync(state, act, cancellation);

    /// <summary>Id of the person whose account of this machine runs the verb, and who may act.</summary>
    /// <exception cref="EcluseException"><c>PERSON-002</c> to <c>PERSON-005</c>: <see cref="Actor"/>.</exception>
    public async Task<string> ActorAsync(CancellationToken cancellation)
    {
        await using var state = OpenState();
        return await Actor.CheckedAsync(state, await PersonAsync(OpenState(), cancellation), cancellation);
    }

    /// <summary>The journal's latest checkpoint, published now, as documents hold it.</summary>
    public async Task<string> CheckpointAsync(CancellationToken cancellation) =>
        Encoding.UTF8.GetString((await Journal.PublishAsync(cancellation)).Note);

    /// <summary>A passage with its signed plan and its instruction's scope.</summary>
    public async Task<PassageWork> WorkAsync(string id, CancellationToken cancellation)
    {
        var passage = await Ledger.GetAsync(id, cancellation);
        var signed = await Ledger.FindDocumentAsync(id, DocumentKind.Plan, cancellation) ?? throw PassageErrors.NotFound();
        var plan = CanonicalDocument.Read<Plan>(signed.Bytes);
        var instruction = await Instructions.GetAsync(plan.Instruction.Sha256, cancellation);
        return new PassageWork(passage, plan, Sha256Hex.Of(signed.Bytes), instruction.Scope);
    }

    /// <summary>Erases every passage and every unused plan's key that is past its date.</summary>
    /// <param name="tryAgain">Whether targets that were away are asked again: a verb that needs none of them does not wait for them.</param>
    /// <param name="cancellation">Stops between two.</param>
    public async Task<DueErasure> EraseDueAsync(bool tryAgain, CancellationToken cancellation)
    {
        var done = await new DueErasing(this, tryAgain).RunAsync(cancellation);
        foreach (var (what, failure) in done.Failed.Concat(done.Unfinished))
        {
            await Events.KeepSeldomAsync(
                new WatchEvent(Clock.GetUtcNow(), EventKinds.EraseFailed)
                {
                    Object = what.TrimEnd('/'), Code = failure.Code, Passage = what.StartsWith("p-", StringComparison.Ordinal) ? what : null,
                    Space = SpaceIds.IsSpace(what) ? what : null,
                },
                TimeSpan.FromHours(1), cancellation);
        }

        return done;
    }

    /// <summary>What approvals are judged against now: the contract, the time, the place in the journal, keys that are no signatory's.</summary>
    public async Task<ApprovalGround> GroundAsync(string contract, CancellationToken cancellation)
    {
        var ground = await Contracts.GroundAsync(contract, Clock.GetUtcNow(), null, cancellation);
        await using var state = OpenState();
        return ground with
        {
            ProcessorKeys =
            [
                Parts.SourceGate.PublicKey, Parts.TargetGate.PublicKey, .. await Accounts.Agents.ProcessorKeysAsync(state, cancellation),
                .. await Sftp.SshKeyShelf.ProcessorKeysAsync(state, cancellation),
            ],
        };
    }

    public ValueTask DisposeAsync()
    {
        Parts.SourceGate.Dispose();
        Parts.TargetGate.Dispose();
        stores.Dispose();
        return ValueTask.CompletedTask;
    }

    private void KeyGone(string plan, string code)
    {
        using var state = OpenState();
        var passage = state.Set<PlanRow>().AsNoTracking().Where(row => row.Id == plan).Select(row => row.Passage).FirstOrDefault();
        Saw(new WatchEvent(Clock.GetUtcNow(), EventKinds.KeyGone) { Passage = passage, Object = "plan:" + plan, Code = code });
    }

    private static async Task<string?> PersonAsync(EcluseState opened, CancellationToken cancellation)
    {
        await using var state = opened;
        var account = Environment.UserName;
        return (await state.Set<PersonRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.SystemAccount == account, cancellation))?.Id;
    }
}
