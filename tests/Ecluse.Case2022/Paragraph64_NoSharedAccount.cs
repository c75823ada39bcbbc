namespace Ecluse;

/// <summary>§64: several employees shared accounts; nobody could say who had done what.</summary>
public sealed class Paragraph64_NoSharedAccount(PlannedLaboratory planned)
{
    [Fact]
    public async Task A_second_person_on_the_same_account_is_refused()
    {
        (await planned.Lab.RunAsync("person", "add", "Hugo Marchal", "--organisation", "Solvane Santé", "--role", "operator"))
            .MustBeRefused("PERSON-001");
        Assert.DoesNotContain("Hugo", (await planned.Lab.RunAsync("person", "list")).Output, StringComparison.Ordinal);
    }
}
