using Ecluse.ErasureViews;
using Ecluse.Errors;
using Ecluse.PassagePages;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Pages.Tests.Layout;

namespace Ecluse.Pages.Tests.PassagePages;

public sealed class PassagePageTests
{
    [Fact]
    public void Tells_what_passed_what_stayed_and_why_and_what_was_refused()
    {
        var text = Read(InventedPassages.Erased(), Language.English);
        Assert.Contains("96,418", text, StringComparison.Ordinal);
        Assert.Contains("90,202 passed", text, StringComparison.Ordinal);
        Assert.Contains("6,187 stay: last seen before 1 June 2016", text, StringComparison.Ordinal);
        Assert.Contains("17 stay: no usable date of last visit", text, StringComparison.Ordinal);
        Assert.Contains("REJECT-CHECK", text, StringComparison.Ordinal);
        Assert.Contains("Left out, Dr Maud Tressan", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_each_step_with_who_and_when()
    {
        var text = Read(InventedPassages.Erased(), Language.French);
        Assert.Contains("Plan signé Dr Maud Tressan 13 nov., 18 h 21 min 07 s", text, StringComparison.Ordinal);
        Assert.Contains("heure de Paris", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_which_leg_caught_a_difference_and_shows_the_figure()
    {
        var html = PassagePage.Render(InventedPassages.Differs(), Language.English);
        var text = PlainText.Of(html);
        Assert.Contains("2 of 7 figures differ", text, StringComparison.Ordinal);
        Assert.Contains("90,202 patients equal", text, StringComparison.Ordinal);
        Assert.Contains("3. By eye not made", text, StringComparison.Ordinal);
        Assert.Contains("1012873400", text, StringComparison.Ordinal);
        Assert.Contains("<details open>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_each_recipient_destroyed_or_still_held()
    {
        var text = Read(InventedPassages.Erased(), Language.English);
        Assert.Contains("destroyed gate-3r-cible, 15 Nov, 08:14:07", text, StringComparison.Ordinal);
        Assert.Contains("still held by the laboratory", text, StringComparison.Ordinal);
        Assert.Contains("What this cannot prove", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErasureTiming.Late, "Late: 1 h after the erase-by", "En retard: 1 h après l’échéance")]
    [InlineData(ErasureTiming.Early, "Early: 6 d 9 h 48 min before the erase-by", "En avance: 6 j 9 h 48 min avant l’échéance")]
    public void Tells_a_late_erasure_from_an_early_one(ErasureTiming timing, string english, string french)
    {
        var view = InventedPassages.Erased() with { Erasure = InventedPassages.Erasure(timing) };
        Assert.Contains(english, Read(view, Language.English), StringComparison.Ordinal);
        Assert.Contains(french, Read(view, Language.French), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_no_patient_unless_the_view_says_that_the_people_are_invented()
    {
        Assert.DoesNotContain("class=\"raw\"", PassagePage.Render(InventedPassages.Erased(), Language.French), StringComparison.Ordinal);
        var demo = Read(InventedPassages.Demo(), Language.French);
        Assert.Contains("Ces personnes sont inventées", demo, StringComparison.Ordinal);
        Assert.Contains("NOM PASVRAI family_name PASVRAI", demo, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_when_nobody_really_looked() =>
        Assert.Contains("In this demonstration nobody looked", Read(InventedPassages.Demo(), Language.English), StringComparison.Ordinal);

    [Fact]
    public void Says_whether_one_machine_played_all_the_parts()
    {
        Assert.Contains("One machine played all the parts", Read(InventedPassages.Demo(), Language.English), StringComparison.Ordinal);
        Assert.Contains("stood on separate machines", Read(InventedPassages.Erased(), Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_a_hostile_name_as_text()
    {
        var html = PassagePage.Render(InventedPassages.Demo() with { Laboratory = "</title><script>x" }, Language.French, "\"><script>.html");
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("[U+202E]", html, StringComparison.Ordinal);
    }

    private static string Read(PassageView view, Language language) => PlainText.Of(PassagePage.Render(view, language));
}
