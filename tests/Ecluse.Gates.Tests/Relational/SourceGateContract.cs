using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <summary>What every source gate does, whatever its engine.</summary>
public abstract class SourceGateContract
{
    private static readonly string[] AllOfOne =
    [
        "1: patient id=1 family-name=DURAND given-names=Anne sex=female birth-date=1980-04-12 nir=280047511600144 comment-p=note P",
        "1: order id=D1 patient=1 number=D1 prescriber=M1 ordered-at=2020-01-01T08:15:00+01:00",
        "1: order id=D2 patient=1 number=D2 prescriber=M2 ordered-at=2020-01-05",
        "1: observation id=D1|1 patient=1 order=D1 kind=measurement code=GLY code-text=Glycemie loinc=2345-7 value-number=5.10 value-written=5,10 comment=remark",
        "1: observation id=D2|1 patient=1 order=D2 kind=measurement code=HCG value-text=positive value-written=positive",
        "1: observation id=D1|2 patient=1 order=D1 kind=measurement code=GLY code-text=Glycemie loinc=2345-7 value-number=0.12 value-comparator=< value-written=<0,12",
        "1: observation id=G1 patient=1 kind=blood-group value-code=A+",
    ];

    /// <summary>A database with the old laboratory's schema and rows, opened by an account that can only read.</summary>
    private protected abstract Task<ISourceGate> OpenAsync(Profile profile, params string[] more);

    [Fact]
    public async Task Gives_shared_records_first_then_patient_after_patient()
    {
        await using var gate = await OpenAsync(OldLab.Profile());

        var lines = await ReadAsync(gate, OldLab.Recent);

        Assert.Equal(
            ["-: practitioner id=M1 family-name=ROUX active=true", "-: practitioner id=M2 family-name=BLANC active=false"], lines[..2]);
        Assert.Equal(AllOfOne, lines[2..9]);
        Assert.Equal(
            ["5: patient id=5", "5: order id=D5", "5: observation id=D5|1", "6: patient id=6", "6: order id=D6"],
            lines[9..].Select(line => string.Join(' ', line.Split(' ')[..3])));
    }

    [Theory]
    [InlineData(", optional: true", "D1 <0,12", "D2 none", "D5 7", "D6 none")]
    [InlineData("", "D1 <0,12", "D5 7")]
    public async Task Of_several_joined_rows_takes_the_last_that_the_join_asks_for(string optional, params string[] orders)
    {
        await using var gate = await OpenAsync(OldLab.Profile(change: text => text.Replace(
            "      number: NUMDOS\n", "      number: { first-of: [L.VALRES, { constant: none }] }\n", StringComparison.Ordinal).Replace(
            "from: DOSSIER\n",
            $"from: DOSSIER\n    join:\n      - {{ table: RESULTAT, as: L, on: {{ NUMDOS: DOSSIER.NUMDOS }}, where: {{ CODEXA: [GLY], VALRES: {{ except: ['9'] }} }}, last: RANG{optional} }}\n",
            StringComparison.Ordinal)));
        var scope = OldLab.Only(("patient", ["id"]), ("order", ["id", "number"])) with { Patients = OldLab.Recent.Patients };

        var lines = await ReadAsync(gate, scope);
        var survey = await gate.SurveyAsync(scope, null, default);

        Assert.Equal(
            orders, lines.Where(line => line.Contains(": order", StringComparison.Ordinal))
                .Select(line => string.Join(' ', line.Split(' ').Where(word => word.StartsWith("id=", StringComparison.Ordinal) || word.StartsWith("number=", StringComparison.Ordinal))
                    .Select(word => word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..]))));
        Assert.Equal(orders.Length, survey.Types.Single(type => type.Type == "order").Passing);
        Assert.Equal(
            (ColumnUse.Listed, ColumnUse.BoundOnly, ColumnUse.BoundOnly), (Use("VALRES"), Use("RANG"), Use("CODEXA")));

