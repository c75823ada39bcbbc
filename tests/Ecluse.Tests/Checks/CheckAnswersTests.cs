using System.Text;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Checks;

/// <summary>What a person answers where no program can see.</summary>
public sealed class CheckAnswersTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Requirement Restore = RequirementBook.All.Single(one => one.Id == "restore-tested");

    [Theory]
    [InlineData("yes", "2026-11-01", "report of 1 November", Verdict.Holds)]
    [InlineData("yes", "2025-11-23", "report", Verdict.Holds)]
    [InlineData("yes", "2025-11-22", "report", Verdict.NotShown)]
    [InlineData("yes", "2026-11-24", "report", Verdict.NotShown)]
    [InlineData("yes", "2026-11-01", "", Verdict.NotShown)]
    [InlineData("yes", "", "report", Verdict.NotShown)]
    [InlineData("", "2026-11-01", "report", Verdict.NotShown)]
    [InlineData("no", "", "", Verdict.DoesNotHold)]
    public void Yes_counts_with_a_day_and_a_place_and_for_a_time(string answer, string on, string where, Verdict verdict) =>
        Assert.Equal(verdict, Read($"restore-tested:\n    answer: {answer}\n    on: {on}\n    where: {where}\n").Judge(Restore, Today).Verdict);

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.French)]
    public void An_empty_questionnaire_reads_and_shows_nothing(Language language)
    {
        var answers = CheckAnswers.Read("answers.yaml", Encoding.UTF8.GetBytes(CheckAnswers.Empty(language)));
        Assert.All(RequirementBook.Questions, one => Assert.Equal(Verdict.NotShown, answers.Judge(one, Today).Verdict));
        Assert.All(CheckAnswers.Empty(language).Split('\n'), line => Assert.InRange(line.Length, 0, 130));
    }

    [Theory]
    [InlineData("no-such-question:\n    answer: yes\n", "CHECK-001")]
    [InlineData("restore-tested:\n    where: file of 1 85 05 78 006 084 91\n", "CHECK-002")]
    [InlineData("restore-tested:\n    answer: maybe\n", "DOC-006")]
    [InlineData("restore-tested:\n    answer: true\n", "DOC-004")]
    [InlineData("restore-tested:\n    who: me\n", "DOC-003")]
    [InlineData("restore-tested:\n    on: 2026-02-30\n", "DOC-006")]
    public void A_questionnaire_is_read_strictly(string answers, string code) =>
        Assert.Contains(Assert.Throws<DocumentException>(() => Read(answers)).Problems, problem => problem.Code == code);

    [Fact]
    public void Every_requirement_says_its_source_and_its_day_in_both_languages() => Assert.All(RequirementBook.All, one =>
    {
        Assert.Matches("§|GDPR|L\\.1111", one.Source);
        Assert.DoesNotContain("GDPR", one.SourceIn(Language.French), StringComparison.Ordinal);
        Assert.InRange(one.Checked, new DateOnly(2026, 1, 1), Today);
        Assert.NotEqual(one.Title.English, one.Title.French);
        Assert.NotEqual(one.ToDo.English, one.ToDo.French);
    });

    private static CheckAnswers Read(string answers) => CheckAnswers.Read("answers.yaml", Encoding.UTF8.GetBytes($"type: check-answers/1\nanswers:\n  {answers}"));
}
