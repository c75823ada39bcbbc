using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

public sealed class ContractCheckTests : IDisposable
{
    private readonly SampleContract sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void Finds_a_complete_record_in_force()
    {
        var verdict = Check(sample.Text);

        Assert.Empty(verdict.Reasons);
        Assert.True(verdict.InForce);
        Assert.All(verdict.Findings, finding => Assert.Equal(FindingState.Present, finding.State));
    }

    [Fact]
    public void Asks_for_seven_mentions_eight_clauses_and_what_stands_around_them()
    {
        Assert.Equal(7, ContractPoint.Mentions.Count);
        Assert.Equal(
            ["28(3)(a)", "28(3)(b)", "28(3)(c)", "28(3)(d)", "28(3)(e)", "28(3)(f)", "28(3)(g)", "28(3)(h)"],
            ContractPoint.Clauses.Take(8).Select(clause => clause.Source[5..]));
        Assert.Equal(["28(3)", "28(2)", "28(4)", "28(9)"], ContractPoint.Clauses.Skip(8).Select(clause => clause.Source[5..]));
    }

    public static TheoryData<string> PointIds => [.. ContractPoint.All.Select(point => point.Id)];

    [Theory]
    [MemberData(nameof(PointIds))]
    public void Refuses_a_record_without_a_point_and_names_it(string id)
    {
        var verdict = Check(WithoutMember(sample.Text, id));

        var finding = Assert.Single(verdict.Findings, finding => finding.State != FindingState.Present);
        Assert.Equal((id, FindingState.Absent), (finding.Point, finding.State));
        Assert.Equal(["CONTRACT-101"], verdict.Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void What_is_missing_is_told_in_each_language_s_own_words_and_marks()
    {
        var finding = ContractCheck.Finding(
            "p", new("Point", "Le point"), "art. 28(3)", true,
            [("name|address", new Text("nothing is written", "rien n’est écrit")), ("days", new Text("nothing is written", "rien n’est écrit")),
                ("text", new Text("no number", "pas de nombre")), ("measure", null)]);

        Assert.Equal("name or address, days: nothing is written; text: no number", finding.Why.English);
        Assert.Equal("name ou address, days\u00A0: rien n’est écrit\u00A0; text\u00A0: pas de nombre", finding.Why.French);
        Assert.Equal(FindingState.NotConcrete, finding.State);
        Assert.Equal(FindingState.Absent, ContractCheck.Finding("p", new("", ""), "", false, [("a", new Text("x", "x"))]).State);
        Assert.Equal(FindingState.Present, ContractCheck.Finding("p", new("", ""), "", false, [("a", null)]).State);
    }

    [Fact]
    public void A_point_is_absent_or_not_concrete_and_a_reason_says_which_in_both_languages()
    {
        var id = ContractPoint.Mentions[0].Id;
        var absent = Assert.Single(Check(WithoutMember(sample.Text, id)).Reasons);
        Assert.Equal("CONTRACT-101", absent.Code);
        Assert.EndsWith("is absent.", absent.Reason.English, StringComparison.Ordinal);
        Assert.EndsWith(": absent.", absent.Reason.French, StringComparison.Ordinal);
        Assert.Contains(ContractPoint.Mentions[0].Title.French, absent.Reason.French, StringComparison.Ordinal);

        var point = ContractPoint.All.First(one => one.Items.Count > 0);
        var vague = Assert.Single(Check(WithoutItem(sample.Text, point.Id, point.Items[0].Name.Split('|')[^1])).Reasons);
        Assert.Equal("CONTRACT-102", vague.Code);
        Assert.Contains("is not concrete: ", vague.Reason.English, StringComparison.Ordinal);
        Assert.Contains("pas concret\u00A0: ", vague.Reason.French, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signatory_with_a_key_of_the_processor_of_the_vendor_or_of_another_signatory_is_named_in_both_languages()
    {
        using var another = SshSigner.Generate("another");
        Named("CONTRACT-108", record => record with { ProcessorKeys = [new("x", another.PublicKey), new("y", sample.Deputy.PublicKey)] }, "biologiste", "du sous-traitant");
        Named("CONTRACT-109", record => record with { ReceivingVendorKeys = [new("x", another.PublicKey), new("y", sample.Deputy.PublicKey)] }, "biologiste", "de l’éditeur qui reçoit");
        Named("CONTRACT-110", record => record with { Signatories = [record.Signatories[0], record.Signatories[1] with { EnrolledBy = KeyEnroller.ReceivingVendor }] }, "biologiste", "par le laboratoire lui-même");
        Named("CONTRACT-112", record => record with { Signatories = [record.Signatories[0], record.Signatories[1] with { Key = record.Signatories[0].Key }] }, "directrice, biologiste", "partagent une seule clé");

        void Named(string code, Func<ContractRecord, ContractRecord> spoil, string who, string french)
        {
            var reason = Assert.Single(KeyRules.Reasons(spoil(SampleContract.Read(sample.Text))));
            Assert.Equal(code, reason.Code);
            Assert.Contains(who, reason.Reason.English, StringComparison.Ordinal);
            Assert.Contains(who, reason.Reason.French, StringComparison.Ordinal);
            Assert.Contains(french, reason.Reason.French, StringComparison.Ordinal);
        }
    }

    public static TheoryData<string, string> Items =>
        [.. ContractPoint.All.SelectMany(point => point.Items.Select(item => (point.Id, item.Name.Split('|')[^1])))];

    [Theory]
    [MemberData(nameof(Items))]
    public void Does_not_count_a_sentence_without_its_concrete_item(string id, string item)
    {
        var verdict = Check(WithoutItem(sample.Text, id, item));

        var finding = Assert.Single(verdict.Findings, finding => finding.State != FindingState.Present);
        Assert.Equal((id, FindingState.NotConcrete), (finding.Point, finding.State));
        Assert.Contains(item, finding.Why.English, StringComparison.Ordinal);
        Assert.False(verdict.InForce);
    }

    [Theory]
    [InlineData("takes all measures required pursuant to Article 32")]
    [InlineData("appropriate technical and organisational measures")]
    [InlineData("le sous-traitant prend toutes les mesures requises en vertu de l’article 32")]
    [InlineData("mesures techniques et organisationnelles appropriées")]
    [InlineData("la pseudonymisation et le chiffrement des données à caractère personnel")]
    public void Does_not_count_an_item_that_only_repeats_the_Regulation(string restated)
    {
        var verdict = Check(sample.With("chiffrement age de chaque parcelle avant tout dépôt, clé propre au passage", $"\"{restated}\""));

        var finding = Assert.Single(verdict.Findings, finding => finding.State != FindingState.Present);
        Assert.Equal(("security", FindingState.NotConcrete), (finding.Point, finding.State));
        Assert.Contains("repeats the Regulation", finding.Why.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("modèle ENG-07, engagements signés gardés par la directrice", "à compléter", "confidentiality")]
    [InlineData("modèle ENG-07, engagements signés gardés par la directrice", "TBD", "confidentiality")]
    [InlineData("number: C-2026-001", "number: TO-FILL", "number")]
    [InlineData("14\n", "14\n", null)]
    [InlineData("sha256: \"6f1c", "#sha256: \"6f1c", "signed-document")]
    [InlineData("name: Maud Keravel, party", "name: , party", "read-by")]
    [InlineData("  receiving-vendor: { name: Orlane Systèmes }\n", "", "receiving-vendor")]
    [InlineData("  none-because: \"les parcelles", "  #none-because: \"les parcelles", "hosting")]
    [InlineData("reference: AIPD-2026-03,", "", "impact-assessment")]
    [InlineData("  processor: { name: Inès Roudaut, contact: dpo@solvane.example }\n", "", "data-protection-officer-processor")]
    [InlineData("breach-notice-hours: 24\n", "", "breach-notice")]
    [InlineData("address: 12 quai des Écluses, 99123 Trois-Rivières", "address:", "controller")]
    [InlineData("enrolled-by: controller\n    confirmation", "confirmation", "signatories")]
    public void Refuses_a_record_that_leaves_something_of_its_own_open(string old, string changed, string? point)
    {
        var verdict = Check(sample.With(old, changed));

        Assert.Equal(
            point is null ? [] : [point],
            verdict.Findings.Where(finding => finding.State != FindingState.Present).Select(finding => finding.Point));
        Assert.Equal(point is null, verdict.InForce);
    }

    [Fact]
    public void Is_in_force_from_its_first_instant_to_the_last_before_its_end()
    {
        Assert.Equal(["CONTRACT-103"], Codes(SampleContract.From.AddSeconds(-1)));
        Assert.Empty(Codes(SampleContract.From));
        Assert.Empty(Codes(SampleContract.Until.AddSeconds(-1)));
        Assert.Equal(["CONTRACT-104"], Codes(SampleContract.Until));
    }

    [Fact]
    public void Refuses_a_hosting_certificate_that_has_expired()
    {
        var yaml = sample.With(
            "  none-because: \"les parcelles",
            "  hds: { certificate: HDS-99, holder: Solvane, activities: [4, 5], version: \"2.0\", expires: 2026-11-21 }\n"
            + "  #none-because: \"les parcelles");

        Assert.Equal(["CONTRACT-111"], Check(yaml).Reasons.Select(reason => reason.Code));
        Assert.Empty(Check(yaml.Replace("2026-11-21", "2026-11-22", StringComparison.Ordinal)).Reasons);
    }

    [Fact]
    public void Refuses_a_signatory_whose_key_is_the_processors()
    {
        var yaml = sample.With(sample.Deputy.PublicKey.ToLine(), sample.Processor.PublicKey.ToLine());

        Assert.Equal(["CONTRACT-108"], Codes(Check(yaml)));
    }

    [Fact]
    public void Refuses_a_signatory_whose_key_is_the_receiving_vendors()
    {
        var yaml = sample.With(sample.Deputy.PublicKey.ToLine(), sample.Vendor.PublicKey.ToLine());

        Assert.Equal(["CONTRACT-109"], Check(yaml).Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Refuses_a_key_that_the_processor_put_in()
    {
        var yaml = sample.With("enrolled-by: controller\n    confirmation", "enrolled-by: processor\n    confirmation");

        Assert.Equal(["CONTRACT-110"], Check(yaml).Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Refuses_one_key_under_two_names()
    {
        var yaml = sample.With(sample.Deputy.PublicKey.ToLine(), sample.Director.PublicKey.ToLine());

        Assert.Equal(["CONTRACT-112"], Check(yaml).Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void Refuses_a_first_key_whose_fingerprint_read_is_not_its_own()
    {
        var yaml = sample.With(
            "fingerprint-read: " + sample.Director.PublicKey.Fingerprint,
            "fingerprint-read: " + sample.Processor.PublicKey.Fingerprint);

        Assert.Equal(["CONTRACT-113"], Check(yaml).Reasons.Select(reason => reason.Code));
    }

    [Theory]
    [InlineData("ssh-ed25519 AAAA", "ssh-ed25519 BBBB", "SIGN")]
    [InlineData("deputies: [biologiste]", "deputies: [nobody]", "CONTRACT-003")]
    [InlineData("id: biologiste", "id: directrice", "CONTRACT-002")]
    [InlineData("signed-on: 2026-01-05", "signed-on: 2026-02-30", "DOC-006")]
    [InlineData("in-force: { from: \"2026-01-05T08:00:00+01:00\"", "in-force: { from: \"2026-01-32T08:00:00+01:00\"", "DOC-006")]
    [InlineData("fate: delete", "fate: sell", "DOC-006")]
    [InlineData("  purpose:", "  porpoise:", "DOC-003")]
    public void Points_at_what_is_malformed(string old, string changed, string code)
    {
        var error = Assert.Throws<DocumentException>(() => Check(sample.With(old, changed)));

        Assert.Contains(error.Problems, problem => problem.Code == code
            || (code == "SIGN" && problem.Code == "CONTRACT-001" && problem.Mark.Line > 100));
    }

    private static IEnumerable<string> Codes(ContractVerdict verdict) => verdict.Reasons.Select(reason => reason.Code);

    private static ContractVerdict Check(string yaml) => ContractCheck.Run(SampleContract.Read(yaml), SampleContract.Within);

    private IEnumerable<string> Codes(DateTimeOffset at) =>
        ContractCheck.Run(SampleContract.Read(sample.Text), at).Reasons.Select(reason => reason.Code);

    // Cuts a member of mentions or clauses out, with all that stands below it.
    private static string WithoutMember(string yaml, string id)
    {
        var lines = yaml.Split('\n').ToList();
        var start = lines.FindIndex(line => line == $"  {id}:");
        Assert.True(start > 0, $"{id} stands in the sample");
        var end = lines.FindIndex(start + 1, line => !line.StartsWith("    ", StringComparison.Ordinal));
        lines.RemoveRange(start, end - start);
        return string.Join('\n', lines);
    }

    private static string WithoutItem(string yaml, string id, string item)
    {
        var lines = yaml.Split('\n').ToList();
        var point = lines.FindIndex(line => line == $"  {id}:");
        var start = lines.FindIndex(point, line => line.StartsWith($"    {item}:", StringComparison.Ordinal));
        Assert.True(point > 0 && start > point, $"{id}.{item} stands in the sample");
        var end = lines.FindIndex(start + 1, line => !line.StartsWith("      ", StringComparison.Ordinal));
        lines.RemoveRange(start, end - start);
        return string.Join('\n', lines);
    }
}
