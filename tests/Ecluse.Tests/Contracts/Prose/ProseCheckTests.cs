namespace Ecluse.Contracts.Prose;

public sealed class ProseCheckTests
{
    private const double AgreementMin = 0.95;

    [Fact]
    public void Agrees_with_a_person_on_95_of_100_verdicts_and_calls_nothing_absent_present()
    {
        var wrong = ProseCorpus.All.SelectMany(sample =>
            ProseCorpus.Compare(sample, ProseCheck.Run(sample.Name, sample.Bytes))).ToList();
        var all = ProseCorpus.All.Sum(sample => sample.Expected.Count);
        var aside = ProseCorpus.All.Where(sample => sample.SetAside).Sum(sample => sample.Expected.Count);
        var asideWrong = wrong.Count(one => one.SetAside);
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{all - wrong.Count} of {all} agree; of the texts set aside, {aside - asideWrong} of {aside}.");
        wrong.ForEach(one => output.WriteLine(one.ToString()));
        var told = string.Join('\n', wrong);

        Assert.Equal((24, 8), (ProseCorpus.All.Count, ProseCorpus.All.Count(sample => sample.SetAside)));
        Assert.True(wrong.Count <= (1 - AgreementMin) * all, told);
        Assert.DoesNotContain(wrong, one => one.Expected == ProseVerdict.Absent);
    }

    [Fact]
    public void Each_mention_and_clause_is_absent_from_a_sample_and_present_in_another()
    {
        foreach (var point in ContractPoint.All)
        {
            Assert.Contains(ProseCorpus.All, sample => sample.Expected[point.Id] == ProseVerdict.Absent);
            Assert.Contains(ProseCorpus.All, sample => sample.Expected[point.Id] == ProseVerdict.Present);
        }
    }

    [Fact]
    public void Every_quote_stands_in_the_text()
    {
        foreach (var sample in ProseCorpus.All.Where(sample => sample.Name.EndsWith(".txt", StringComparison.Ordinal)))
        {
            var text = Squeezed(System.Text.Encoding.UTF8.GetString(sample.Bytes));
            foreach (var finding in ProseCheck.Run(sample.Name, sample.Bytes).Findings.Where(one => one.Quote is not null))
            {
                Assert.Contains(Squeezed(finding.Quote!.Replace(" […]", "", StringComparison.Ordinal)), text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("The processor takes all measures required pursuant to Article 32.", ProseVerdict.Restated)]
    [InlineData("The processor takes all measures required pursuant to Article 32, reviewed every 6 months.", ProseVerdict.Present)]
    [InlineData("Under Directive 95/46/EC the processor takes technical and organisational measures.", ProseVerdict.Obsolete)]
    [InlineData("The processor takes the security measures [to be completed].", ProseVerdict.Absent)]
    public void A_measure_is_worth_what_its_sentence_says(string sentence, ProseVerdict verdict)
    {
        var report = ProseCheck.Run("a.txt", System.Text.Encoding.UTF8.GetBytes(sentence));

        Assert.Equal(verdict, report.Findings.Single(finding => finding.Point.Id == "security").Verdict);
    }

    [Fact]
    public void Repealed_law_is_told_even_where_it_is_about_no_point()
    {
        var report = ProseCheck.Run(ProseCorpus.Named("12").Name, ProseCorpus.Named("12").Bytes);

        Assert.Contains(report.RepealedLaw, sentence => sentence.Contains("déclaration préalable", StringComparison.Ordinal));
        Assert.Empty(ProseCheck.Run(ProseCorpus.Named("01").Name, ProseCorpus.Named("01").Bytes).RepealedLaw);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
