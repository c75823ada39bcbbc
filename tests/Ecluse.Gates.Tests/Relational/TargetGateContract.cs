using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>What every target gate does, whatever its engine.</summary>
public abstract partial class TargetGateContract
{
    private static readonly string[] Two =
    [
        "- practitioner id=M1 family-name=ROUX",
        "- practitioner id=M9 family-name=AUTRE",
        "A patient id=A family-name=DURAND sex=female birth-date=1980-04-12",
        "A order id=A1 patient=A prescriber=M1 ordered-at=2020-07-01T08:15:00+02:00",
        "A observation id=A12 patient=A order=A1 loinc=2345-7 value-number=5.10 replaces=A11",
        "A observation id=A11 patient=A order=A1 loinc=2345-7 value-number=5.2",
        "B patient id=B family-name=MARTIN sex=male",
        "B order id=B1 patient=B prescriber=M9",
    ];

    /// <summary>A database with the new laboratory's schema.</summary>
    private protected abstract Task<ITargetGate> OpenAsync(Profile profile, params string[] more);

    /// <summary>Another way into the database of the last gate.</summary>
    private protected abstract Task<ITargetGate> OpenAgainAsync(Profile profile);

    /// <summary>The first column of the first row, as the database's owner sees it.</summary>
    private protected abstract string? Ask(string sql);

    private protected abstract void Run(string sql);

    [Fact]
    public async Task Holds_what_it_was_given_and_gives_it_back()
    {
        await using var gate = await ClaimedAsync();

        var load = await gate.LoadAsync(NewLab.Parcel(1, Two), default);

        Assert.Empty(load.Rejects);
        Assert.Equal((2L, 2L, 2L, 2L), (load.Records["practitioner"], load.Records["patient"], load.Records["order"], load.Records["observation"]));
        Assert.Equal(
            [
                "-: practitioner id=M1 family-name=ROUX",
                "-: practitioner id=M9 family-name=ANCIEN",
                "A: patient id=A family-name=DURAND sex=female birth-date=1980-04-12",
                "A: order id=A1 patient=A prescriber=M1 ordered-at=2020-07-01T08:15:00+02:00",
                "A: observation id=A11 patient=A order=A1 loinc=2345-7 value-number=5.2",
                "A: observation id=A12 patient=A order=A1 replaces=A11 loinc=2345-7 value-number=5.1",
                "B: patient id=B family-name=MARTIN sex=male",
                "B: order id=B1 patient=B prescriber=M9",
            ],
            await ReadBackAsync(gate));
    }

    [Theory]
    [InlineData("X patient id=X family-name=DURAND sex=male", "REJECT-UNIQUE")]
    [InlineData("X patient id=X family-name=NAMETOOLONG sex=male", "REJECT-LENGTH")]
    [InlineData("X patient id=X sex=male", "REJECT-REQUIRED")]
    [InlineData("X patient id=X family-name=FORBIDDEN sex=male", "REJECT-CHECK")]
    [InlineData("X patient id=X family-name=TYPED sex=other", "REJECT-TYPE")]
    [InlineData("X order id=X1 patient=Y", "REJECT-REFERENCE")]
    [InlineData("X observation id=X11 patient=X order=X1 loinc=9999-9", "REJECT-REFERENCE")]
    [InlineData("X observation id=X11 patient=X order=X1 loinc=718-7 value-number=5.123", "REJECT-TYPE")]
    [InlineData("X observation id=X11 patient=X order=X1 loinc=718-7 value-number=1234567.1", "REJECT-TYPE")]
    public async Task Leaves_a_patient_out_whole_and_loads_the_others(string bad, string code)
    {
        await using var gate = await ClaimedAsync();
        string[] patient = bad.StartsWith("X patient", StringComparison.Ordinal) ? [] : ["X patient id=X family-name=XAVIER sex=male", "X order id=X1 patient=X"];

        var load = await gate.LoadAsync(NewLab.Parcel(1, [.. Two, .. patient, bad, "Z patient id=Z family-name=ZOE sex=female"]), default);

        var reject = Assert.Single(load.Rejects);
        Assert.Equal((3, code, bad.Split(' ')[1]), (reject.Ordinal, reject.Code, reject.Type));
        Assert.Equal(["A", "B", "Z"], (await ReadBackAsync(gate)).Select(line => line.Split(':')[0]).Where(one => one != "-").Distinct());
        Assert.Equal("0", Ask("SELECT COUNT(*) FROM visit WHERE ref = 'X1'"));
    }

