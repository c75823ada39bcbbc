using Ecluse.Errors;
using Ecluse.Plans;

namespace Ecluse.Tests.Plans;

public sealed class PlanWordsTests
{
    [Theory]
    [InlineData(Language.English, "lacks L007 in sigl_05_data.code, here 7", "3 records with a code that the target’s profile does not name; it is not shown")]
    [InlineData(Language.French, "manque L007 dans sigl_05_data.code, ici 7", "3 enregistrements dont le code n’est pas dans le profil de la cible\u202F; il n’est pas montré")]
    public void Say_in_both_languages_which_code_to_add_and_which_are_not_shown(Language language, string lack, string others)
    {
        Assert.Equal(lack, PlanWords.Lack(new PlannedLack("7", "L007", "sigl_05_data.code", 62, 30), language));
        Assert.Equal(others, PlanWords.NotNamed("3", language));
    }
}
