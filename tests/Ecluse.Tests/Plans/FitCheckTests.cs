using Ecluse.Instructions;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Tests.Plans;

public sealed class FitCheckTests
{
    private readonly LabRecord patient = new(RecordType.Patient);

    [Theory]
    [InlineData("Hélène", 6, false)]
    [InlineData("Hélène", 5, true)]
    [InlineData("𝔄𝔅", 2, false)]
    public void Counts_length_in_characters_and_not_in_bytes(string name, int lengthMax, bool isMisfit)
    {
        patient.Set("family-name", name);

        Assert.Equal(isMisfit ? [MisfitKind.TooLong] : [], Kinds(new("patient", "family-name", LengthMax: lengthMax)));
    }

    [Theory]
    [InlineData("female", false)]
    [InlineData("other", true)]
    public void Finds_a_code_that_the_target_does_not_accept(string sex, bool isMisfit)
    {
        patient.Set("sex", sex);

        Assert.Equal(isMisfit ? [MisfitKind.UnknownCode] : [], Kinds(new("patient", "sex", Codes: ["male", "female"])));
    }

    [Theory]
    [InlineData("panel", "HB", null, new[] { MisfitKind.UnknownCode })]
    [InlineData("panel", "NFS", null, new MisfitKind[0])]
    [InlineData("measurement", "HB", "12345", new[] { MisfitKind.TooLong })]
    [InlineData("panel", "NFS", "12", new[] { MisfitKind.NotHeld })]
    [InlineData("culture", "HB", null, new[] { MisfitKind.UnknownCode })]
    public void Asks_the_rule_of_the_target_that_would_take_the_record(string kind, string code, string? value, MisfitKind[] expected)
    {
        FitCondition[] panel = [new("kind", OneOf: ["panel"])];
        FitCondition[] other = [new("kind", NoneOf: ["panel", "culture"])];
        var check = Check(
            new("observation", "kind", When: panel), new("observation", "code", Codes: ["NFS"], When: panel),
            new("observation", "kind", When: other), new("observation", "code", Codes: ["HB"], When: other),
            new("observation", "value-text", LengthMax: 4, When: other));
        var observation = new LabRecord(RecordType.Observation);
        observation.Set("kind", kind);
        observation.Set("code", code);
        observation.Set("value-text", value);

        Assert.Equal(expected, check.Check(observation).Select(misfit => misfit.Kind));
    }

    [Theory]
    [InlineData("1980", true)]
    [InlineData("1980-04", true)]
    [InlineData("1980-04-12", false)]
    public void Finds_a_partial_date_where_a_full_one_is_wanted(string date, bool isMisfit)
    {
        patient.Set("birth-date", date);

        Assert.Equal(isMisfit ? [MisfitKind.PartialDate] : [], Kinds(new("patient", "birth-date", FullDateOnly: true)));
    }

    [Theory]
    [InlineData("5.10", 4, 2, false)]
    [InlineData("5.101", 4, 2, true)]
    [InlineData("123.1", 4, 2, true)]
    [InlineData("-0012.10", 4, 2, false)]
    public void Finds_a_number_with_more_digits_than_the_column(string number, int precision, int scale, bool isMisfit)
    {
        var observation = new LabRecord(RecordType.Observation);
        observation.Set("value-number", number);
        var check = Check(new("observation", "value-number", DecimalPrecision: precision, DecimalScale: scale));

        Assert.Equal(isMisfit ? [MisfitKind.TooPrecise] : [], check.Check(observation).Select(misfit => misfit.Kind));
    }

    [Theory]
    [InlineData("windows-1252", "Zoë œuvre €", false)]
    [InlineData("windows-1252", "Łódź", true)]
    [InlineData("iso-8859-1", "€", true)]
    [InlineData("utf-8-bmp", "😀", true)]
    [InlineData("utf-8", "😀", false)]
    public void Finds_a_character_outside_the_columns_repertoire(string encoding, string text, bool isMisfit)
    {
        patient.Set("family-name", text);

        Assert.Equal(
            isMisfit ? [MisfitKind.OutsideRepertoire] : [], Kinds(new("patient", "family-name", Encoding: encoding)));
    }

    [Fact]
    public void Finds_a_required_value_that_is_missing_and_a_field_without_a_place()
    {
        patient.Set("city", "Vannes");

        Assert.Equal(
            [new Misfit("patient", "sex", MisfitKind.Missing), new Misfit("patient", "city", MisfitKind.NotHeld)],
            Check(new("patient", "sex", Required: true)).Check(patient));
    }

    [Fact]
    public void Names_a_code_that_the_catalogue_lacks_only_where_the_targets_profile_does()
    {
        FitCondition[] other = [new("kind", NoneOf: ["panel"])];
        var check = Check(
            new("observation", "kind", When: [new("kind", OneOf: ["panel"])]),
            new("observation", "code", Codes: ["NFS"], When: [new("kind", OneOf: ["panel"])]),
            new("observation", "kind", When: other),
            new("observation", "code", Codes: ["HB"], When: other, Lacks: [new("PLT", "L-7", "test.code"), new("PLT", "7", "unit.test"), new("LEU", "L-8", "test.code")]),
            new("patient", "nir", Codes: [], Lacks: [new("180047510812345", "x", "test.code")]));

        Assert.Equal(["L-7", "7"], Lacked("measurement", "PLT"));
        Assert.Empty(Lacked("measurement", "a word that somebody typed"));
        Assert.Empty(Lacked("measurement", "HB"));
        Assert.Empty(Lacked("panel", "PLT"));

        // An offer comes from elsewhere: whoever wrote it shall not learn from the plan who is a patient here.
        patient.Set("nir", "180047510812345");
        Assert.Empty(check.Lacked(patient, new Misfit("patient", "nir", MisfitKind.UnknownCode)));

        string[] Lacked(string kind, string code)
        {
            var observation = new LabRecord(RecordType.Observation);
            observation.Set("kind", kind);
            observation.Set("code", code);
            return [.. check.Check(observation).ToList().SelectMany(misfit => check.Lacked(observation, misfit)).Select(lacked => lacked.Written)];
        }
    }

    private MisfitKind[] Kinds(FieldDescription described) => [.. Check(described).Check(patient).Select(misfit => misfit.Kind)];

    private static FitCheck Check(FieldDescription described, params FieldDescription[] more) => new(new TargetDescription(
        "test", "", "", LoadPromise.Transaction, [described, .. more], new Dictionary<string, long>()));
}
