namespace Ecluse.Rules;

/// <summary>Rule 2: columns that are not listed are never selected, rows outside the bounds never read out; what stays is counted.</summary>
public sealed class Rule02_OnlyWhatIsListedLeaves(PassedLaboratory passed, PlannedLaboratory planned)
{
    [Fact]
    public void Columns_that_are_not_listed_are_named_by_no_statement_of_the_passage()
    {
        new Paragraph45_CommentsPAndDAreNeverSelected(passed).No_statement_of_the_passage_names_them();
        new Paragraph41And49_AToolThatExportsEverythingIsNoExcuse(passed, planned).No_statement_selects_all_columns();
    }

    [Fact]
    public void Patients_outside_the_bounds_do_not_arrive()
    {
        var target = passed.Lab.Stage.Target;

        Assert.NotEqual("0", Laboratory.Ask(target, "SELECT COUNT(*) FROM patient WHERE legacy_ref IS NOT NULL").Single());
        Assert.Equal("0", Laboratory.Ask(target, "SELECT COUNT(*) FROM patient WHERE legacy_ref IS NOT NULL AND (last_visit IS NULL OR last_visit < '2017-05-07')").Single());
    }

    [Fact]
    public Task What_stays_behind_is_counted() =>
        new Paragraph41And49_AToolThatExportsEverythingIsNoExcuse(passed, planned).What_stays_is_counted_never_copied();
}
