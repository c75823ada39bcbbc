using Ecluse.Errors;
using Ecluse.Pages.Tests.Gallery;
using Ecluse.Pages.Tests.Layout;
using Ecluse.PlanPages;
using Ecluse.Plans;
using Ecluse.Records;

namespace Ecluse.Pages.Tests.PlanPages;

public sealed class PlanPageTests
{
    [Fact]
    public void Tells_what_passes_and_what_each_bound_leaves()
    {
        var text = Read(InventedPlans.Full(), Language.French);
        Assert.Contains("129\u202F277 patients Passent 120\u202F843 93,5 % Restent 8\u202F434 6,5 %", text, StringComparison.Ordinal);
        Assert.Contains("8\u202F386 vus avant le 7 mai 2017", text, StringComparison.Ordinal);
        Assert.Contains("28\u202F474 de patients vus avant le 7 mai 2017", text, StringComparison.Ordinal);
        Assert.Contains("31 laissés par un traitement", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Strikes_credentials_through_and_never_lists_them()
    {
        var html = PlanPage.Render(InventedPlans.View(InventedPlans.Full()), Language.English);
        Assert.Contains("<ul class=\"cs cred\"><li>LOGIN_PORTAIL</li><li>MDP_PORTAIL</li></ul>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_a_credential_that_a_broken_plan_lists_where_what_passes_stands()
    {
        var plan = InventedPlans.Full() with { Columns = [new ColumnSurvey("T", "PWD", DataClass.Credential, ColumnUse.Listed, null)] };
        Assert.Contains("<ul class=\"cs \"><li class=\"bad\"><b>PWD !</b></li></ul>", PlanPage.Render(InventedPlans.View(plan), Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Not_inspected_is_a_result_of_its_own()
    {
        Assert.Contains("Not inspected. The instruction does not ask", Read(InventedPlans.Bare(), Language.English), StringComparison.Ordinal);
        Assert.DoesNotContain("Not inspected.", Read(InventedPlans.Full(), Language.English), StringComparison.Ordinal);
        var clean = InventedPlans.Full() with { Columns = [new ColumnSurvey("T", "C", DataClass.Clinical, ColumnUse.Listed, new ColumnInspection(9, 9, 0, 0, 0, 0))] };
        Assert.Contains("No inspected column holds anything", Read(clean, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_what_the_signature_accepts_class_by_class()
    {
        var text = Read(InventedPlans.Full(), Language.English);
        Assert.Contains("observation.value-text longer than the column 34 31 the patient stays", text, StringComparison.Ordinal);
        Assert.Contains("Everything that passes fits the target", Read(InventedPlans.Bare(), Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_what_the_catalogue_lacks_and_only_counts_the_codes_that_no_profile_names()
    {
        var text = Read(InventedPlans.Full(), Language.English);
        Assert.Contains("observation.code a code that the target does not know 214 190 the patient stays", text, StringComparison.Ordinal);
        Assert.Contains("4537-7 analyse.loinc observation.code CRP-US 180 171", text, StringComparison.Ordinal);
        Assert.Contains("observation.code: 3 records with a code that the target’s profile does not name; it is not shown", text, StringComparison.Ordinal);
        Assert.Contains("3 enregistrements dont le code n’est pas dans le profil", Read(InventedPlans.Full(), Language.French), StringComparison.Ordinal);
        Assert.DoesNotContain("catalogue lacks", Read(InventedPlans.Bare(), Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_conflicts_found_none_or_not_asked()
    {
        Assert.Contains("Patients: 3 are in the target already", Read(InventedPlans.Full(), Language.English), StringComparison.Ordinal);
        Assert.Contains("were not asked for", Read(InventedPlans.Bare(), Language.English), StringComparison.Ordinal);
        var none = InventedPlans.Full() with { Conflicts = new Dictionary<string, long> { ["patient"] = 0 } };
        Assert.Contains("The target holds no record with the same key", Read(none, Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_when_keys_and_parcels_are_on_one_machine()
    {
        Assert.Contains("on one machine: whoever holds it can open the parcels", Read(InventedPlans.Bare(), Language.English), StringComparison.Ordinal);
        Assert.Contains("on separate machines", Read(InventedPlans.Full(), Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_hash_in_fours_and_who_alone_may_sign_and_how()
    {
        var text = Read(InventedPlans.Full(), Language.English);
        Assert.Contains("7c1e 90ab 33f8 d204 6be7 15c9 8a0f e2d6", text, StringComparison.Ordinal);
        Assert.Contains("Only Dr Yann Corvellec can sign", text, StringComparison.Ordinal);
        Assert.Contains("ecluse sign plan-sauldre.json --key KEY", text, StringComparison.Ordinal);
        Assert.Contains("ssh-keygen -Y sign -n plan@ecluse -f KEY plan-sauldre.json", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_every_column_once()
    {
        var text = Read(InventedPlans.Full(), Language.English);
        Assert.Equal(44, InventedPlans.Full().Columns.Count);
        Assert.Contains("pass: 21; as free text: 2; stay: 14; only bound or join: 3; credentials, never listed: 4", text, StringComparison.Ordinal);
    }

    private static string Read(Plan plan, Language language) => PlainText.Of(PlanPage.Render(InventedPlans.View(plan), language));
}
