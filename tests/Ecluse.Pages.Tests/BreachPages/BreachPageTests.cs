using Ecluse.Breaches;
using Ecluse.BreachPages;
using Ecluse.Errors;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Pages.Tests.Layout;

namespace Ecluse.Pages.Tests.BreachPages;

public sealed class BreachPageTests
{
    [Fact]
    public void The_notice_tells_the_controller_when_and_what_and_that_its_72_hours_run()
    {
        var text = Notice(Language.French);
        Assert.Contains("Reçu 13 novembre 2026 à 9 h 04", text, StringComparison.Ordinal);
        Assert.Contains("Connaissance 13 novembre 2026 à 11 h 30", text, StringComparison.Ordinal);
        Assert.Contains("Responsable informé 14 novembre 2026 à 14 h 30", text, StringComparison.Ordinal);
        Assert.Contains("72 heures consécutives, fins de semaine comprises", text, StringComparison.Ordinal);
        Assert.Contains("Nombre approximatif de personnes 4\u202F112 connu", text, StringComparison.Ordinal);
        Assert.Contains("passage:p-0123456789ab", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.French)]
    public void What_is_for_one_controller_names_no_other_one(Language language)
    {
        foreach (var page in new[]
        {
            BreachPage.Render(InventedBreaches.Making.Notice(InventedBreaches.Full, 1), language, InventedBreaches.Paris),
            BreachPage.Render(InventedBreaches.Making.Sheet(InventedBreaches.Full, 1), language, InventedBreaches.Paris),
            LetterPage.Render(InventedBreaches.Making.Letter(InventedBreaches.Full, 1), language, InventedBreaches.Paris),
            RegisterPage.Render(InventedBreaches.Making.Register([InventedBreaches.Full], InventedBreaches.First), language, InventedBreaches.Paris),
        })
        {
            Assert.Contains("Trois-Rivières", PlainText.Of(page), StringComparison.Ordinal);
            Assert.DoesNotContain("Val d’Aure", PlainText.Of(page), StringComparison.Ordinal);
            Assert.DoesNotContain("Port-Béniguet", PlainText.Of(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_notice_after_72_hours_stands_with_its_reasons_and_the_lateness_is_not_hidden()
    {
        var text = PlainText.Of(BreachPage.Render(InventedBreaches.Making.Sheet(InventedBreaches.Full, 1), Language.English, InventedBreaches.Paris));
        Assert.Contains("Reasons for the delay (GDPR 33(1))", text, StringComparison.Ordinal);
        Assert.Contains("done 8 h 30 min late", text, StringComparison.Ordinal);
        Assert.Contains("Cause of the breach – not known yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_of_which_nothing_is_known_shows_every_field_and_that_awareness_came_by_itself()
    {
        var text = PlainText.Of(BreachPage.Render(InventedBreaches.Making.Sheet(InventedBreaches.Bare, 2), Language.English, InventedBreaches.Paris));
        Assert.Contains("24 hours after receipt, by itself", text, StringComparison.Ordinal);
        Assert.Contains("Nothing has been sent yet", text, StringComparison.Ordinal);
        Assert.Contains("Severity – not known yet", text, StringComparison.Ordinal);
        Assert.Contains("Records, approximately – not known yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_letter_is_plain_and_says_what_to_do_about_passwords_where_they_are_in_it()
    {
        var text = PlainText.Of(LetterPage.Render(InventedBreaches.Making.Letter(InventedBreaches.Full, 1), Language.French, InventedBreaches.Paris));
        Assert.Contains("À partir du 2 septembre 2026, des données", text, StringComparison.Ordinal);
        Assert.Contains("ont pu être vues ou copiées", text, StringComparison.Ordinal);
        Assert.Contains("Changez le mot de passe", text, StringComparison.Ordinal);
        Assert.Contains("Mme Aubrac", text, StringComparison.Ordinal);
        foreach (var word in new[] { "sérologie", "art. 3", "RGPD", "référé", "maximale" })
        {
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Language.English, "To be filled in before sending.", "What this may mean for you", "What we have done")]
    [InlineData(Language.French, "À compléter avant l’envoi.", "Ce que cela peut entraîner pour vous", "Ce que nous avons fait")]
    public void A_letter_that_lacks_what_the_law_asks_for_says_so_where_it_lacks_it_and_asserts_nothing_unknown(Language language, string fill, string mean, string done)
    {
        var letter = InventedBreaches.Making.Letter(InventedBreaches.Bare, 2);
        Assert.Equal(["loss", "consequences", "measures-now", "contact"], letter.Lacks);
        var text = PlainText.Of(LetterPage.Render(letter, language, InventedBreaches.Paris));
        Assert.Contains($"{mean} {fill}", text, StringComparison.Ordinal);
        Assert.Contains($"{done} {fill}", text, StringComparison.Ordinal);
        Assert.DoesNotContain(language == Language.French ? "vues ou copiées" : "seen or copied", text, StringComparison.Ordinal);
        Assert.Contains(language == Language.French ? "n’est pas complète" : "is not complete", text, StringComparison.Ordinal);

        var whole = InventedBreaches.Making.Letter(InventedBreaches.Full, 1);
        Assert.Empty(whole.Lacks);
        Assert.DoesNotContain(fill, PlainText.Of(LetterPage.Render(whole, language, InventedBreaches.Paris)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_sheet_of_a_controller_alone_says_that_there_is_no_processor_and_not_that_nobody_has_told_it()
    {
        var breach = InventedBreaches.Bare.Breach;
        var alone = new BreachDossier(breach with { Parts = [new BreachPart(1, "Cabinet du Dr Test", null, null, [], IsOwn: true)] }, []);
        var text = PlainText.Of(BreachPage.Render(InventedBreaches.Making.Sheet(alone, 1), Language.French, InventedBreaches.Paris));
        Assert.Contains("le responsable tient lui-même ce dossier", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Responsable informé", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_counts_answers_and_telling_and_says_that_clocks_are_late()
    {
        var text = PlainText.Of(RegisterPage.Render(InventedBreaches.Making.List([InventedBreaches.Full]), Language.English, InventedBreaches.Paris));
        Assert.Contains("1 / 3", text, StringComparison.Ordinal);
        Assert.Contains("1 / 2", text, StringComparison.Ordinal);
        Assert.Contains("late", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeline_keeps_every_version()
    {
        var text = PlainText.Of(BreachPage.Render(
            InventedBreaches.Making.Timeline(InventedBreaches.Full, 1), _ => null, _ => "this controller", Language.English, InventedBreaches.Paris));
        Assert.Contains("900", text, StringComparison.Ordinal);
        Assert.Contains(", version 2", text, StringComparison.Ordinal);
        Assert.DoesNotContain("rien ne s’y trouvait", text, StringComparison.Ordinal);
    }

    private static string Notice(Language language) =>
        PlainText.Of(BreachPage.Render(InventedBreaches.Making.Notice(InventedBreaches.Full, 1), language, InventedBreaches.Paris));
}
