using System.Text;
using Ecluse.Canonical;
using Ecluse.Cli.Apart;
using Ecluse.Cli.Lock;
using Ecluse.Documents;
using Ecluse.Erasure;
using Ecluse.Errors;
using Ecluse.Gate;
using Ecluse.Passages;
using Ecluse.Testkit;

namespace Ecluse.Cli.Faults;

/// <summary>Two gates with a signed plan between them, copied for one walk of random commands; each rule of the lock is looked at after each.</summary>
internal sealed class WalkedGates : IDisposable
{
    private readonly TestFolder room = new();
    private readonly CrashingClock clock = new();
    private readonly string planned;
    private readonly int all;
    private readonly Dictionary<string, (byte[] Book, PassageState? State)> before = [];
    private bool wasEnding;
    private int lately;

    /// <param name="premises">What was prepared once.</param>
    /// <param name="all">Patients in the target when everybody passed.</param>
    public WalkedGates(ApartPremises premises, int all)
    {
        (planned, this.all) = (premises.Planned, all);
        foreach (var gate in new[] { premises.Source, premises.Target })
        {
            Copy(gate, room.Of(Path.GetFileName(gate)), premises.Folder);
        }

        Held = Patients();
    }

    private string Source => room.Of("source");

    private string Target => room.Of("target");

    private string Between => room.Of("between");

    /// <summary>Patients whom the target held before.</summary>
    private int Held { get; }

    /// <summary>Runs one command, killed at a question of the clock or not, then looks at every rule.</summary>
    public async Task StepAsync(WalkStep step)
    {
        clock.Set(step.KillAt);
        var exit = step.Command switch
        {
            WalkCommand.Extract => await RunAsync(Source, "extract", planned, "--to", Between),
            WalkCommand.Load => await RunAsync(Target, "load", Between),
            WalkCommand.Reconcile => await RunAsync(Target, "reconcile", Passage),
            WalkCommand.StopTarget => await RunAsync(Target, "stop", Passage),
            WalkCommand.StopSource => await RunAsync(Source, "stop", Passage),
            WalkCommand.EraseTarget => await RunAsync(Target, "erase", Passage),
            WalkCommand.EraseSource => await RunAsync(Source, "erase"),
            WalkCommand.Reseal => await RunAsync(Source, "reseal", Passage),
            WalkCommand.Status => await RunAsync(Target, "status"),
            WalkCommand.LoadPlanned => await RunAsync(Target, "load", planned),
            WalkCommand.LoseParcel => Spoil(parcel => File.Delete(parcel)),
            WalkCommand.FlipByte => Spoil(parcel =>
            {
                var bytes = File.ReadAllBytes(parcel);
                bytes[bytes.Length / 2] ^= 1;
                File.WriteAllBytes(parcel, bytes);
            }),
            _ => Pass(TimeSpan.FromDays(8)),
        };
        Assert.Contains(exit, (int[])[0, 1, 3, 4, 10, 12]);
        await LookAsync();
    }

    /// <summary>Nobody kills any more: both sides come to their end, with certificates that hold.</summary>
    public async Task EndAsync()
    {
        clock.Set(null);
        foreach (var gate in new[] { Target, Source })
        {
            var id = await AtAsync(gate, open => Task.FromResult(open.Ledger.ListAsync(default).Result.SingleOrDefault()?.Id));
            if (id is null)
            {
                continue;
            }

            Assert.Contains(await RunAsync(gate, "stop", id), (int[])[0, (int)ErrorKind.Refused]);
            var file = room.Of("certificate.json");
            Assert.Equal(0, await RunAsync(gate, "erase", id, "-o", file));
            await LookAsync();
            await AtAsync(gate, async open =>
            {
                Assert.Equal(PassageState.Erased, (await open.Ledger.GetAsync(id, default)).State);
                Assert.Empty(await open.Ledger.OpenIntentsAsync(id, default));
                var found = CertificateFile.Check(await File.ReadAllBytesAsync(file), open.Log.VerifierKey(), null).Certificate;
                Assert.All(found.Parcels, parcel => Assert.True(parcel.Absent));
                return true;
            });
        }
    }

    public void Dispose() => room.Dispose();

    private string Passage => File.Exists(Path.Combine(Between, "manifest.json"))
        ? CanonicalDocument.Read<Manifest>(File.ReadAllBytes(Path.Combine(Between, "manifest.json"))).Passage
        : "p-000000000000";

    private int Patients() => (int)TargetRows.Read(new Demo.SqliteSystem(Path.Combine(Target, "systems", "kalisil.db"))).Patients;

