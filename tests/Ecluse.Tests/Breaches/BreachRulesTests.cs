using Ecluse.Errors;

namespace Ecluse.Breaches;

public sealed class BreachRulesTests
{
    private readonly WrittenDossier written = new() { Now = WrittenDossier.Received.AddHours(30) };

    [Theory]
    [InlineData("BREACH-004", 0, "colour", "red", null)]
    [InlineData("BREACH-002", 7, "persons", "5", null)]
    [InlineData("BREACH-005", 0, "persons", "5", null)]
    [InlineData("BREACH-005", 1, "aware", "2020-11-04T10:00:00Z", "the rows are ours")]
    [InlineData("BREACH-006", 1, "persons", "about five", null)]
    [InlineData("BREACH-006", 1, "persons", "-5", null)]
    [InlineData("BREACH-006", 0, "severity", "terrible", "because it is")]
    [InlineData("BREACH-006", 0, "began", "2020-11-04T10:00:00", null)]
    [InlineData("BREACH-006", 0, "began", null, null)]
    [InlineData("BREACH-009", 0, "severity", "maximal", "bad")]
    [InlineData("BREACH-009", 1, "told", "2020-11-05T10:00:00Z", null)]
    [InlineData("BREACH-009", 1, "concerned", "no", null)]
    [InlineData("BREACH-013", 1, "told", "2020-11-06T10:00:00Z", "its officer, by telephone")]
    [InlineData("BREACH-014", 1, "told", "2020-11-03T10:00:00Z", "its officer, by telephone")]
    [InlineData("BREACH-014", 0, "aware", "2020-11-03T10:00:00Z", "the rows are ours")]
    [InlineData("BREACH-015", 0, "aware", "2020-11-05T09:00:01Z", "the rows are ours")]
    [InlineData("BREACH-016", 0, "step-answer", "erased", null)]
    [InlineData("BREACH-010", 0, "circumstances", "row of 2 55 08 14 168 025 38 was shown", null)]
    [InlineData("BREACH-010", 0, "circumstances", "285082A168025", null)]
    [InlineData("BREACH-010", 0, "circumstances", "le fichier montre une patiente née le 03/07/1974", null)]
    [InlineData("BREACH-010", 0, "circumstances", "seen: DURAND Évariste, 12/03/1961", null)]
    [InlineData("BREACH-010", 0, "circumstances", "Mme Lefèvre-Noël (12.03.1961) has telephoned", null)]
    [InlineData("BREACH-010", 0, "circumstances", "a;b;c;d\ne;f;g;h\ni;j;k;l", null)]
    [InlineData("BREACH-012", 0, "circumstances", "a\u0007b", null)]
    [InlineData("BREACH-020", 0, "circumstances", "seen first at the laboratoire deux", null)]
    [InlineData("BREACH-020", 1, "circumstances", "as at Laboratoire Deux", null)]
    public void Refuses_what_may_not_stand_in_a_dossier(string code, int part, string field, string? value, string? note) =>
        Assert.Equal(code, Assert.Throws<EcluseException>(() => written.Say(part, field, value, note)).Code);

    [Theory]
    [InlineData("The 56 rows of 4 November 2020, received at 09:00 by the agency; 28 laboratories; ticket 2020-11-04/17.")]
    [InlineData("Call +33 1 53 73 22 22, contact@example.org; reference 20201104-1234567.")]
    [InlineData("first, second, third, fourth: one line only")]
    public void Takes_what_a_handler_writes(string text) => Assert.Equal(text, written.Say(0, "circumstances", text).Dossier.Value(0, "circumstances"));

    [Theory]
    [InlineData("Laboratoire du Parc told on 12/03/2026 by telephone")]
    [InlineData("ANSSI wrote on 04/11/2020: 56 rows, ftp://192.0.2.7/lab28")]
    [InlineData("born of a configuration of 12/03/2019; the CNIL knows since 2020-11-04")]
    [InlineData("M. Moreau, délégué, informé par téléphone le 12/03/2026")]
    public void What_people_write_about_a_breach_does_not_read_like_a_patient(string text) => Assert.False(PatientLike.IsIn(text));

