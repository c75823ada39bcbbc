using Ecluse.Samples;
using Ecluse.Testkit;

namespace Ecluse;

/// <summary>§44: 8,403 of some 129,000 patients had been last seen before the instruction's date, and were extracted.</summary>
public sealed class Paragraph44_OnlyPatientsSeenSinceTheBoundPass
{
    // A day that the calendar has: SQLite's own date arithmetic gives it back unchanged.
    private const string Dated =
        "strftime('%Y%m%d', substr(DERVISITE,1,4)||'-'||substr(DERVISITE,5,2)||'-'||substr(DERVISITE,7,2), '+0 days') = CAST(DERVISITE AS TEXT)";

    [Fact]
    public Task As_many_stay_as_in_the_case() => StayAsync(SampleOptions.Case2022 with
    {
        Patients = TestSizes.Of("case2022.patients"), PatientsBeforeBound = TestSizes.Of("case2022.before"),
        Misfits = SampleMisfits.None, Practitioners = 40,
    });

    [Theory]
    [InlineData(1, 90, 3, 0)]
    [InlineData(77, 150, 60, 5)]
    [InlineData(2019, 110, 77, 9)]
    public Task As_many_stay_with_another_seed_and_share(ulong seed, int patients, int before, int undated) =>
        StayAsync(new SampleOptions
        {
            Seed = seed, Patients = patients, PatientsBeforeBound = before, PatientsUndated = undated,
            Misfits = SampleMisfits.None, Dyed = 0,
        });

    private static async Task StayAsync(SampleOptions options)
    {
        using var lab = new Laboratory(TimeProvider.System);
        await lab.FoundAsync(options);
        await lab.OpenAsync();
        var old = lab.Stage.Source;
        var passing = Laboratory.Ask(old, $"SELECT trim(IPP) FROM FICPAT WHERE DERVISITE >= 20170507 AND {Dated} ORDER BY 1");
        var before = Laboratory.Ask(old, $"SELECT count(*) FROM FICPAT WHERE DERVISITE < 20170507 AND {Dated}")[0];
        var undated = Laboratory.Ask(old, $"SELECT count(*) FROM FICPAT WHERE ({Dated}) IS NOT 1")[0];
        Assert.Equal((before, undated), ($"{options.PatientsBeforeBound}", $"{options.PatientsUndated}"));

        using var plan = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(lab.Plan));
        var patient = plan.RootElement.GetProperty("types").EnumerateArray().Single(type => type.GetProperty("type").GetString() == "patient");
        Assert.Equal(passing.Count, patient.GetProperty("passing").GetInt32());
        Assert.Equal((before, undated), (Left(patient, "patient-before-bound"), Left(patient, "patient-undated")));

        await lab.PassAsync();
        Assert.Equal(passing, Laboratory.Ask(lab.Stage.Target, "SELECT patient_number FROM patient ORDER BY 1"));
        TestSizes.Note("patients passed since a bound, each checked by plain SQL", $"{passing.Count} of {options.Patients}, {before} stay");
    }

    private static string Left(System.Text.Json.JsonElement type, string reason) => $"{type.GetProperty("left").EnumerateArray()
        .Where(left => left.GetProperty("reason").GetString() == reason).Sum(left => left.GetProperty("count").GetInt32())}";
}
