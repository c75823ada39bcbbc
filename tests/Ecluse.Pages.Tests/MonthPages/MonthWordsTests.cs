using Ecluse.Acts;

namespace Ecluse.MonthPages;

public sealed class MonthWordsTests
{
    // What a laboratory's month may tell of: acts on what is its own. Intents are told by their outcome.
    private static readonly string[] Kinds =
    [
        "contract", "signatory", "instruction", "plan", "offer", "passage", "source-gate", "target-gate", "parcel", "manifest", "question", "answer",
        "sample", "reject", "space", "object", "hand-over", "alert", "breach", "destruction",
    ];

    [Fact]
    public void Every_act_on_what_is_a_laboratory_s_has_words_in_both_languages()
    {
        var without = ActName.All.Where(act => act.Kind != ActKind.Intent && Kinds.Contains(act.Name.Split('.')[0]) && MonthWords.Act(act.Name) is null);
        Assert.Equal([], without.Select(act => act.Name));
        Assert.All(MonthWords.All, name => Assert.NotNull(ActName.Find(name)));
    }
}
