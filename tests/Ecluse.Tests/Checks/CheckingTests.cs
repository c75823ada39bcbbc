namespace Ecluse.Checks;

/// <summary>Each requirement: an installation where it holds, and the smallest change where it does not.</summary>
public sealed class CheckingTests
{
    public static TheoryData<int> Every => [.. Enumerable.Range(0, CheckFactsSample.Changes.Count)];

    [Fact]
    public void Everything_that_a_program_sees_holds_in_a_good_installation() =>
        Assert.All(Report(CheckFactsSample.Good).Where(finding => finding.Requirement.Looks is not null), finding => Assert.Equal((finding.Requirement.Id, Verdict.Holds), (finding.Requirement.Id, finding.Verdict)));

    [Theory]
    [MemberData(nameof(Every))]
    public void The_smallest_change_turns_one_requirement_and_says_what_was_seen(int number)
    {
        var (id, then, says, change) = CheckFactsSample.Changes[number];
        var found = Report(change(CheckFactsSample.Good)).Single(finding => finding.Requirement.Id == id);
        Assert.Equal(then, found.Verdict);
        Assert.Contains(found.Evidence, line => line.English.Contains(says, StringComparison.Ordinal));
        Assert.All(found.Evidence, line => Assert.NotEqual("", line.French));
    }

    [Fact]
    public void Every_look_has_a_requirement_and_a_change_that_it_does_not_survive()
    {
        var looks = RequirementBook.All.Where(one => one.Looks is not null).ToList();
        Assert.Equal(Checking.Names.Order(), looks.Select(one => one.Looks!).Order());
        Assert.Equal(looks.Select(one => one.Id).Order(), CheckFactsSample.Changes.Where(one => one.Then == Verdict.DoesNotHold).Select(one => one.Id).Distinct().Order());
    }

    [Fact]
    public void An_installation_with_nothing_in_it_is_not_green()
    {
        var report = Checking.Of(new CheckFacts(CheckFactsSample.Now), CheckAnswers.None);
        Assert.False(report.Holds);

        // What holds of nothing is only that nothing is past its date.
        Assert.Equal(
            ["alerts-answered", "breach-clocks", "keys-overdue", "nothing-overdue", "sealed-at-rest", "ssh-algorithms", "warnings-answered"],
            report.Findings.Where(finding => finding.Verdict == Verdict.Holds).Select(finding => finding.Requirement.Id).Order());
    }

    [Fact]
    public void What_nobody_shows_keeps_the_whole_from_holding()
    {
        var unanswered = Checking.Of(CheckFactsSample.Good, CheckAnswers.None);
        Assert.Equal(0, unanswered.Count(Verdict.DoesNotHold));
        Assert.False(unanswered.Holds);
        var yes = new CheckAnswer(true, new DateOnly(2026, 11, 1), "procedure of 1 November, cabinet 2");
        Assert.True(Checking.Of(CheckFactsSample.Good, new CheckAnswers("", RequirementBook.Questions.ToDictionary(one => one.Id, _ => yes))).Holds);
    }

    [Fact]
    public void A_controller_sees_its_own_and_nothing_of_another()
    {
        var facts = CheckFactsSample.Good with
        {
            Held = [CheckFactsSample.Good.Held[0], CheckFactsSample.Good.Held[1] with { HasCertificate = false }],
            Warnings = [new("w-bbbbbbbbbbbb", IsOver: true, ["Labo B"])],
            Breaches = [new("b-bbbbbbbbbbbb", "Labo B", ["gdpr-33-2"])],
        };
        var (a, b) = (Checking.Of(facts, "Labo A"), Checking.Of(facts, "Labo B"));
        Assert.DoesNotContain(a.Findings.SelectMany(finding => finding.Evidence), line => line.English.Contains("bbbb", StringComparison.Ordinal));
        Assert.Equal(["breach-clocks", "certificates", "warnings-answered"], b.Findings.Where(finding => finding.Verdict == Verdict.DoesNotHold).Select(finding => finding.Requirement.Id).Order());
        Assert.DoesNotContain(a.Findings, finding => finding.Requirement.Id is "journal-verifies" or "key-files");
    }

    private static IReadOnlyList<Finding> Report(CheckFacts facts) => Checking.Of(facts, CheckAnswers.None).Findings;
}