    [Fact]
    public async Task Never_overwrites_a_record_that_was_there()
    {
        await using (var first = await ClaimedAsync())
        {
            await first.LoadAsync(NewLab.Parcel(1, Two), default);
            Assert.Equal(1, await first.CountConflictsAsync(RecordType.Patient, ["A", "Q"], default));
            Assert.Equal(0, await first.CountConflictsAsync(RecordType.Patient, ["Q", "R"], default));
            await first.ForgetAsync("P-1", default);
        }

        await using var gate = await OpenAgainAsync(NewLab.Profile());
        await gate.ClaimAsync("P-2", 1, default);
        var load = await gate.LoadAsync(NewLab.Parcel(1, "A patient id=A family-name=OTHER sex=male") with { Passage = "P-2" }, default);

        Assert.Equal("REJECT-CONFLICT", Assert.Single(load.Rejects).Code);
        Assert.Equal("DURAND", Ask("SELECT name FROM person WHERE ref = 'A'"));
    }

    [Fact]
    public async Task Loads_a_parcel_once_however_often_it_is_asked()
    {
        await using (var first = await ClaimedAsync())
        {
            await first.LoadAsync(NewLab.Parcel(1, Two[..2]), default);
        }

        await using var gate = await OpenAgainAsync(NewLab.Profile());
        await gate.ClaimAsync("P-1", 2, default);
        Assert.Equal([1], (await gate.LoadedParcelsAsync("P-1", default)).Keys);
        await gate.LoadAsync(NewLab.Parcel(1, Two[..2]) with { Epoch = 2 }, default);
        var load = await gate.LoadAsync(NewLab.Parcel(2, Two[2..]) with { Epoch = 2 }, default);

        Assert.Empty(load.Rejects);
        Assert.Equal("1", Ask("SELECT COUNT(*) FROM doctor WHERE ref = 'M1'"));
        Assert.Contains("B: order id=B1 patient=B prescriber=M9", await ReadBackAsync(gate));
    }

    [Fact]
    public async Task Fences_a_loader_whose_epoch_is_past()
    {
        await using var old = await ClaimedAsync();
        await using var other = await OpenAgainAsync(NewLab.Profile());
        await other.ClaimAsync("P-1", 2, default);

        var late = await Assert.ThrowsAsync<EcluseException>(() => old.LoadAsync(NewLab.Parcel(1, Two), default));
        var lower = await Assert.ThrowsAsync<EcluseException>(() => old.ClaimAsync("P-1", 1, default));

        Assert.Equal(("GATE-010", "GATE-010"), (late.Code, lower.Code));
        Assert.Equal("0", Ask("SELECT COUNT(*) FROM person WHERE ref IS NOT NULL"));
    }

    [Fact]
    public async Task Writes_nothing_of_a_parcel_that_is_stopped_half_way()
    {
        await using var gate = await ClaimedAsync();
        using var stop = new CancellationTokenSource();
        var parcel = NewLab.Parcel(1, Two);
        IEnumerable<SourceRecord> Stopping()
        {
            foreach (var record in parcel.Records())
            {
                yield return record;
            }

            stop.Cancel();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.LoadAsync(parcel with { Records = Stopping }, stop.Token));

        Assert.Empty(await gate.LoadedParcelsAsync("P-1", default));
        Assert.Equal("0", Ask("SELECT COUNT(*) FROM person WHERE ref IS NOT NULL"));
    }

