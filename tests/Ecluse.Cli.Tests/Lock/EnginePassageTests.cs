using Ecluse.Passages;
using Ecluse.Reconciliation;

namespace Ecluse.Cli.Lock;

/// <summary>
/// The whole lock by its commands on each engine and between engines: the same laboratory gives the same figures, and
/// afterwards the new system's own application goes on.
/// </summary>
public sealed class EnginePassageTests
{
    // What SQLite to SQLite gives: the figures that every pair must give.
    private static readonly Lazy<Task<(ReconciliationReport Report, string[] Counts)>> Expected = new(async () =>
    {
        using var passage = await PreparedPassage.OpenAsync(misfits: true);
        await passage.Play.PassAsync();
        return (await passage.ReportAsync(), [.. passage.Rows().Counts]);
    });

    [Theory]
    [InlineData("postgres", "postgres")]
    [InlineData("mariadb", "mariadb")]
    [InlineData("mariadb", "postgres")]
    [InlineData("postgres", "sqlite")]
    public async Task A_passage_ends_with_the_same_figures_whatever_the_engines(string source, string target)
    {
        using var passage = await PreparedPassage.OpenAsync(misfits: true, source, target);

        await passage.Play.PassAsync();

        var (expected, counts) = await Expected.Value;
        var found = await passage.ReportAsync();
        Assert.Equal(expected.Types, found.Types);
        Assert.Equal(expected.Patients, found.Patients);
        Assert.Equal(expected.Figures, found.Figures);
        Assert.True(found.Patients.Rejected > 0 && found.Figures.All(figure => figure.Agrees));
        var rows = passage.Rows();
        Assert.Equal(counts, rows.Counts);
        Assert.False(rows.HasOurTable);
        passage.Register("NOUVELLE-VENUE");
        Assert.Equal(rows.Patients + 1, passage.Rows().Patients);
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("mariadb")]
    public async Task Interrupted_between_parcels_it_ends_the_same_and_stopped_it_takes_out_its_own_rows_alone(string engine)
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync(misfits: false, engine, engine);
        passage.Register("DEJA-LA");
        var before = passage.Rows(keepKeys: true);

        Assert.True(await passage.RunUntilAsync(seen => seen is { Stage: PassageStage.Sealing, Parcels: >= 1 }));
        Assert.True(await passage.RunUntilAsync(seen => seen is { Stage: PassageStage.Loading, Parcels: >= 1 }));
        Assert.InRange(passage.Rows().Patients, 2, quiet.Rows().Patients);
        (await passage.PassAsync()).Must(0);

        var (expected, found) = (await quiet.ReportAsync(), await passage.ReportAsync());
        Assert.Equal(expected.Types, found.Types);
        Assert.Equal(expected.Patients, found.Patients);
        Assert.Equal(quiet.Rows().Patients + 1, passage.Rows().Patients);

        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        var after = passage.Rows(keepKeys: true);
        after.MustEqual(before);
        Assert.False(after.HasOurTable);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        passage.Register("VENUE-APRES");
    }
}
