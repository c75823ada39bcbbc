using System.Text.RegularExpressions;
using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using MySqlConnector;

namespace Ecluse.Relational;

/// <summary>The source contract on MariaDB, and what only MariaDB has.</summary>
public sealed class MariaDbSourceTests : ServerSourceContract
{
    [Fact]
    public async Task Refuses_to_end_a_reading_of_tables_without_snapshots_that_changed_meanwhile()
    {
        var database = Fill("ALTER TABLE PATIENT ENGINE = MyISAM");
        await using var gate = await Gates.OpenSourceAsync(Connection(database, database.CreateReader()), OldLab.Profile());

        Assert.Equal(ReadConsistency.Fingerprint, (await gate.SurveyAsync(OldLab.Recent, null, default)).Consistency);
        database.Execute("UPDATE PATIENT SET DERVIS = '20200101' WHERE NUMPAT = 2");

        var error = await Assert.ThrowsAsync<EcluseException>(() => ReadAsync(gate, OldLab.Recent));
        Assert.Equal("GATE-007", error.Code);
    }

    [Fact]
    public async Task Reads_one_state_of_transactional_tables_whatever_is_changed_meanwhile()
    {
        var database = Fill(ManyPatients);
        var reader = database.CreateReader();
        await using var quiet = await Gates.OpenSourceAsync(Connection(database, reader), OldLab.Profile());
        var expected = await ReadAsync(quiet, OldLab.Recent);
        await using var gate = await Gates.OpenSourceAsync(Connection(database, reader), OldLab.Profile());
        var found = new List<string>();

        await foreach (var record in gate.ReadAsync(OldLab.Recent, null, default))
        {
            found.Add(OldLab.Line(SourceRecordText.Of(record)));
            if (found.Count == 20)
            {
                database.Execute("UPDATE PATIENT SET NOM = 'CHANGED'; DELETE FROM DOSSIER WHERE NUMPAT > 300; INSERT INTO RESULTAT VALUES ('D6', 9, 6, 'GLY', '1', NULL)");
            }
        }

        Assert.Equal(ReadConsistency.Snapshot, (await gate.SurveyAsync(OldLab.Recent, null, default)).Consistency);
        Assert.True(expected.Count > 2000, $"{expected.Count} records: less than a few pages");
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Reads_the_same_page_by_page_and_side_by_side()
    {
        var paged = await OpenAsync(OldLab.Profile(), ManyPatients);
        var streamed = await OpenAsync(OldLab.Profile(), ManyPatients + "; ALTER TABLE EXAMEN ENGINE = MyISAM");
        await using var first = paged;
        await using var second = streamed;

        Assert.Equal(
            (ReadConsistency.Snapshot, ReadConsistency.Fingerprint),
            ((await paged.SurveyAsync(OldLab.Recent, null, default)).Consistency, (await streamed.SurveyAsync(OldLab.Recent, null, default)).Consistency));
        Assert.Equal(await ReadAsync(streamed, OldLab.Recent), await ReadAsync(paged, OldLab.Recent));
        Assert.Equal(
            await streamed.ReadAsync(OldLab.Recent, "444", default).Select(SourceRecordText.Of).ToListAsync(TestContext.Current.CancellationToken),
            await paged.ReadAsync(OldLab.Recent, "444", default).Select(SourceRecordText.Of).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Lets_a_writer_wait_where_the_instruction_allows_a_read_lock()
    {
        const string Write = "SET SESSION lock_wait_timeout = 1; UPDATE PATIENT SET DERVIS = '20200106' WHERE NUMPAT = 1";
        var database = Fill("ALTER TABLE PATIENT ENGINE = MyISAM");
        var user = database.CreateReader();
        await using (var unlocked = await Gates.OpenSourceAsync(Connection(database, user), OldLab.Profile()))
        {
            // Nothing is locked without the word of the instruction, and the account may not lock.
            Assert.Equal(ReadConsistency.Fingerprint, (await unlocked.SurveyAsync(OldLab.Recent, null, default)).Consistency);
            database.Execute(Write);
            var refused = await Assert.ThrowsAsync<EcluseException>(() => unlocked.SurveyAsync(OldLab.Recent with { ReadLock = true }, null, default));
            Assert.Equal("GATE-013", refused.Code);
        }

        foreach (var host in await database.TextsAsync($"SELECT host FROM mysql.user WHERE user = '{user}'"))
        {
            database.Execute($"GRANT LOCK TABLES ON {database.Name}.* TO '{user}'@'{host}'");
        }

        await using (var locked = await Gates.OpenSourceAsync(Connection(database, user), OldLab.Profile()))
        {
            Assert.Equal(ReadConsistency.ReadLock, (await locked.SurveyAsync(OldLab.Recent with { ReadLock = true }, null, default)).Consistency);
            Assert.Equal(1205, Assert.Throws<MySqlException>(() => database.Execute(Write)).Number);
            Assert.NotEmpty(await ReadAsync(locked, OldLab.Recent with { ReadLock = true }));
        }

        database.Execute(Write);
    }

    [Fact]
    public async Task Takes_a_fingerprint_where_a_page_would_read_a_large_table_whole()
    {
        await using var gate = await OpenAsync(
            OldLab.Profile(), "DROP INDEX RESULTAT_NUMPAT ON RESULTAT",
            "INSERT INTO RESULTAT SELECT CONCAT('X', seq), 1, 1, 'GLY', '5', NULL FROM seq_1_to_12000", "ANALYZE TABLE RESULTAT");

        Assert.Equal(ReadConsistency.Fingerprint, (await gate.SurveyAsync(OldLab.Recent, null, default)).Consistency);
    }

    // 900 patients with an order each: several pages.
    private const string ManyPatients =
        "INSERT INTO PATIENT SELECT seq, CONCAT('NOM', seq), 'A', '19800412', '1', NULL, '20200105', NULL, NULL, NULL FROM seq_101_to_1000; "
        + "INSERT INTO DOSSIER SELECT CONCAT('S', seq), seq, '20200101', '0815', 'M1' FROM seq_101_to_1000; "
        + "INSERT INTO RESULTAT SELECT CONCAT('S', seq), 1, seq, 'GLY', '5,10', NULL FROM seq_101_to_1000";

    [Fact]
    public async Task Says_which_grant_lets_a_view_be_judged_and_judges_it_then()
    {
        const string harmless = "SELECT COUNT(*) AS \"count\" FROM AUTRE WHERE A IN {patients}";
        var database = Fill(OldLab.Hidden);
        var connection = Connection(database, database.CreateReader());
        var granted = new List<string>();
        for (var asked = await HiddenAsync(harmless); asked is not null; asked = await HiddenAsync(harmless))
        {
            Assert.Equal("GATE-014", asked.Code);
            foreach (var language in new[] { Language.English, Language.French })
            {
                Assert.Contains(Grant(asked), asked.Remedy.In(language), StringComparison.Ordinal);
            }

            granted.Add(Grant(asked).Split('`')[3]);
            Assert.True(granted.Count < 3, string.Join(' ', granted));
            database.Execute(Grant(asked));
        }

        Assert.Equal(["AUTRE", "SOUS"], granted);
        Assert.Equal("GATE-014", (await HiddenAsync("SELECT MAX(B) AS \"group\" FROM VUE"))!.Code);

        // An account that may do no more than before: SHOW VIEW does not write.
        await using var gate = await Gates.OpenSourceAsync(connection, OldLab.Hiding(harmless));
        Assert.NotEmpty(await gate.FiguresAsync(OldLab.Recent, default));

        async Task<EcluseException?> HiddenAsync(string sql)
        {
            await using var opened = await Gates.OpenSourceAsync(connection, OldLab.Hiding(sql));
            return await Record.ExceptionAsync(() => opened.SurveyAsync(OldLab.Recent, null, default)) as EcluseException;
        }

        static string Grant(EcluseException error) => Regex.Match(error.Remedy.In(Language.English), "GRANT [^;]+;").Value;
    }

    private protected override string ClientPorts(string user) => MariaDbServer.Shared.CreateDatabase().Scalar<string>(
        $"SELECT GROUP_CONCAT(SUBSTRING_INDEX(HOST, ':', -1)) FROM information_schema.PROCESSLIST WHERE USER = '{user}'");

    private protected override Connection Fill(bool mayWrite, params string[] more)
    {
        var database = Fill(more);
        return Connection(database, mayWrite ? database.CreateWriter() : database.CreateReader("SELECT, SHOW VIEW"));
    }

    private static MariaDbDatabase Fill(params string[] more)
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        foreach (var sql in OldLab.Schema.Concat(OldLab.Rows).Concat(more))
        {
            database.Execute(sql);
        }

        return database;
    }

    private Connection Connection(MariaDbDatabase database, string user) =>
        Connection("mariadb", database.Server.Port, database.Name, user, MariaDbServer.Password);
}
