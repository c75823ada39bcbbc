using System.Text;
using Ecluse.Documents;

namespace Ecluse.Breaches;

public sealed class PaperMakingTests
{
    private readonly WrittenDossier written = new() { Now = WrittenDossier.Received.AddHours(30) };

    private PaperMaking Papers => new(_ => null, written.Now);

    [Fact]
    public void What_is_for_one_controller_names_no_other_one_and_holds_no_figure_of_it()
    {
        written.Say(0, "loss", "confidentiality").Say(1, "persons", "111111").Say(2, "persons", "222222").Say(2, "circumstances", "Laboratoire Deux called us first")
            .Say(2, "step", "police", "complaint at the brigade of Deux").Say(2, "told", "2020-11-05T10:00:00Z", "its officer, by telephone");
        foreach (var bytes in new[]
        {
            CanonicalDocument.Write(Papers.Notice(written.Dossier, 1)), CanonicalDocument.Write(Papers.Sheet(written.Dossier, 1)),
            CanonicalDocument.Write(Papers.Letter(written.Dossier, 1)), CanonicalDocument.Write(Papers.Timeline(written.Dossier, 1)),
            CanonicalDocument.Write(Papers.Register([written.Dossier], "Laboratoire Un")),
        })
        {
            var text = Encoding.UTF8.GetString(bytes);
            Assert.DoesNotContain("Deux", text, StringComparison.Ordinal);
            Assert.DoesNotContain("222222", text, StringComparison.Ordinal);
        }

        Assert.Equal("111111", Papers.Notice(written.Dossier, 1).Facts.Line("persons")!.Value);
        Assert.Equal("222222", Papers.Sheet(written.Dossier, 2).Facts.Line("persons")!.Value);
    }

    [Fact]
    public void A_version_that_was_sent_can_be_printed_again_as_it_stood()
    {
        written.Say(1, "told", "2020-11-05T10:00:00Z", "its officer, by telephone").Say(1, "persons", "900", knowledge: Knowledge.Estimated)
            .Say(1, "authority-notified", "2020-11-05T12:00:00Z", "CNIL-2020-0001").Say(1, "persons", "4112").Say(1, "authority-notified", "2020-11-05T14:00:00Z", "CNIL-2020-0001 complement");

        Assert.Equal((1, "900", Knowledge.Estimated), Version(Papers.Sheet(written.Dossier, 1, 1)));
        Assert.Equal((2, "4112", Knowledge.Known), Version(Papers.Sheet(written.Dossier, 1, 2)));
        Assert.Equal((2, "4112", Knowledge.Known), Version(Papers.Sheet(written.Dossier, 1)));
        Assert.Equal("BREACH-016", Assert.Throws<Errors.EcluseException>(() => Papers.Sheet(written.Dossier, 1, 3)).Code);
    }

    [Fact]
    public void The_sheet_stands_in_the_order_of_the_form()
    {
        written.Say(0, "measures-now", "switched off").Say(0, "severity", "maximal", "results are in it").Say(0, "certainty", "established").Say(1, "records", "4112");
        Assert.Equal(["certainty", "records", "severity", "measures-now"], Papers.Sheet(written.Dossier, 1).Facts.Lines.Select(line => line.Field));
    }

    [Fact]
    public void The_letter_tells_the_persons_what_they_need_and_nothing_of_our_own_reasoning()
    {
        written.Say(0, "data", "health,name").Say(0, "severity", "maximal", "HIV results are in it").Say(0, "step", "police", "complaint lodged at the brigade")
            .Say(0, "advice", "Change your password elsewhere too.").Say(0, "harm", null, knowledge: Knowledge.NotKnownYet);
        var letter = Papers.Letter(written.Dossier, 1);
        Assert.Equal(["data", "advice"], letter.Facts.Lines.Select(line => line.Field));
        Assert.Empty(letter.Facts.Clocks);
    }

    [Fact]
    public void Papers_read_back_from_their_bytes()
    {
        written.Say(0, "data", "health").Say(1, "told", "2020-11-05T10:00:00Z", "its officer, by telephone");
        var bytes = CanonicalDocument.Write(Papers.Sheet(written.Dossier, 1));
        Assert.Equal(bytes, CanonicalDocument.Write(CanonicalDocument.Read<BreachSheet>(bytes)));
        var list = Papers.List([written.Dossier]);
        Assert.Equal((2, 2, 1, 0), (list.Breaches[0].Listed, list.Breaches[0].Unanswered, list.Breaches[0].Told, list.Breaches[0].Late));
    }

    [Fact]
    public void The_register_names_a_breach_only_where_the_controller_is_concerned()
    {
        written.Say(2, "concerned", "no", "nothing of it lay there then");
        Assert.Empty(Papers.Register([written.Dossier], "Laboratoire Deux").Breaches);
        Assert.Single(Papers.Register([written.Dossier], "Laboratoire Un").Breaches);
    }

    [Fact]
    public void The_timeline_tells_each_version_and_that_awareness_came_by_itself()
    {
        written.Say(0, "certainty", "suspected").Say(0, "certainty", "established");
        var lines = Papers.Timeline(written.Dossier, 0).Lines;
        Assert.Equal(["received", "opened", "aware-by-itself", "certainty", "certainty"], lines.Select(line => line.What));
        Assert.Equal([1, 2], lines.Where(line => line.What == "certainty").Select(line => line.Version!.Value));
    }

    private static (int, string?, Knowledge?) Version(BreachSheet sheet) => (sheet.Version, sheet.Facts.Line("persons")?.Value, sheet.Facts.Line("persons")?.Knowledge);
}