    [Fact]
    public void A_controller_may_be_named_in_what_is_said_of_it_alone() =>
        Assert.NotNull(written.Say(2, "circumstances", "Laboratoire Deux called us").Dossier.Value(2, "circumstances"));

    [Fact]
    public void Corrections_are_versions_and_nothing_is_lost()
    {
        written.Say(1, "persons", "900", knowledge: Knowledge.Estimated).Say(1, "persons", null, knowledge: Knowledge.NotKnownYet).Say(1, "persons", "4112");
        Assert.Equal([(1, "900"), (2, null), (3, "4112")], written.Dossier.Versions(1, "persons").Select(one => (one.Version, one.Value)));
        Assert.Equal("900", written.Dossier.AsOf(1).Value(1, "persons"));
        Assert.Null(written.Dossier.Value(2, "persons"));
    }

    [Fact]
    public void Awareness_moves_earlier_and_never_later()
    {
        written.Say(0, "aware", "2020-11-04T12:00:00Z", "the rows are ours").Say(0, "aware", "2020-11-04T10:00:00Z", "they were at ten already");
        Assert.Equal("BREACH-015", Assert.Throws<EcluseException>(() => written.Say(0, "aware", "2020-11-04T11:00:00Z", "at eleven after all")).Code);
        Assert.Equal(WrittenDossier.Received.AddHours(1), written.Dossier.Aware(written.Now)!.Value.At);
    }

    [Fact]
    public void Encryption_is_no_ground_for_silence_unless_the_keys_are_known_to_be_safe()
    {
        void Decide() => written.Say(1, "persons-decision", "no-unintelligible", "parcels sealed with age");
        Assert.Equal("BREACH-007", Assert.Throws<EcluseException>(Decide).Code);
        written.Say(0, "keys-safe", "yes", "they never left the gate", Knowledge.Estimated);
        Assert.Equal("BREACH-007", Assert.Throws<EcluseException>(Decide).Code);
        written.Say(1, "keys-safe", "no", "the gate's disk was copied");
        Assert.Equal("BREACH-007", Assert.Throws<EcluseException>(Decide).Code);
        written.Say(1, "keys-safe", "yes", "journal entries 47902 to 47911: made, used and destroyed there");
        Decide();
        Assert.Equal("no-unintelligible", written.Dossier.Value(1, "persons-decision"));
    }

    [Fact]
    public void A_closed_breach_takes_nothing_until_it_is_opened_again_with_a_reason()
    {
        foreach (var part in new[] { 1, 2 })
        {
            written.Say(part, "concerned", "yes").Say(part, "told", "2020-11-05T10:00:00Z", "its officer, by telephone");
        }

        written.Say(0, "closed", "yes", "contained, everybody told");
        Assert.Equal("BREACH-017", Assert.Throws<EcluseException>(() => written.Say(1, "persons", "5")).Code);
        written.Say(0, "closed", "no", "a mirror turned up again").Say(1, "persons", "5");
        Assert.Equal("5", written.Dossier.Value(1, "persons"));
    }

    [Fact]
    public void Steps_of_containment_stand_beside_each_other_each_with_its_answer()
    {
        written.Say(0, "step", "host", "to the host of the forum: take the file down").Say(0, "step", "judge", "urgent request: order access providers to block");
        written.Say(0, "step-answer", "refused", item: 1).Say(0, "step-again", "2020-12-01T00:00:00Z", item: 1);
        Assert.Equal([1, 2], written.Dossier.Items(0, "step"));
        Assert.Equal(("refused", null), (written.Dossier.Value(0, "step-answer", 1), written.Dossier.Value(0, "step-answer", 2)));
    }

    [Fact]
    public void Each_field_has_choices_where_it_chooses_and_a_name_of_its_own()
    {
        Assert.Equal(BreachFields.All.Count, BreachFields.All.Select(field => field.Name).Distinct().Count());
        Assert.All(BreachFields.All, field => Assert.Equal(field.Kind is FieldKind.Choice or FieldKind.Choices, field.Choices.Count > 0));
    }
}