    private async Task LookAsync()
    {
        var ((source, _), (target, ending), patients) = (await StateAsync(Source), await StateAsync(Target), Patients());

        // Nothing is doubled, nothing is lost: all of them once the target gate has closed, until an end is announced; then nobody comes.
        Assert.InRange(patients, Held, all);
        if (target is PassageState.Loaded or PassageState.Reconciled && !ending)
        {
            Assert.Equal(all, patients);
        }

        if (wasEnding)
        {
            Assert.InRange(patients, Held, lately);
        }

        // One gate at a time: nobody is in the target before the source gate has closed with a manifest.
        if (patients > Held)
        {
            Assert.True(source is >= PassageState.Sealed, $"{patients - Held} patients passed while the source gate was {source}");
        }

        (wasEnding, lately) = (wasEnding || ending || target >= PassageState.Stopped, patients);
    }

    // What a gate says of itself, beside what it said before; and nothing stays of what is erased.
    private Task<(PassageState? State, bool IsEnding)> StateAsync(string folder) => AtAsync(folder, async gate =>
    {
        var passage = (await gate.Ledger.ListAsync(default)).SingleOrDefault();
        var was = before.GetValueOrDefault(folder, (Book: [], State: null));
        if (passage is not null && was.State is { } state && state != passage.State)
        {
            // Several moves may lie between two looks, each of them legal.
            Assert.True(Reaches(state, passage.State), $"{state} → {passage.State}");
        }

        if (passage?.State == PassageState.Erased)
        {
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "keys", "passages"), "*", SearchOption.AllDirectories));
            Assert.Empty(Directory.Exists(Path.Combine(folder, "depot")) ? Directory.EnumerateFiles(Path.Combine(folder, "depot"), "*", SearchOption.AllDirectories) : []);
        }

        Assert.Equal(0, Directory.Exists(Path.Combine(folder, "scratch")) ? Directory.GetFileSystemEntries(Path.Combine(folder, "scratch")).Length : 0);
        before[folder] = (before[folder].Book, passage?.State);
        var open = passage is null ? [] : await gate.Ledger.OpenIntentsAsync(passage.Id, default);
        return (passage?.State, open.Any(intent => intent.Act.Name is "passage.stopping" or "passage.erasing"));
    });

    private static bool Reaches(PassageState from, PassageState to) => PassageMoves.Allows(from, to)
        || Enum.GetValues<PassageState>().Any(next => next > from && next < to && PassageMoves.Allows(from, next) && Reaches(next, to));

    // The book only grows: what an act has written stands there for ever.
    private async Task<T> AtAsync<T>(string gate, Func<GateFolder, Task<T>> use)
    {
        var book = await File.ReadAllBytesAsync(Path.Combine(gate, "book"));
        var was = before.GetValueOrDefault(gate, (Book: [], State: null));
        Assert.True(book.AsSpan().StartsWith(was.Book), "an act that was written is no longer in the book");
        before[gate] = (book, was.State);
        clock.Set(null);
        using var open = GateFolder.Open(gate, clock);
        return await use(open);
    }

    private async Task<int> RunAsync(string gate, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exit = await GateProgram.RunAsync([.. args, "--data", gate, "--lang", "en"], output, error, clock, CancellationToken.None);
        if (error.ToString().Contains("CLI-001", StringComparison.Ordinal))
        {
            Assert.True(clock.At is not null && error.ToString().Contains(nameof(CrashException), StringComparison.Ordinal), $"{string.Join(' ', args)}: {error}");
        }

        return exit;
    }

    private int Spoil(Action<string> how)
    {
        foreach (var parcel in Directory.Exists(Between) ? Directory.EnumerateFiles(Between, "*.age").Order(StringComparer.Ordinal).Take(1) : [])
        {
            how(parcel);
        }

        return 0;
    }

    private int Pass(TimeSpan time)
    {
        clock.Ahead += time;
        return 0;
    }

    private static void Copy(string from, string to, string root)
    {
        foreach (var one in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
        {
            Directory.CreateDirectory(one.Replace(from, to, StringComparison.Ordinal), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
        }

        var connections = Path.Combine(to, "connections.json");
        File.WriteAllText(connections, File.ReadAllText(connections, Encoding.UTF8).Replace(root, Path.GetDirectoryName(to), StringComparison.Ordinal));
    }
}

/// <summary>What a walk may do next.</summary>
internal enum WalkCommand
{
    Extract, Load, Reconcile, StopTarget, StopSource, EraseTarget, EraseSource, Reseal, Status, LoadPlanned, LoseParcel, FlipByte, PassWeek,
}

/// <summary>One step of a walk.</summary>
/// <param name="Command">What is run.</param>
/// <param name="KillAt">At which question of the clock it dies; null: nobody kills it.</param>
internal sealed record WalkStep(WalkCommand Command, int? KillAt)
{
    public override string ToString() => KillAt is { } at ? $"{Command}†{at}" : $"{Command}";
}
