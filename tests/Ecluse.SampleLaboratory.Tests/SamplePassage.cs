using Ecluse.Connections;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Samples;
using Ecluse.Samples.Profiles;

namespace Ecluse;

/// <summary>One passage of the sample laboratory through both gates, without the sealing between them.</summary>
internal sealed class SamplePassage : IAsyncDisposable
{
    /// <summary>Small, because the ten wrong profiles each make a passage of their own.</summary>
    public static readonly SampleOptions Options = new() { Patients = 160, PatientsBeforeBound = 12, Dyed = 3 };

    private const string Id = "P-SAMPLE";

    private readonly Dictionary<string, IReadOnlyList<string>> listed;
    private readonly Dictionary<string, HashSet<string>> held;

    private SamplePassage(SampleFiles files, ISourceGate source, ITargetGate target) =>
        (Files, Source, Target, listed, held) = (
            files, source, target, Listed(source), target.Holds.ToDictionary(type => type.Key, type => type.Value.ToHashSet()));

    public SampleFiles Files { get; }

    public ISourceGate Source { get; }

    public ITargetGate Target { get; }

    /// <summary>What was sent, and not refused on either side: one line a record.</summary>
    public SortedSet<string> Sent { get; } = new(StringComparer.Ordinal);

    /// <summary>Patients that a rule or the target refused.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>Stable codes of what the target refused.</summary>
    public List<string> Rejects { get; } = [];

    public static async Task<SamplePassage> RunAsync(string? profile = null)
    {
        var files = new SampleFiles(Options);
        var target = await Gates.OpenTargetAsync(
            new Connection("new", ConnectionRole.Target, "sqlite", files.New),
            SampleFiles.Read(profile ?? SampleProfiles.Kalisil()), TimeProvider.System);
        var passage = new SamplePassage(files, await files.OpenSourceAsync(), target);
        await passage.LoadAsync();
        return passage;
    }

    /// <summary>Leg 1: what the target gives back through its profile.</summary>
    public async Task<SortedSet<string>> ReadBackAsync()
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var record in Target.ReadBackAsync(default))
        {
            Assert.True(found.Add(Line(record)), "a record came back twice");
        }

        return found;
    }

    /// <summary>Leg 2: figures of plain SQL that differ, by check.</summary>
    public async Task<List<string>> DifferencesAsync()
    {
        var scope = Scope();
        var left = await Source.FiguresAsync(scope with { Patients = scope.Patients with { Except = Refused } }, default);
        var right = await Target.FiguresAsync(Id, scope, default);
        Assert.True(left.Count > 500);
        return [.. left.Except(right).Concat(right.Except(left)).Select(figure => figure.Check).Distinct().Order()];
    }

    public Task<IReadOnlyList<RawPatient>> ShowSourceAsync(string patient) => Source.ShowAsync(Scope(), [patient], default);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Target.DisposeAsync();
        Files.Dispose();
    }

    private async Task LoadAsync()
    {
        var records = new List<SourceRecord>();
        await foreach (var record in Source.ReadAsync(Scope(), null, refusal => Refused.Add(refusal.Patient), default))
        {
            records.Add(new SourceRecord(record.Record.Copy(), record.Patient));
        }

        await Target.ClaimAsync(Id, 1, default);
        var load = await Target.LoadAsync(new ParcelToLoad(Id, 1, 1, () => records), default);
        var patients = records.Select(record => record.Patient).OfType<string>().Distinct().ToList();
        Rejects.AddRange(load.Rejects.Select(reject => reject.Code));
        Refused.AddRange(load.Rejects.Select(reject => patients[reject.Ordinal - 1]));
        Sent.UnionWith(records.Where(record => !Refused.Contains(record.Patient ?? "")).Select(Line));
    }

    // The instruction lists what the right target holds; a wrong profile that drops a field does not change it.
    private Scope Scope() => SampleFiles.Everything(Source) with { Inspect = false, Fields = listed };

    private static Dictionary<string, IReadOnlyList<string>> Listed(ISourceGate source)
    {
        var right = SampleFiles.Read(SampleProfiles.Kalisil()).Gives;
        return source.Gives.Where(given => right.ContainsKey(given.Key)).ToDictionary(
            given => given.Key, given => (IReadOnlyList<string>)[.. given.Value.Intersect(right[given.Key])]);
    }

    // The first leg compares what the target says it holds.
    private string Line(SourceRecord one) =>
        $"{one.Patient} {one.Record.Type.Name} " + string.Join('|', one.Record.Type.Fields
            .Where(field => one.Record.Has(field) && held[one.Record.Type.Name].Contains(field.Name))
            .Select(field => $"{field.Name}={one.Record.GetText(field)}"));
}