    [Fact]
    public async Task Takes_out_what_it_wrote_and_names_what_others_changed_or_refer_to()
    {
        await using var gate = await ClaimedAsync();
        var parcel = NewLab.Parcel(1, Two);
        await gate.LoadAsync(parcel, default);
        Run("UPDATE person SET weight = 70 WHERE ref = 'A'");
        Run("UPDATE person SET name = 'CHANGED' WHERE ref = 'B'");
        Run("INSERT INTO visit (ref, person_id) SELECT NULL, id FROM person WHERE ref = 'A'");

        var left = await gate.SweepAsync(parcel, default);

        Assert.Equal(["changed person", "referred-to person"], left.Select(one => $"{one.Reason} {one.Table}").Order(StringComparer.Ordinal));
        Assert.Equal(("0", "2", "1"), (Ask("SELECT COUNT(*) FROM outcome"), Ask("SELECT COUNT(*) FROM person WHERE ref IS NOT NULL"), Ask("SELECT COUNT(*) FROM doctor WHERE ref IS NOT NULL")));
        Assert.Empty(await gate.LoadedParcelsAsync("P-1", default));
        Assert.Equal(left, await gate.SweepAsync(parcel, default));
    }

    [Fact]
    public async Task Counts_on_within_a_period_from_the_greatest_number_there_is()
    {
        const string written = "seen_at: { field: ordered-at, transform: [{ datetime: native }] }";
        await using var gate = await OpenAsync(NewLab.Profile(text => text.Replace(
            written, $"{written}\n          no_year: {{ numbered: {{ per: ordered-at, form: YYYY, digits: 3 }} }}", StringComparison.Ordinal)));
        Run("INSERT INTO visit (person_id, no_year) SELECT id, '2020041' FROM person WHERE name = 'OWN'");
        Run("INSERT INTO visit (person_id, no_year) SELECT id, '2019999' FROM person WHERE name = 'OWN'");
        await gate.ClaimAsync("P-1", 1, default);
        var first = NewLab.Parcel(
            1, "A patient id=A family-name=DURAND sex=female", "A order id=A1 patient=A ordered-at=2020-07-01T08:15:00+02:00",
            "A order id=A2 patient=A ordered-at=2020-01-02T08:15:00+01:00", "A order id=A3 patient=A ordered-at=2021-01-02T08:15:00+01:00",
            "A order id=A4 patient=A", "B patient id=B family-name=MARTIN sex=male", "B order id=B1 patient=B ordered-at=2019-01-02T08:15:00+01:00");

        var load = await gate.LoadAsync(first, default);
        Run("INSERT INTO visit (person_id, no_year) SELECT id, '2020050' FROM person WHERE name = 'OWN'");
        await gate.LoadAsync(
            NewLab.Parcel(2, "C patient id=C family-name=PETIT sex=male", "C order id=C1 patient=C ordered-at=2020-03-01T08:15:00+01:00"), default);

        Assert.Equal(("REJECT-LENGTH", "no_year"), (Assert.Single(load.Rejects).Code, load.Rejects[0].Column));
        Assert.Equal(
            ("2020042", "2020043", "2021001", null, "2020051"), (Number("A1"), Number("A2"), Number("A3"), Number("A4"), Number("C1")));

        Assert.Empty(await gate.SweepAsync(first, default));
        Assert.Equal(("0", "1", "3"), (
            Ask("SELECT COUNT(*) FROM visit WHERE ref LIKE 'A%'"), Ask("SELECT COUNT(*) FROM visit WHERE ref = 'C1'"),
            Ask("SELECT COUNT(*) FROM visit WHERE ref IS NULL")));

        string? Number(string visit) => Ask($"SELECT no_year FROM visit WHERE ref = '{visit}'") is { Length: > 0 } number ? number : null;
    }