        ColumnUse Use(string column) => survey.Columns.Single(one => one.Table == "RESULTAT" && one.Column == column).Use;
    }

    [Fact]
    public async Task Selects_nothing_of_what_is_not_listed()
    {
        await using var gate = await OpenAsync(OldLab.Profile());

        var lines = await ReadAsync(gate, OldLab.Only(("patient", ["id", "family-name"]), ("order", ["id", "number"])));

        Assert.Equal("1: patient id=1 family-name=DURAND", lines[0]);
        Assert.Equal("1: order id=D1 patient=1 number=D1", lines[1]);
        Assert.DoesNotContain(lines, line => line.Contains("observation", StringComparison.Ordinal) || line.Contains("practitioner", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UndatedRule.Leave, "1 5 6")]
    [InlineData(UndatedRule.Pass, "1 3 4 5 6")]
    public async Task Counts_and_reads_the_same_patients(UndatedRule undated, string patients)
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        var scope = OldLab.Recent with { Undated = undated };

        var survey = await gate.SurveyAsync(scope, null, default);
        var lines = await ReadAsync(gate, scope);

        Assert.Equal(patients.Split(' '), lines.Where(line => line.Contains(": patient", StringComparison.Ordinal)).Select(line => line.Split(':')[0]));
        foreach (var type in survey.Types)
        {
            Assert.Equal(lines.Count(line => line.Contains($": {type.Type} ", StringComparison.Ordinal)), type.Passing);
        }
    }

    [Fact]
    public async Task Says_why_each_record_stays()
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        var scope = OldLab.Recent with { Orders = new OrderBounds(new DateOnly(2017, 1, 1), null) };

        var survey = await gate.SurveyAsync(scope, null, default);

        Assert.Equal("PatientBeforeBound 1, PatientUndated 2", Left(survey, "patient"));
        Assert.Equal("PatientBeforeBound 1, OrderOutsideBounds 1, OrderUndated 1", Left(survey, "order"));
        Assert.Equal("Orphan 2, PatientBeforeBound 1, OrderOutsideBounds 1", Left(survey, "observation"));
        Assert.Equal("NotReferredTo 1", Left(survey, "practitioner"));
        Assert.Equal((3, 2, 4, 2), (Passing(survey, "patient"), Passing(survey, "order"), Passing(survey, "observation"), Passing(survey, "practitioner")));
    }

    [Fact]
    public async Task Reads_a_list_of_patients_and_leaves_named_ones_out()
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        var scope = OldLab.Everything with { Patients = new PatientBounds(null, ["1", "4", "5"], ["5"]) };

        var lines = await ReadAsync(gate, scope);
        var survey = await gate.SurveyAsync(scope, null, default);

        Assert.Equal(["1", "4"], lines.Select(line => line.Split(':')[0]).Where(patient => patient != "-").Distinct());
        Assert.Equal("PatientNotInList 3, PatientLeftOutByTreatment 1", Left(survey, "patient"));
    }

    [Fact]
    public async Task Goes_on_after_the_patient_it_is_told()
    {
        await using var gate = await OpenAsync(OldLab.Profile());

        var rest = await gate.ReadAsync(OldLab.Recent, "1", default).Select(SourceRecordText.Of).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["5", "6"], rest.Select(one => one.Patient).Distinct());
    }

    [Fact]
    public async Task Leaves_a_patient_out_whole_when_a_row_does_not_map()
    {
        await using var gate = await OpenAsync(OldLab.Profile(), "UPDATE PATIENT SET SEXE = '7' WHERE NUMPAT = 5");
        var refused = new List<MappingRefusal>();

        var lines = await gate.ReadAsync(OldLab.Recent, null, refused.Add, default).Select(SourceRecordText.Of).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["-", "1", "6"], lines.Select(one => one.Patient).Distinct());
        var refusal = Assert.Single(refused);
        Assert.Equal(("5", "patient", "MAP-CODE", "SEXE"), (refusal.Patient, refusal.Type, refusal.Why.Code, refusal.Why.Column));
        Assert.DoesNotContain("'7'", refusal.Why.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MappingException>(() => ReadAsync(gate, OldLab.Recent));
    }

    [Fact]
    public async Task Shows_each_column_by_class_and_use_and_inspects_only_when_told()
    {
        await using var gate = await OpenAsync(
            OldLab.Profile(), "UPDATE PATIENT SET PRENOM = 'pw8kd3zq' WHERE NUMPAT = 2", "UPDATE PATIENT SET COMP = 'a.b@c.fr' WHERE NUMPAT = 2");
        var scope = OldLab.Only(("patient", ["id", "family-name"]));

        var blind = await gate.SurveyAsync(scope, null, default);
        var seen = await gate.SurveyAsync(scope with { Inspect = true }, null, default);

        Assert.All(blind.Columns, column => Assert.Null(column.Inspection));
        Assert.Equal(ColumnUse.Listed, Column(seen, "NOM").Use);
        Assert.Equal(ColumnUse.BoundOnly, Column(seen, "DERVIS").Use);
        Assert.Equal(ColumnUse.NotListed, Column(seen, "COMP").Use);
        Assert.Null(Column(seen, "MOTPAS").Inspection);
        Assert.Equal(1, Column(seen, "NUMSS").Inspection?.Nir);
        Assert.Equal(1, Column(seen, "COMP").Inspection?.Email);
        Assert.Equal(1, Column(seen, "PRENOM").Inspection?.Password);
        Assert.Equal((6, 6, 0), (Column(seen, "NOM").Inspection!.Rows, Column(seen, "NOM").Inspection!.NotEmpty, Column(seen, "NOM").Inspection!.Password));
    }

    [Fact]
    public async Task Runs_the_authors_figures_within_the_scope()
    {
        await using var gate = await OpenAsync(OldLab.Profile());

        var figures = await gate.FiguresAsync(OldLab.Recent with { Orders = new OrderBounds(new DateOnly(2017, 1, 1), null) }, default);

        Assert.Equal(
            ["GLY count 2", "GLY patients 1", "HCG count 1", "HCG patients 1"],
            figures.Select(figure => $"{figure.Group} {figure.Figure} {figure.Value}"));
    }

    [Fact]
    public async Task Shows_a_patients_raw_rows_in_listed_columns_only()
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        var scope = OldLab.Only(("patient", ["id", "family-name"]), ("order", ["id"]), ("observation", ["id", "order", "value-written"]));

        var shown = Assert.Single(await gate.ShowAsync(scope, ["1"], default));

        Assert.Equal("NUMPAT=1 NOM=DURAND", Row(shown.Rows[0]));
        Assert.Equal(["NUMDOS=D1 VALRES=5,10", "NUMDOS=D1 VALRES=<0,12", "NUMDOS=D2 VALRES=positive"], shown.Rows.Skip(1).Select(Row));
    }

    [Fact]
    public async Task Hashes_the_schema_and_the_code_lists()
    {
        await using var first = await OpenAsync(OldLab.Profile());
        await using var changed = await OpenAsync(
            OldLab.Profile(), "ALTER TABLE PATIENT ADD COLUMN EXTRA VARCHAR(10)", "UPDATE EXAMEN SET LOINC = '1-1'");

        var (before, after) = (await first.SurveyAsync(OldLab.Recent, null, default), await changed.SurveyAsync(OldLab.Recent, null, default));

        Assert.NotEqual(before.SchemaSha256, after.SchemaSha256);
        Assert.NotEqual(before.CodeListsSha256, after.CodeListsSha256);
        Assert.Null(Column(after, "EXTRA").Class);
    }

    [Fact]
    public async Task Refuses_a_profile_that_names_a_column_the_database_has_not()
    {
        var profile = OldLab.Profile(change: text => text.Replace("COMP: free text", "COMP: free text\n      PHANTOM: identity", StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<EcluseException>(() => OpenAsync(profile));

        Assert.Equal("PROFILE-020", error.Code);
    }

    [Fact]
    public async Task Stops_before_the_next_record_once_cancelled()
    {
        await using var gate = await OpenAsync(OldLab.Profile());
        using var stop = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in gate.ReadAsync(OldLab.Recent, null, stop.Token))
            {
                read++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, read);
    }

    private protected static async Task<List<string>> ReadAsync(ISourceGate gate, Scope scope) =>
        await gate.ReadAsync(scope, null, default).Select(record => OldLab.Line(SourceRecordText.Of(record))).ToListAsync();

    private static string Left(SourceSurvey survey, string type) => string.Join(
        ", ", survey.Types.Single(one => one.Type == type).Left.Select(left => $"{left.Reason} {left.Count}"));

    private static long Passing(SourceSurvey survey, string type) => survey.Types.Single(one => one.Type == type).Passing;

    private static ColumnSurvey Column(SourceSurvey survey, string name) =>
        survey.Columns.Single(column =>
            column.Column.Equals(name, StringComparison.OrdinalIgnoreCase) && column.Table == "PATIENT");

    private static string Row(Reconciliation.RawRow row) => string.Join(' ', row.Columns.Select(pair => $"{pair.Key}={pair.Value}"));
}
