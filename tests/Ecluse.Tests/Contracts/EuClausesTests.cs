namespace Ecluse.Contracts;

public sealed class EuClausesTests : IDisposable
{
    private readonly SampleContract sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void Are_a_contract_when_options_and_annexes_are_filled()
    {
        var verdict = Check(Clauses());

        Assert.Empty(verdict.Reasons);
        Assert.All(ContractPoint.All, point => Assert.Contains(verdict.Findings, finding => finding.Point == point.Id));
    }

    [Fact]
    public void Have_seventeen_headings_in_annex_III() => Assert.Equal(17, EuClauses.AnnexIII.Count);

    public static TheoryData<string> Headings => [.. EuClauses.AnnexIII.Select(heading => heading.Id)];

    [Theory]
    [MemberData(nameof(Headings))]
    public void Are_not_concrete_while_a_heading_of_annex_III_is_open(string id)
    {
        var yaml = Clauses().Replace($"    {id}: {{ measures: [measure of {id}] }}\n", "", StringComparison.Ordinal);

        Assert.Equal([$"eu-annex-iii-{id}"], NotPresent(Check(yaml)));
        var reason = yaml.Replace(
            "  annex-iii:\n", $"  annex-iii:\n    {id}: {{ none-because: nothing is kept there }}\n", StringComparison.Ordinal);
        Assert.Empty(NotPresent(Check(reason)));
    }

    [Theory]
    [InlineData("unchanged: true", "unchanged: false", "subject-matter")]
    [InlineData("docking: false", "", "eu-docking")]
    [InlineData("option: 2, ", "", "sub-processors")]
    [InlineData("notice-days: 30", "", "sub-processor-authorisation")]
    [InlineData("duration: six months from 5 January 2026", "", "duration")]
    [InlineData("sensitive-restrictions: [access by two named engineers only]", "", "eu-sensitive-data")]
    [InlineData("assistance: [answers within two days]", "", "data-subject-requests")]
    public void Are_not_concrete_while_an_option_or_annex_is_open(string old, string changed, string point)
    {
        var yaml = Clauses();
        Assert.Contains(old, yaml, StringComparison.Ordinal);

        Assert.Contains(point, NotPresent(Check(yaml.Replace(old, changed, StringComparison.Ordinal))));
    }

    [Fact]
    public void Want_annex_IV_only_for_the_specific_authorisation()
    {
        var option1 = Clauses().Replace("option: 2", "option: 1", StringComparison.Ordinal);

        Assert.Equal(["eu-annex-iv"], NotPresent(Check(option1)));
        Assert.Empty(NotPresent(Check(option1.Replace(
            "  annex-i:",
            "  annex-iv: [{ name: Hébergeur Aval, address: 1 rue du Bief, task: keeps the sealed parcels }]\n  annex-i:",
            StringComparison.Ordinal))));
    }

    private static ContractVerdict Check(string yaml) => ContractCheck.Run(SampleContract.Read(yaml), SampleContract.Within);

    private static IEnumerable<string> NotPresent(ContractVerdict verdict) =>
        verdict.Findings.Where(finding => finding.State != FindingState.Present).Select(finding => finding.Point);

    private string Clauses() => ClausesOf(sample);

    internal static string ClausesOf(SampleContract sample)
    {
        var text = sample.With("basis: own", "basis: eu-2021-915");
        var start = text.IndexOf("mentions:\n", StringComparison.Ordinal);
        var end = text.IndexOf("breach-notice-hours", StringComparison.Ordinal);
        var headings = string.Concat(EuClauses.AnnexIII.Select(one => $"    {one.Id}: {{ measures: [measure of {one.Id}] }}\n"));
        return text[..start]
            + "eu-clauses:\n  unchanged: true\n  docking: false\n  sub-processors: { option: 2, notice-days: 30 }\n"
            + "  annex-i: { controller-accession: 2026-01-05, processor-accession: 2026-01-05 }\n"
            + "  annex-ii:\n    data-subjects: [patients, prescribers]\n    data-categories: [identity, results]\n"
            + "    sensitive-data: [health data]\n    sensitive-restrictions: [access by two named engineers only]\n"
            + "    nature: [extraction, loading]\n    purposes: [change of laboratory system]\n"
            + "    duration: six months from 5 January 2026\n    sub-processing: none takes place\n"
            + "  annex-iii:\n" + headings + "    assistance: [answers within two days]\n    sub-processors: []\n"
            + text[end..];
    }
}
