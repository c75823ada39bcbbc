using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Documents;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Samples.Documents;

namespace Ecluse.Instructions;

public sealed class InstructionReaderTests
{
    // Recipients of keys nobody has: made for these tests and thrown away.
    private static readonly string Classic = AgeIdentity.New(AgeKeyKind.X25519).Recipient.ToString()!;
    private static readonly string Hybrid = AgeIdentity.New(AgeKeyKind.Hybrid).Recipient.ToString()!;
    private static readonly DateTimeOffset EraseBy = new(2026, 12, 6, 18, 0, 0, TimeSpan.FromHours(1));

    private static string Sample => Encoding.UTF8.GetString(SampleDocuments.Instruction(new SampleInstruction(
        [(Hybrid, "porte cible de KALISIL", "serveur du laboratoire")], EraseBy, 500)));

    [Fact]
    public void Reads_the_sample_instruction()
    {
        var bytes = Encoding.UTF8.GetBytes(Sample);
        var instruction = InstructionReader.Read("i.yaml", bytes);

        Assert.Equal(("I-2026-001", "C-2026-001"), (instruction.Number, instruction.Contract));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), instruction.Sha256);
        Assert.Equal(new DateOnly(2017, 5, 7), instruction.Scope.Patients.LastVisitOnOrAfter);
        Assert.Equal((UndatedRule.Leave, true), (instruction.Scope.Undated, instruction.Scope.Inspect));
        Assert.Equal(new ExpectedPatients(500, 10), instruction.Expected);
        Assert.Equal(EraseBy, instruction.EraseBy);
        Assert.Equal("Europe/Paris", instruction.TimeZone.Id);
        Assert.Equal(new FreeTextField("observation", "comment", instruction.FreeText[0].Reason), Assert.Single(instruction.FreeText));
    }

    [Fact]
    public void Holds_nobody_back_unless_it_says_so()
    {
        Assert.False(Read(Sample).Scope.ReadLock);
        Assert.True(Read(With("inspect: counts", "inspect: counts\nread-lock: true")).Scope.ReadLock);
    }

    [Fact]
    public void Lists_what_is_written_and_the_keys_and_references_that_hold_it_together()
    {
        var scope = Read(Sample).Scope;

        Assert.True(scope.Lists("patient", "family-name"));
        Assert.True(scope.Lists("patient", "id"));
        Assert.True(scope.Lists("order", "patient"));
        Assert.True(scope.Lists("observation", "part-of"));
        Assert.True(scope.Lists("observation", "comment"));
        Assert.False(scope.Lists("patient", "comment-p"));
        Assert.False(scope.Lists("patient", "comment-d"));
        Assert.False(scope.Lists("order", "comment"));
        foreach (var (type, fields) in scope.Fields)
        {
            RecordType.TryFind(type, out var found);
            Assert.Equal(found!.Fields.Select(field => field.Name).Where(fields.Contains), fields);
        }
    }

    [Fact]
    public void Leaves_out_a_reference_to_a_type_that_is_not_listed()
    {
        var scope = Read(With("  practitioner: [rpps, family-name, given-names, title, role, speciality, address, postal-code, city, phone, email, active]\n", "")).Scope;

        Assert.False(scope.Lists("order", "prescriber"));
        Assert.False(scope.Fields.ContainsKey("practitioner"));
        Assert.True(scope.Lists("order", "ward"));
    }

    [Theory]
    [InlineData("    - nir\n", "    - nirr\n", "INSTRUCTION-002", "“nir”")]
    [InlineData("  coverage: [", "  covrage: [", "INSTRUCTION-001", "“coverage”")]
    [InlineData("    - nir\n", "    - comment-p\n", "INSTRUCTION-003", "free text")]
    [InlineData("    - nir\n", "    - portal-password\n", "INSTRUCTION-004", "credentials never pass")]
    [InlineData("    - nir\n", "    - Identifiant SR\n", "INSTRUCTION-004", "credentials never pass")]
    [InlineData("    - nir\n", "    - PM\n", "INSTRUCTION-004", "credentials never pass")]
    [InlineData("    - nir\n", "    - nir\n    - nir\n", "INSTRUCTION-005", "twice")]
    [InlineData("    field: comment\n", "    field: code\n", "INSTRUCTION-003", "not free text")]
    [InlineData("  - type: observation\n", "  - type: practitioner\n", "INSTRUCTION-002", "no field")]
    [InlineData("    reason: les commentaires de validation font partie du résultat rendu et doivent rester lisibles avec lui\n", "", "INSTRUCTION-010", "reason")]
    [InlineData("    reason: les commentaires de validation font partie du résultat rendu et doivent rester lisibles avec lui\n", "    reason: à compléter\n", "INSTRUCTION-010", "reason")]
    [InlineData("  undated: leave\n", "", "DOC-005", "undated")]
    [InlineData("  undated: leave\n", "  undated: keep\n", "DOC-006", "leave | pass | refuse")]
    [InlineData("time-zone: Europe/Paris\n", "", "DOC-005", "time-zone")]
    [InlineData("time-zone: Europe/Paris\n", "time-zone: Europe/Pari\n", "INSTRUCTION-008", "time zone")]
    [InlineData("last-visit-on-or-after: 2017-05-07", "last-visit-on-or-after: 2017-02-29", "DOC-006", "does not exist")]
    [InlineData("last-visit-on-or-after: 2017-05-07", "last-visit-on-or-after: 2017-05-07, all: true", "INSTRUCTION-007", "which patients")]
    [InlineData("{ last-visit-on-or-after: 2017-05-07 }", "{}", "INSTRUCTION-007", "which patients")]
    [InlineData("tolerance-percent: 2 }", "tolerance-percent: 2, tolerance-count: 3 }", "INSTRUCTION-007", "tolerance")]
    [InlineData(", tolerance-percent: 2 }", " }", "INSTRUCTION-007", "tolerance")]
    [InlineData("fate: delete", "fate: return", "INSTRUCTION-012", "return")]
    [InlineData("for: passage }", "for: return }", "INSTRUCTION-012", "passage")]
    [InlineData("  duty: conservation", "  #duty: conservation", "DOC-005", "duty")]
    [InlineData("inspect: counts", "inspect: values", "DOC-006", "counts | none")]
    [InlineData("  patient:\n", "  patient: all-but-free-text\n  x:\n", "DOC-004", "a list")]
    [InlineData("  undated: leave\n", "  orders: {}\n  undated: leave\n", "INSTRUCTION-007", "on-or-after")]
    [InlineData("  undated: leave\n", "  orders: { on-or-after: 2020-01-01, before: 2020-01-01 }\n  undated: leave\n", "INSTRUCTION-007", "earlier")]
    public void Refuses_each_of_these_at_its_line(string old, string changed, string code, string says)
    {
        var error = Assert.Throws<DocumentException>(() => Read(With(old, changed)));

        Assert.Contains(error.Problems, problem => problem.Code == code
            && (problem.Path + problem.Problem.English).Contains(says, StringComparison.Ordinal) && problem.Mark.Line > 1);
    }

    [Fact]
    public void Refuses_a_recipient_that_is_not_one_and_kinds_that_are_mixed()
    {
        Assert.Equal("INSTRUCTION-011", Code(With(Hybrid, Hybrid[..^1] + (Hybrid[^1] == 'q' ? 'p' : 'q'))));
        Assert.Equal("INSTRUCTION-011", Code(
            Sample + $"  - {{ recipient: {Classic}, holder: somebody, place: somewhere, for: passage }}\n"));
        Assert.Equal("INSTRUCTION-011", Code(
            Sample + $"  - {{ recipient: {Hybrid}, holder: somebody, place: somewhere, for: passage }}\n"));
    }

    [Fact]
    public void Lets_the_plan_make_the_passages_identity_but_not_the_laboratorys_own()
    {
        var made = With(Hybrid, "with-the-plan");

        Assert.True(Assert.Single(Read(made).Recipients).IsMadeWithPlan);
        var error = Assert.Throws<DocumentException>(() => Read(made
            .Replace("fate: delete", "fate: return", StringComparison.Ordinal)
            .Replace("for: passage }", "for: return }", StringComparison.Ordinal)));
        Assert.Contains(error.Problems, problem => problem.Code == "INSTRUCTION-012"
            && problem.Problem.English.Contains("laboratory’s own recipient must be written", StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_a_list_of_patients_and_bounds_on_orders()
    {
        var scope = Read(With(
            "  patients: { last-visit-on-or-after: 2017-05-07 }\n",
            "  patients: { list: [\"00012\", \"00034\"] }\n  orders: { on-or-after: 2018-01-01 }\n")).Scope;

        Assert.Equal(["00012", "00034"], scope.Patients.Keys!);
        Assert.Null(scope.Patients.LastVisitOnOrAfter);
        Assert.Equal(new OrderBounds(new DateOnly(2018, 1, 1), null), scope.Orders);
    }

    [Fact]
    public void Takes_a_list_of_a_hundred_thousand_patients()
    {
        var keys = string.Concat(Enumerable.Range(0, 100_000).Select(key => $"      - \"{key:D8}\"\n"));

        var scope = Read(With(
            "  patients: { last-visit-on-or-after: 2017-05-07 }\n", "  patients:\n    list:\n" + keys)).Scope;

        Assert.Equal(100_000, scope.Patients.Keys!.Count);
    }

    [Fact]
    public void Never_lets_a_field_pass_that_a_list_does_not_name()
    {
        var all = RecordType.All.Sum(type => type.Fields.Count(field => field.Class == DataClass.FreeText));
        var listed = Read(Sample).Scope.Fields.Sum(type => type.Value.Count(field =>
            RecordType.TryFind(type.Key, out var found) && found.Field(field).Class == DataClass.FreeText));

        Assert.True(all > 5);
        Assert.Equal(1, listed);
    }

    [Theory]
    [InlineData(490, true)]
    [InlineData(510, true)]
    [InlineData(489, false)]
    [InlineData(511, false)]
    public void Holds_a_count_within_its_tolerance(long patients, bool holds) =>
        Assert.Equal(holds, Read(Sample).Expected.Holds(patients));

    private static Instruction Read(string yaml) => InstructionReader.Read("i.yaml", Encoding.UTF8.GetBytes(yaml));

    private static string Code(string yaml) => Assert.Throws<DocumentException>(() => Read(yaml)).Code;

    private static string With(string old, string changed)
    {
        var text = Sample;
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, changed, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_what_is_done_with_values_that_do_not_fit()
    {
        var read = Read(Sample + """
            misfits:
              - { type: observation, field: comment, misfit: too-long, treatment: attach-as-document }
              - { type: patient, field: birth-date, misfit: partial-date, treatment: leave-value-out }

            """);
        Assert.Equal(FitTreatment.AttachAsDocument, read.Treatments[new("observation", "comment", MisfitKind.TooLong)]);
        Assert.Equal(FitTreatment.LeaveValueOut, read.Treatments[new("patient", "birth-date", MisfitKind.PartialDate)]);
    }

    [Theory]
    [InlineData("patient, field: comment-p, misfit: too-long, treatment: leave-value-out", "INSTRUCTION-013")]
    [InlineData("order, field: patient, misfit: missing, treatment: leave-value-out", "INSTRUCTION-014")]
    [InlineData("patient, field: sex, misfit: missing, treatment: leave-value-out", "INSTRUCTION-014")]
    [InlineData("practitioner, field: title, misfit: too-long, treatment: attach-as-document", "INSTRUCTION-014")]
    public void Refuses_a_treatment_that_cannot_be(string misfit, string code) => Assert.Contains(
        code, Assert.Throws<DocumentException>(() => Read(Sample + $"misfits:\n  - {{ type: {misfit} }}\n")).Problems.Select(problem => problem.Code));
}
