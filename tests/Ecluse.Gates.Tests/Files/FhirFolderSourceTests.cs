using System.Buffers;
using System.Text;
using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Fhir;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Records;
using Ecluse.Relational;
using Ecluse.Testkit;

namespace Ecluse.Files;

public sealed class FhirFolderSourceTests : IDisposable
{
    private static readonly Scope Everything = ScopeOf(
        RecordType.All.Select(type => (type.Name, type.Fields.Select(field => field.Name).ToArray())).ToArray());

    private static readonly Scope Recent = Everything with
    {
        Patients = new PatientBounds(new DateOnly(2017, 5, 7), null),
        Orders = new OrderBounds(new DateOnly(2017, 1, 1), null),
    };

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Gives_shared_records_first_then_patient_after_patient_whatever_the_order_of_lines()
    {
        await using var gate = Open();

        Assert.Equal(
            [
                "-: practitioner id=M1 family-name=ROUX",
                "p1: patient id=p1 family-name=DURAND last-visit=2018-02-01",
                "p1: order id=o1 patient=p1 ordered-at=2018-02-01",
                "p1: observation id=r1 patient=p1 order=o1 value-number=0.12 value-comparator=<",
                "p1: observation id=r2 patient=p1 value-text=free",
                "p2: patient id=p2 family-name=PETIT last-visit=2020-01-05",
                "p2: order id=o2 patient=p2 prescriber=M1 ordered-at=2020-01-05T08:00:00+01:00",
                "p2: observation id=r3 patient=p2 order=o2 value-number=5.10",
                "p2: report id=c1 patient=p2 order=o2",
                "p2: document id=d1 patient=p2 report=c1 content=YQ==",
            ],
            await ReadAsync(gate, Recent));
    }

    [Theory]
    [InlineData(UndatedRule.Leave)]
    [InlineData(UndatedRule.Pass)]
    public async Task Counts_what_it_reads_and_says_why_the_rest_stays(UndatedRule undated)
    {
        await using var gate = Open();
        var scope = Recent with { Undated = undated };

        var survey = await gate.SurveyAsync(scope, null, default);
        var lines = await ReadAsync(gate, scope);

        Assert.All(survey.Types, type => Assert.Equal(
            lines.Count(line => line.Contains($": {type.Type} ", StringComparison.Ordinal)), type.Passing));
        var undatedLeft = undated == UndatedRule.Leave ? ", PatientUndated 1" : "";
        Assert.Equal("PatientBeforeBound 1" + undatedLeft, Left(survey, "patient"));
        Assert.Equal("OrderOutsideBounds 1" + (undated == UndatedRule.Leave ? ", OrderUndated 1" : ""), Left(survey, "order"));
        Assert.Equal("Orphan 2, OrderOutsideBounds 1", Left(survey, "observation"));
        Assert.Equal("NotReferredTo 1", Left(survey, "practitioner"));
        Assert.Equal(("fhir", ReadConsistency.Fingerprint), (survey.Engine, survey.Consistency));
    }

