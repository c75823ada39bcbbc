using Ecluse.Passages;
using Ecluse.Reconciliation;
using Ecluse.Records;

namespace Ecluse.Tests.Reconciliation;

public sealed class SampleDrawTests
{
    private const string Manifest = "6e3cdb1d0a5bb0b9a2e5a0c7d5d0b8e3f3a4c6d7e8f90112233445566778899a";

    [Fact]
    public void Draws_thirty_different_places_or_all_there_are()
    {
        Assert.Equal(SampleDraw.PatientsMin, SampleDraw.Places(Manifest, "my line", 120_874).Count);
        Assert.Equal(7, SampleDraw.Places(Manifest, "my line", 7).Count);
        Assert.All(SampleDraw.Places(Manifest, "my line", 500), place => Assert.InRange(place, 0, 499));
    }

    [Fact]
    public void Depends_on_the_manifest_and_on_the_signatorys_line()
    {
        var drawn = SampleDraw.Places(Manifest, "my line", 10_000);

        Assert.Equal(drawn, SampleDraw.Places(Manifest, "my line", 10_000));
        Assert.NotEqual(drawn, SampleDraw.Places(Manifest, "another line", 10_000));
        Assert.NotEqual(drawn, SampleDraw.Places(Manifest.Replace('6', '7'), "my line", 10_000));
    }

    [Fact]
    public void Adds_one_patient_for_each_test_code_that_the_draw_left_out()
    {
        var drawn = SampleDraw.Patients([0], Records(("A", "GLU"), ("B", "HIV"), ("C", "HIV"), ("D", "NA")), new HashSet<string>());

        Assert.Equal(["A", "B", "D"], drawn);
    }

    [Fact]
    public void Draws_nobody_who_is_not_in_the_target()
    {
        var drawn = SampleDraw.Patients([0], Records(("A", "GLU"), ("B", "GLU")), new HashSet<string> { "A" });

        Assert.Equal(["B"], drawn);
    }

    private static IEnumerable<SourceRecord> Records(params (string Patient, string Code)[] results)
    {
        foreach (var (patient, code) in results)
        {
            var record = new LabRecord(RecordType.Patient);
            record.Set("id", patient);
            yield return new(record, patient);
            record.Clear(RecordType.Observation);
            record.Set("code", code);
            yield return new(record, patient);
        }
    }
}
