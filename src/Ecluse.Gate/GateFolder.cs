using Ecluse.Acts;
using Ecluse.Canonical;
using Ecluse.Depot;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Gate.State;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Scratch;
using Ecluse.Signatures;

namespace Ecluse.Gate;

/// <summary>One gate's data folder, opened for a verb: its book, its key, what it holds for passages. One process at a time.</summary>
internal sealed class GateFolder : IDisposable
{
    private readonly GateBook book;

    private GateFolder(string path, GateBook book, SshSigner key, TimeProvider clock)
    {
        Path = path;
        this.book = book;
        var scratch = new ScratchFolder(Of("scratch"));
        Ledger = new GateLedger(book);
        Parts = new LockParts(
            Ledger, new ParcelDepot(Of("depot")), new PassageKeys(Of(System.IO.Path.Combine("keys", "passages"))), key, key, scratch, clock);
        Gates = new PlannedGates(Of("connections.json"), scratch, clock);
        Log = new GateLog(book, System.IO.Path.Combine(path, "keys"));
    }

    public string Path { get; }

    public GateLedger Ledger { get; }

    public LockParts Parts { get; }

    public PlannedGates Gates { get; }

    public GateLog Log { get; }

    /// <summary>What this gate saw of others' logs.</summary>
    public string Seen => Of("seen");

    /// <summary>The laboratory's signers, of this gate's own copy.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-014</c>: there is none.</exception>
    public AllowedSigners Signers => File.Exists(Of("allowed_signers"))
        ? AllowedSigners.Parse(File.ReadAllText(Of("allowed_signers")), TimeZoneInfo.Utc)
        : throw PassageErrors.NoSignersAtGate();

    /// <summary>Opens it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="begin">Whether a key is made where there is none.</param>
    /// <exception cref="EcluseException"><c>APART-002</c> to <c>APART-005</c>.</exception>
    public static GateFolder Open(string path, TimeProvider clock, bool begin = false)
    {
        var keys = System.IO.Path.Combine(path, "keys");
        var file = System.IO.Path.Combine(keys, "gate.key");
        if (!begin && !File.Exists(file))
        {
            throw GateErrors.NoKey();
        }

        Make(path);
        Make(keys);
        var book = GateBook.OpenIn(path, clock);
        try
        {
            if (!File.Exists(file))
            {
                using var made = SshSigner.Generate("ecluse-gate");
                made.Save(file);
            }

            return new GateFolder(path, book, SshSigner.Load(file), clock);
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    /// <summary>A passage with its signed plan and the scope that the plan carries.</summary>
    public async Task<PassageWork> WorkAsync(string id, CancellationToken cancellation)
    {
        var passage = await Ledger.GetAsync(id, cancellation);
        var signed = await Ledger.FindDocumentAsync(id, DocumentKind.Plan, cancellation) ?? throw PassageErrors.NotFound();
        var plan = CanonicalDocument.Read<Plan>(signed.Bytes);
        return new PassageWork(passage, plan, Sha256Hex.Of(signed.Bytes), PlannedGates.Parts(plan).Scope);
    }

    /// <summary>Journals that a plan's keys go, destroys them, and journals that they are gone.</summary>
    public async Task DestroyKeysAsync(string plan, CancellationToken cancellation)
    {
        var subjects = new Dictionary<string, string> { ["plan"] = plan };
        var none = new Dictionary<string, string>();
        var intent = await Ledger.NoteAsync(null, new Act("key.destroying", Parts.TargetAgent, subjects, none), cancellation);
        Parts.Keys.Destroy(plan);
        await Ledger.NoteAsync(null, new Act("key.destroyed", Parts.TargetAgent, subjects, none) with { Intent = intent }, cancellation);
    }

    public void Dispose()
    {
        Parts.SourceGate.Dispose();
        book.Dispose();
    }

    private string Of(string name) => System.IO.Path.Combine(Path, name);

    private static void Make(string folder)
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, Mine);
        }
        else if ((File.GetUnixFileMode(folder) & ~Mine & ~(UnixFileMode.SetGroup | UnixFileMode.SetUser | UnixFileMode.StickyBit)) != 0)
        {
            throw GateErrors.OpenToOthers();
        }
    }
}
