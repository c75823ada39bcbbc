namespace Ecluse.Errors;

public sealed class TextTests
{
    [Theory]
    [InlineData("refusé : clé inconnue ; signez de nouveau !", "refusé\u00A0: clé inconnue\u202F; signez de nouveau\u202F!")]
    [InlineData("la colonne « PM »", "la colonne «\u00A0PM\u00A0»")]
    [InlineData("à 12:30, http://localhost:80/?a=b", "à 12:30, http://localhost:80/?a=b")]
    public void French_gets_its_no_break_spaces_however_it_was_typed(string typed, string shown) =>
        Assert.Equal(shown, new Text("", typed).In(Language.French));

    [Fact]
    public void English_is_left_as_it_is() => Assert.Equal("a : b ;", new Text("a : b ;", "").In(Language.English));
}
