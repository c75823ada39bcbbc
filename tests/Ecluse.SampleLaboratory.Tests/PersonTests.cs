using Ecluse.Samples;
using Ecluse.Samples.Megabus;

namespace Ecluse;

public sealed class PersonTests
{
    private static readonly SampleOptions Options = new();

    [Fact]
    public void Does_not_change_when_the_laboratory_grows() =>
        Assert.Equal(
            Person.Of(Options, 77, PatientCase.Plain),
            Person.Of(Options with { Patients = 100_000, PatientsBeforeBound = 9_000 }, 77, PatientCase.Plain));

    [Fact]
    public void Can_be_reached_only_by_numbers_and_addresses_kept_for_fiction()
    {
        var people = Enumerable.Range(0, 2000).Select(index => Person.Of(Options, index, PatientCase.Plain)).ToList();

        Assert.All(people, one => Assert.True(one.Phone is "" || one.Phone.StartsWith("01 99 00 ", StringComparison.Ordinal)));
        Assert.All(people, one => Assert.True(one.Mobile is "" || one.Mobile.StartsWith("06 39 98 ", StringComparison.Ordinal)));
        Assert.All(people, one => Assert.True(one.Mail is "" || one.Mail.Contains("example", StringComparison.Ordinal)));
        Assert.Contains(people, one => one.Phone.Length > 0);
        Assert.Contains(people, one => one.Mobile.Length > 0);
        Assert.Contains(people, one => one.Mail.Length > 0);
    }

    [Fact]
    public void Bears_another_name_than_that_of_birth_now_and_then() =>
        Assert.Contains(
            Enumerable.Range(0, 100).Select(index => Person.Of(Options, index, PatientCase.Plain)),
            one => one.Family != one.BirthName && !one.Man);
}
