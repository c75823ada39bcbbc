using Ecluse.Samples;
using Ecluse.Samples.Megabus;

namespace Ecluse;

/// <summary>The counts of a large laboratory, without making it.</summary>
public sealed class PatientCasesTests
{
    [Fact]
    public void The_case_of_2022_leaves_8403_of_129277()
    {
        var cases = Count(SampleOptions.Case2022);

        Assert.Equal(129_277, cases.Values.Sum());
        Assert.Equal(8_403, cases[PatientCase.BeforeBound]);
        Assert.Equal(0, cases.GetValueOrDefault(PatientCase.Undated));
    }

    [Theory]
    [InlineData(11, 129_277, 1, 0)]
    [InlineData(12, 129_277, 64_638, 500)]
    [InlineData(13, 60_001, 59_000, 700)]
    public void Any_other_seed_and_share_is_as_exact(ulong seed, int patients, int before, int undated)
    {
        var options = SampleOptions.Case2022 with
        {
            Seed = seed, Patients = patients, PatientsBeforeBound = before, PatientsUndated = undated,
        };

        var cases = Count(options);

        Assert.Equal(before, cases[PatientCase.BeforeBound]);
        Assert.Equal(undated, cases.GetValueOrDefault(PatientCase.Undated));
        Assert.Equal(options.Misfits.Mojibake, cases[PatientCase.Mojibake]);
    }

    [Fact]
    public void Patients_before_the_bound_are_spread_over_the_whole_file()
    {
        var options = SampleOptions.Case2022;
        var cases = new PatientCases(options);
        var firstHalf = Enumerable.Range(0, options.Patients / 2).Count(patient => cases[patient] == PatientCase.BeforeBound);

        Assert.InRange(firstHalf, 4_150, 4_250);
    }

    [Fact]
    public void A_second_twin_always_follows_a_first()
    {
        var cases = new PatientCases(SampleOptions.Case2022);

        for (var patient = 0; patient < 100_000; patient++)
        {
            Assert.Equal(cases[patient] == PatientCase.FirstTwin, cases[patient + 1] == PatientCase.SecondTwin);
        }
    }

    [Theory]
    [InlineData(40, 20)]
    [InlineData(0, 0)]
    public void A_laboratory_too_small_for_what_is_asked_is_refused(int patients, int before)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection("Data Source=:memory:");
        connection.Open();

        Assert.Throws<ArgumentOutOfRangeException>(() => SampleLaboratory.CreateSource(
            connection, new SampleOptions { Patients = patients, PatientsBeforeBound = before }));
    }

    private static Dictionary<PatientCase, int> Count(SampleOptions options)
    {
        var cases = new PatientCases(options);
        return Enumerable.Range(0, options.Patients).CountBy(patient => cases[patient]).ToDictionary();
    }
}