    [Fact]
    public async Task Writes_a_row_for_each_row_of_a_catalogue_and_takes_them_out_again()
    {
        const string written = "          seen_at: { field: ordered-at, transform: [{ datetime: native }] }\n";
        await using var gate = await OpenAsync(
            NewLab.Profile(text => text.Replace("  doctor: { columns", "  panel: { columns: { id: technical, name: technical, exam_id: technical } }\n  doctor: { columns", StringComparison.Ordinal)
                .Replace(written, written + NewLab.Waiting, StringComparison.Ordinal)),
            "CREATE TABLE panel (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(8), exam_id INTEGER)",
            "INSERT INTO panel VALUES (9, 'P', 1), (4, 'P', 2), (5, 'Q', 1)");
        await gate.ClaimAsync("P-1", 1, default);
        var parcel = NewLab.Parcel(
            1, "- practitioner id=M1 family-name=ROUX", "A patient id=A family-name=DURAND sex=female",
            "A order id=41 patient=A", "A order id=42 patient=A prescriber=M1", "A order id=43 patient=A");

        var load = await gate.LoadAsync(parcel, default);

        Assert.Empty(load.Rejects);
        Assert.Equal(
            ("2", "1", "2", "1", "4"),
            (Exam(4101), Exam(4102), Exam(4301), Exam(4302), Ask("SELECT COUNT(*) FROM outcome")));
        Assert.Equal(load, await gate.LoadAsync(parcel, default), (one, other) => one.Rows == other.Rows);
        Assert.Empty(await gate.SweepAsync(parcel, default));
        Assert.Equal(("0", "0"), (Ask("SELECT COUNT(*) FROM outcome"), Ask("SELECT COUNT(*) FROM visit WHERE ref IS NOT NULL")));

        string? Exam(int key) => Ask(FormattableString.Invariant($"SELECT exam_id FROM outcome WHERE id = {key}"));
    }

    [Fact]
    public async Task Lets_the_application_insert_afterwards()
    {
        await using (var gate = await ClaimedAsync())
        {
            await gate.LoadAsync(NewLab.Parcel(1, Two), default);
            await gate.ForgetAsync("P-1", default);
        }

        Run("INSERT INTO doctor (name) VALUES ('APRES')");
        Run("INSERT INTO visit (person_id, doctor_id) SELECT p.id, d.id FROM person p, doctor d WHERE p.ref = 'A' AND d.name = 'APRES'");

        Assert.Equal("1", Ask("SELECT COUNT(*) FROM visit v JOIN doctor d ON d.id = v.doctor_id WHERE d.name = 'APRES'"));
    }

    [Fact]
    public async Task Describes_what_it_can_hold()
    {
        await using var gate = await OpenAsync(NewLab.Profile());

        var description = await gate.DescribeAsync(default);

        Assert.Equal((true, 10), (Field(description, "patient", "family-name").Required, Field(description, "patient", "family-name").LengthMax));
        Assert.Equal(["female", "male"], Field(description, "patient", "sex").Codes);
        Assert.True(Field(description, "patient", "birth-date").FullDateOnly);
        Assert.Equal((8, 2), (Field(description, "observation", "value-number").DecimalPrecision, Field(description, "observation", "value-number").DecimalScale));
        Assert.Equal(["2345-7", "718-7"], Field(description, "observation", "loinc").Codes);
        Assert.Equal((1L, 2L), (description.ExistingRecords["patient"], description.ExistingRecords["practitioner"]));
        Assert.Equal(LoadPromise.Transaction, description.Promise);
        Assert.Equal(["id", "patient", "prescriber", "ordered-at"], gate.Holds["order"]);
    }

