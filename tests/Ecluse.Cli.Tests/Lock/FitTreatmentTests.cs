using System.Text;
using Ecluse.Documents;
using Ecluse.Instructions;
using Ecluse.Plans;

namespace Ecluse.Cli.Lock;

/// <summary>
/// One result of the sample laboratory carries a comment longer than the new system's column: what the instruction says of
/// that class is planned, done and expected.
/// </summary>
public sealed class FitTreatmentTests(FitTreatmentTests.Undecided undecided) : IClassFixture<FitTreatmentTests.Undecided>
{
    [Fact]
    public void A_class_that_nobody_decided_on_leaves_the_patient_out()
    {
        Assert.Equal(FitTreatment.LeavePatientOut, Planned(undecided.Passage).Treatment);
        Assert.DoesNotContain(undecided.Passage.Rows().Tables["result"], row => row.Contains("[Écluse", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_left_out_leaves_a_remark_where_it_would_have_been_read()
    {
        using var passage = await RunAsync(Class("leave-value-out"));
        Assert.Equal(FitTreatment.LeaveValueOut, Planned(passage).Treatment);
        Assert.Equal(undecided.Passage.Rows().Patients + 1, passage.Rows().Patients);
        Assert.Equal(
            Planned(passage).Records,
            passage.Rows().Tables["result"].Count(row => row.EndsWith("[Écluse : comment non repris / left out]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_value_attached_is_in_the_target_byte_for_byte()
    {
        using var passage = await RunAsync(Class("attach-as-document"));
        var row = Assert.Single(passage.Rows().Tables["document"], row => row.Contains("|observation.comment|text/plain|", StringComparison.Ordinal));
        var comment = Encoding.UTF8.GetString(Convert.FromHexString(row.Split('|')[^1]));
        Assert.True(comment.Length > 200);
        Assert.True(
            (await File.ReadAllBytesAsync(passage.Stage.Source)).AsSpan().IndexOf(Encoding.Latin1.GetBytes(comment)) >= 0,
            "the old system's file does not hold these bytes");
        Assert.Contains(passage.Rows().Tables["result"], row => row.EndsWith("[Écluse : comment joint en document / attached]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_required_value_cannot_be_left_out_and_its_patient_stays()
    {
        using var passage = await RunAsync(
            "misfits:\n  - { type: patient, field: family-name, misfit: too-long, treatment: leave-value-out }\n");
        Assert.Equal(undecided.Passage.Rows().Patients, passage.Rows().Patients);
        Assert.Contains(PlanOf(passage).Misfits, misfit => misfit is
            { Type: "patient", Field: "family-name", Kind: MisfitKind.Missing, Treatment: FitTreatment.LeavePatientOut });
    }

    private static string Class(string treatment) =>
        $"misfits:\n  - {{ type: observation, field: comment, misfit: too-long, treatment: {treatment} }}\n";

    private static PlannedMisfit Planned(PreparedPassage passage) =>
        Assert.Single(PlanOf(passage).Misfits, misfit => misfit is { Type: "observation", Field: "comment" });

    private static Plan PlanOf(PreparedPassage passage) => CanonicalDocument.Read<Plan>(File.ReadAllBytes(passage.Plan));

    // Run to its end: what the treatments change is part of what the reconciliation expects.
    private static async Task<PreparedPassage> RunAsync(string misfits)
    {
        var passage = await PreparedPassage.OpenAsync(misfits: true, draft: text => text + misfits);
        await passage.PassAsync();
        (await passage.RunAsync("passage", "rejects", "skip", passage.Id, "REJECT-UNIQUE", "--reason", "double numéro")).Must(0);
        (await passage.PassAsync()).Must(0);
        return passage;
    }

    /// <summary>The same passage under an instruction that decides nothing.</summary>
    public sealed class Undecided : IAsyncLifetime
    {
        internal PreparedPassage Passage { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Passage = await RunAsync("");

        public ValueTask DisposeAsync()
        {
            Passage.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
