using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Samples;
using Ecluse.Testkit;

namespace Ecluse.Relational;

/// <summary>The sample laboratory through both gates, without the sealing between them.</summary>
public abstract class SamplePassageContract
{
    private protected abstract Task<(ISourceGate Source, ITargetGate Target)> OpenAsync(int earlier);

    [Fact]
    public async Task Gives_back_from_the_new_system_what_left_the_old_one()
    {
        var (source, target) = await OpenAsync(earlier: 3);
        await using var from = source;
        await using var to = target;
        var scope = Scope(source, target);
        var refused = new List<MappingRefusal>();
        var records = new List<SourceRecord>();
        await foreach (var record in source.ReadAsync(scope, null, refused.Add, default))
        {
            records.Add(new SourceRecord(record.Record.Copy(), record.Patient));
        }

        await target.ClaimAsync("P-1", 1, default);
        var load = await target.LoadAsync(new ParcelToLoad("P-1", 1, 1, () => records), default);

        var misfits = new SampleMisfits();
        Assert.Equal(
            ["MAP-DATE", "MAP-DATE", "MAP-MOJIBAKE", "MAP-MOJIBAKE", "MAP-MOJIBAKE"], refused.Select(one => one.Why.Code).Order());
        Assert.Equal(misfits.Patients - 5, load.Rejects.Count);
        var patients = records.Select(record => record.Patient).Where(patient => patient is not null).Distinct().ToList();
        var rejected = load.Rejects.Select(reject => patients[reject.Ordinal - 1]).ToHashSet();
        var expected = records.Where(record => !rejected.Contains(record.Patient)).Select(record => Line(record, target.Holds)).Order(StringComparer.Ordinal).ToList();
        var found = await target.ReadBackAsync(default).Select(record => Line(record, target.Holds)).ToListAsync(TestContext.Current.CancellationToken);
        found.Sort(StringComparer.Ordinal);
        Assert.Equal(expected.Count, found.Count);
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Gives_equal_figures_on_both_sides()
    {
        var (source, target) = await OpenAsync(earlier: 3);
        await using var from = source;
        await using var to = target;
        var scope = Scope(source, target);
        var refused = new List<string>();
        await target.ClaimAsync("P-1", 1, default);
        var records = new List<SourceRecord>();
        await foreach (var record in source.ReadAsync(scope, null, refusal => refused.Add(refusal.Patient), default))
        {
            records.Add(new SourceRecord(record.Record.Copy(), record.Patient));
        }

        var load = await target.LoadAsync(new ParcelToLoad("P-1", 1, 1, () => records), default);
        var patients = records.Select(record => record.Patient).Where(patient => patient is not null).Distinct().ToList();
        var except = refused.Concat(load.Rejects.Select(reject => patients[reject.Ordinal - 1]!)).ToList();

        var left = await source.FiguresAsync(scope with { Patients = scope.Patients with { Except = except } }, default);
        var right = await target.FiguresAsync("P-1", default);

        Assert.Equal(left.Select(one => one.ToString()), right.Select(one => one.ToString()));
        Assert.True(left.Count > 200);
    }

    [Fact]
    public async Task Takes_out_again_exactly_what_it_wrote()
    {
        var (source, target) = await OpenAsync(earlier: 3);
        await using var from = source;
        await using var to = target;
        var before = await target.DescribeAsync(default);
        var records = new List<SourceRecord>();
        await foreach (var record in source.ReadAsync(Scope(source, target), null, _ => { }, default))
        {
            records.Add(new SourceRecord(record.Record.Copy(), record.Patient));
        }

        await target.ClaimAsync("P-1", 1, default);
        var parcel = new ParcelToLoad("P-1", 1, 1, () => records);
        var load = await target.LoadAsync(parcel, default);
        Assert.True(load.Rows > 1000);

        Assert.Empty(await target.SweepAsync(parcel, default));

        Assert.Equal(before.ExistingRecords.OrderBy(one => one.Key), (await target.DescribeAsync(default)).ExistingRecords.OrderBy(one => one.Key));
        Assert.Empty(await target.LoadedParcelsAsync("P-1", default));
    }

    private static Scope Scope(ISourceGate source, ITargetGate target) => new(
        source.Gives.Where(given => target.Holds.ContainsKey(given.Key)).ToDictionary(
            given => given.Key, given => (IReadOnlyList<string>)[.. given.Value.Intersect(target.Holds[given.Key])]),
        new PatientBounds(new DateOnly(2017, 5, 7), null), null, UndatedRule.Leave, Inspect: false);

    private static string Line(SourceRecord source, IReadOnlyDictionary<string, IReadOnlyList<string>> holds) => OldLab.Line(SourceRecordText.Of(source));

    internal static Profile Sample(string name)
    {
        var file = Path.Combine(RepositoryRoot.Path, "samples", "profiles", name, "profile.yaml");
        return ProfileReader.Read(File.ReadAllBytes(file), file);
    }
}