    [Fact]
    public async Task Says_which_codes_of_its_profile_its_catalogue_lacks_and_none_that_only_its_tables_hold()
    {
        const string loinc = "by: { loinc: loinc }";
        const string listed = "by: { loinc: { field: loinc, transform: [{ codes: LIST }] } }";
        await using var gate = await OpenAsync(NewLab.Profile(text => text.Replace(loinc, listed.Replace("LIST", "known", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("lists:", "lists:\n  known: { codes: { '718-7': HB, '6690-2': LEU, '777-3': [PLT, THR] } }", StringComparison.Ordinal)));
        await using var other = await OpenAgainAsync(NewLab.Profile(text => text.Replace(loinc, listed.Replace("LIST", "read", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("lists:", "lists:\n  read: { table: sex_code, code: code, means: label }", StringComparison.Ordinal)));

        var field = Field(await gate.DescribeAsync(default), "observation", "loinc");
        var unsigned = Field(await other.DescribeAsync(default), "observation", "loinc");

        Assert.Equal(["HB"], field.Codes);
        Assert.Equal(
            [new LackedCode("LEU", "6690-2", "exam.loinc"), new LackedCode("PLT", "777-3", "exam.loinc"), new LackedCode("THR", "777-3", "exam.loinc")],
            field.Lacks!.OrderBy(lacked => lacked.Code, StringComparer.Ordinal));
        Assert.Empty(unsigned.Codes!);
        Assert.Null(unsigned.Lacks);
    }

    [Fact]
    public async Task Counts_and_shows_past_the_profile()
    {
        await using var gate = await ClaimedAsync();
        await gate.LoadAsync(NewLab.Parcel(1, Two), default);

        var figures = await gate.FiguresAsync("P-1", default);
        var shown = Assert.Single(await gate.ShowAsync(["A"], default));

        Assert.Equal(["count 2", "total 10.3"], figures.Select(figure => $"{figure.Figure} {figure.Value}"));
        Assert.Equal("ref=A name=DURAND", string.Join(' ', shown.Rows[0].Columns.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public async Task Gives_dates_and_times_as_ISO_text_whatever_the_engine_calls_them()
    {
        await using var gate = await OpenAsync(NewLab.Profile(text => text.Replace("checks:", """
            checks:
              moments: |
                SELECT p.ref AS "group", MAX(p.born) AS born, MIN(v.seen_at) AS first_seen, MAX(v.seen_at) AS last_seen, COUNT(v.seen_at) AS seen
                FROM person p JOIN visit v ON v.person_id = p.id WHERE p.batch = :passage GROUP BY p.ref
            """, StringComparison.Ordinal)));
        await gate.ClaimAsync("P-1", 1, default);
        await gate.LoadAsync(NewLab.Parcel(1, [.. Two, "B order id=B2 patient=B ordered-at=2020-07-01T00:00:00+02:00"]), default);

        Assert.Equal(
            [
                "A born 1980-04-12", "A first_seen 2020-07-01 08:15:00", "A last_seen 2020-07-01 08:15:00", "A seen 1",
                "B born", "B first_seen 2020-07-01", "B last_seen 2020-07-01", "B seen 1",
            ],
            (await gate.FiguresAsync("P-1", default)).Where(figure => figure.Check == "moments").Select(figure => $"{figure.Group} {figure.Figure} {figure.Value}".TrimEnd()));
    }

    [Fact]
    public async Task Drops_its_table_with_the_last_passage()
    {
        await using var gate = await ClaimedAsync();
        await gate.ClaimAsync("P-2", 1, default);

        await gate.ForgetAsync("P-1", default);
        await gate.ForgetAsync("P-2", default);

        Assert.Empty(await gate.LoadedParcelsAsync("P-2", default));
        Assert.False(HasPassageTable());
    }

    private protected abstract bool HasPassageTable();

    private async Task<ITargetGate> ClaimedAsync()
    {
        var gate = await OpenAsync(NewLab.Profile());
        await gate.ClaimAsync("P-1", 1, default);
        return gate;
    }

    private static FieldDescription Field(TargetDescription description, string type, string field) =>
        description.Fields.Single(one => one.Type == type && one.Field == field);

    private static async Task<List<string>> ReadBackAsync(ITargetGate gate) =>
        await gate.ReadBackAsync(default).Select(record => OldLab.Line(SourceRecordText.Of(record))).ToListAsync();
}