    [Fact]
    public async Task Lets_nothing_through_that_is_not_listed()
    {
        await using var gate = Open();
        var scope = ScopeOf(("patient", ["family-name"]), ("observation", ["value-number"]));
        var guard = new ScopeGuard(scope);

        await foreach (var record in gate.ReadAsync(scope, null, null, TestContext.Current.CancellationToken))
        {
            guard.Check(record.Record);
        }

        Assert.Equal(
            ["p2: patient id=p2 family-name=PETIT", "p2: observation id=r3 patient=p2 value-number=5.10"],
            (await ReadAsync(gate, scope)).Where(line => line.StartsWith("p2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reads_a_list_of_patients_and_leaves_named_ones_out()
    {
        await using var gate = Open();
        var scope = Everything with { Patients = new PatientBounds(null, ["p1", "p2"], ["p2"]) };

        var lines = await ReadAsync(gate, scope);

        Assert.Equal(["p1"], lines.Select(line => line.Split(':')[0]).Where(patient => patient != "-").Distinct());
        Assert.Equal("PatientNotInList 2, PatientLeftOutByTreatment 1", Left(await gate.SurveyAsync(scope, null, default), "patient"));
    }

    [Fact]
    public async Task Goes_on_after_the_patient_it_is_told()
    {
        await using var gate = Open();

        var rest = await gate.ReadAsync(Recent, "p1", null, default).Select(SourceRecordText.Of).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["p2"], rest.Select(one => one.Patient).Distinct());
        await Assert.ThrowsAsync<EcluseException>(async () => await gate.ReadAsync(Recent, "nobody", null, default).ToListAsync());
    }

    [Fact]
    public async Task Shows_the_raw_members_of_listed_fields_only()
    {
        await using var gate = Open();

        var shown = await gate.ShowAsync(ScopeOf(("patient", ["last-visit"]), ("observation", ["value-number"])), ["p2"], default);

        var rows = Assert.Single(shown).Rows.Select(row => $"{row.Table}: {string.Join(' ', row.Columns.Select(pair => $"{pair.Key}={pair.Value}"))}");
        Assert.Equal(
            [
                "patient: resourceType=Patient id=p2 extension[urn:ecluse:fhir:last-visit].url=urn:ecluse:fhir:last-visit extension[urn:ecluse:fhir:last-visit].valueDate=2020-01-05",
                "observation: resourceType=Observation id=r3 subject.reference=Patient/p2 valueQuantity.value=5.10",
            ],
            rows.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task Inspects_only_when_told()
    {
        await using var gate = Open();

        var blind = await gate.SurveyAsync(Recent, null, default);
        var seen = await gate.SurveyAsync(Recent with { Inspect = true }, null, default);

        Assert.All(blind.Columns, column => Assert.Null(column.Inspection));
        var comment = seen.Columns.Single(column => column is { Table: "patient", Column: "comment-p" });
        Assert.Equal(
            new ColumnInspection(4, 4, 1, 1, 1, 1), comment.Inspection);
    }

    [Fact]
    public void Refuses_a_line_by_file_number_and_path()
    {
        folder.Write("fhir/Patient.ndjson", "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"resourceType\":\"Patient\",\"id\":\"2\",\"nickname\":\"Zzyzx\"}\n");

        var error = Assert.Throws<UnreadableFhirException>(() => FhirFolderSource.Open("old", folder.Of("fhir")));

        Assert.Equal("FHIR-004", error.Code);
        Assert.StartsWith("Patient.ndjson, line 2, $.?:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Zzyzx", $"{error}", StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_record_that_comes_twice()
    {
        folder.Write("twice/a.ndjson", "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n");
        folder.Write("twice/b.ndjson", "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n");

        Assert.Equal("FILES-006", Assert.Throws<EcluseException>(() => FhirFolderSource.Open("old", folder.Of("twice"))).Code);
    }

    [Fact]
    public async Task Refuses_a_folder_that_changed_since_it_was_opened()
    {
        await using var gate = Open();
        await File.AppendAllTextAsync(folder.Of("fhir", "a.ndjson"), "{\"resourceType\":\"Patient\",\"id\":\"9\"}\n", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<EcluseException>(() => ReadAsync(gate, Recent));

        Assert.Equal("FILES-002", error.Code);
    }

    [Fact]
    public async Task Is_opened_by_its_connection()
    {
        await using var written = Open();
        var connection = new Connection("old", ConnectionRole.Source, "fhir", folder.Of("fhir"));

        await using var gate = await Gates.OpenSourceAsync(connection, OldLab.Profile());

        Assert.Equal(10, (await ReadAsync(gate, Recent)).Count);
    }

    // Two files whose lines stand in no order, with an orphan, a decoy, an undated patient and one before the bound.
    private FhirFolderSource Open()
    {
        Write(
            "a.ndjson",
            One("observation", "r1", "patient=p1", "order=o1", "value-number=0.12", "value-comparator=<"),
            One("observation", "r3", "patient=p2", "order=o2", "value-number=5.10"),
            One("document", "d1", "patient=p2", "report=c1", "content=YQ=="),
            One("observation", "r2", "patient=p1", "value-text=free"),
            One("observation", "r9", "patient=nobody", "value-text=orphan"),
            One("observation", "r8", "patient=p1", "order=o2", "value-text=order of another"),
            One("observation", "r7", "patient=p1", "order=o0", "value-text=old"),
            One("practitioner", "M2", "family-name=NOBODY"));
        Write(
            "b.ndjson",
            One("order", "o2", "patient=p2", "prescriber=M1", "ordered-at=2020-01-05T08:00:00+01:00"),
            One("patient", "p1", "family-name=DURAND", "last-visit=2018-02-01", "comment-p=280041499100773"),
            One("order", "o1", "patient=p1", "ordered-at=2018-02-01"),
            One("order", "o0", "patient=p1", "received-at=2016-12-31"),
            One("order", "oX", "patient=p1", "ordered-at=2018-02"),
            One("patient", "p3", "family-name=VIEUX", "last-visit=2017-05-06", "comment-p=a.b@c.fr"),
            One("patient", "p4", "family-name=SANS", "comment-p=01 99 00 12 34"),
            One("practitioner", "M1", "family-name=ROUX"),
            One("patient", "p2", "family-name=PETIT", "last-visit=2020-01-05", "comment-p=pw8kd3zq"),
            One("report", "c1", "patient=p2", "order=o2"));
        Write("c.ndjson", decoy: true, One("patient", "p5", "family-name=DECOY", "last-visit=2020-01-05"));
        folder.Write("fhir/readme.txt", "not a line");
        return FhirFolderSource.Open("old", folder.Of("fhir"));
    }

    private void Write(string name, params LabRecord[] records) => Write(name, false, records);

    private void Write(string name, bool decoy, params LabRecord[] records)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var record in records)
        {
            FhirWriter.Write(record, output, decoy);
        }

        folder.Write($"fhir/{name}", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static LabRecord One(string type, string id, params string[] fields)
    {
        Assert.True(RecordType.TryFind(type, out var found));
        var record = new LabRecord(found);
        record.Set("id", id);
        foreach (var field in fields)
        {
            var at = field.IndexOf('=', StringComparison.Ordinal);
            record.Set(field[..at], field[(at + 1)..]);
        }

        return record;
    }

    private static Scope ScopeOf(params (string Type, string[] Fields)[] listed) => new(
        listed.ToDictionary(one => one.Type, IReadOnlyList<string> (one) => one.Fields),
        new PatientBounds(null, null), null, UndatedRule.Leave, Inspect: false);

    private static async Task<List<string>> ReadAsync(ISourceGate gate, Scope scope) => await gate.ReadAsync(scope, null, default)
        .Select(record => OldLab.Line(SourceRecordText.Of(record)))
        .Select(line => line.Split(" comment-p=")[0]).ToListAsync();

    private static string Left(SourceSurvey survey, string type) => string.Join(
        ", ", survey.Types.Single(one => one.Type == type).Left.Select(left => $"{left.Reason} {left.Count}"));
}
