using Ecluse.PassagePages;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Reconciliation;

namespace Ecluse.Host.Composition;

/// <summary>Leg 3: draws the sample, journals who is shown it, and says which column became which.</summary>
internal sealed class SampleShowing(Installation installation)
{
    /// <summary>Draws it, for somebody's eyes; it stands in memory and nowhere else.</summary>
    /// <inheritdoc cref="SampleDrawing.RunAsync"/>
    public async Task<DrawnSample> RunAsync(
        PassageWork work, string line, AnswerLines? answered, string by, CancellationToken cancellation) =>
        await new SampleDrawing(installation.Parts).RunAsync(
            work, installation.Gates, line, answered, await installation.CheckpointAsync(cancellation), by, cancellation);

    /// <summary>Which source column became which target column, as the plan's profiles say.</summary>
    public IReadOnlyList<ColumnPair> Pairs(Plan plan) =>
    [
        .. ColumnPairing.Of(
            installation.Gates.Profile(plan.Source.Profile.Id).Profile, installation.Gates.Profile(plan.Target.Profile.Id).Profile)
            .Select(pair => new ColumnPair(pair.SourceTable, pair.SourceColumn, pair.TargetTable, pair.TargetColumn)),
    ];
}
