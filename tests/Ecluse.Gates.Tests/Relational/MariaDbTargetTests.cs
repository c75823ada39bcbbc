using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.Relational;

/// <summary>The target contract on MariaDB.</summary>
public sealed class MariaDbTargetTests : TargetGateContract, IDisposable
{
    private readonly TestFolder folder = new();
    private MariaDbDatabase? database;
    private string writer = "";

    public void Dispose() => folder.Dispose();

    private protected override async Task<ITargetGate> OpenAsync(Profile profile, params string[] more)
    {
        database = MariaDbServer.Shared.CreateDatabase();
        foreach (var sql in NewLab.Schema("INTEGER NOT NULL AUTO_INCREMENT PRIMARY KEY").Concat(more))
        {
            Run(sql.Replace("MOMENT", "DATETIME", StringComparison.Ordinal).Replace("BLOBTYPE", "LONGBLOB", StringComparison.Ordinal));
        }

        writer = database.CreateWriter();
        return await OpenAgainAsync(profile);
    }

    private protected override async Task<ITargetGate> OpenAgainAsync(Profile profile)
    {
        var file = folder.Write("password", MariaDbServer.Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return await Gates.OpenTargetAsync(
            new Connection(
                "new", ConnectionRole.Target, "mariadb", $"127.0.0.1:{database!.Server.Port}", database.Name, writer,
                new PasswordSource(PasswordKind.File, file)),
            profile, TimeProvider.System);
    }

    private protected override string? Ask(string sql) => database!.Scalar<object>(sql).ToString();

    private protected override void Run(string sql) => database!.Execute(sql);

    private protected override void RefuseByTrigger() => Run(
        "CREATE TRIGGER guard BEFORE INSERT ON person FOR EACH ROW BEGIN IF NEW.name = 'TRIGGER' THEN "
        + "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'TRIGGER is not wanted'; END IF; END");

    private protected override bool HasPassageTable() => database!.Scalar<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'ecluse_passage'") > 0;

    [Fact]
    public async Task A_load_cut_off_in_tables_without_transactions_leaves_each_row_once()
    {
        string[] lines = [.. JoinedLab.One, .. JoinedLab.Other, "3 patient id=3 family-name=PETIT"];
        await using (var first = await OpenAsync(JoinedLab.Profile(), [.. JoinedLab.Schema, .. WithoutTransactions, "INSERT INTO sick VALUES (3, 'PETIT')"]))
        {
            Assert.Equal(LoadPromise.Idempotent, (await first.DescribeAsync(default)).Promise);
            await first.ClaimAsync("P-1", 1, default);
            var load = await first.LoadAsync(NewLab.Parcel(1, lines), default);
            Assert.Equal((3, "REJECT-CONFLICT"), (Assert.Single(load.Rejects).Ordinal, load.Rejects[0].Code));
        }

        // As a kill leaves it: some rows stand, others do not, and the checkpoint says no more than that it was begun.
        Run("DELETE FROM panel WHERE id = 5");
        Run("UPDATE ecluse_passage SET outcome = JSON_SET(outcome, '$.Begun', true, '$.Load.Records', JSON_OBJECT(), '$.Load.Rows', 0) WHERE parcel = 1");
        await using var gate = await OpenAgainAsync(JoinedLab.Profile());
        await gate.ClaimAsync("P-1", 2, default);
        Assert.Empty(await gate.LoadedParcelsAsync("P-1", default));

        var again = await gate.LoadAsync(NewLab.Parcel(1, lines) with { Epoch = 2 }, default);

        Assert.Equal((3, 1), (again.Rejects[0].Ordinal, again.Rejects.Count));
        Assert.Equal((2L, 5L), (again.Records["patient"], again.Records["observation"]));
        Assert.Equal(("5,6", "1,2,3"), (Ask("SELECT GROUP_CONCAT(id ORDER BY id) FROM panel"), Ask("SELECT GROUP_CONCAT(id ORDER BY id) FROM sick")));

        // The row that was there before is nobody's but the laboratory's, however equal it is.
        Assert.Empty(await gate.SweepAsync(NewLab.Parcel(1, lines) with { Epoch = 2 }, default));
        Assert.Equal(("0", "3"), (Ask("SELECT COUNT(*) FROM panel"), Ask("SELECT id FROM sick")));
    }

    [Fact]
    public async Task A_patient_refused_in_tables_without_transactions_leaves_no_row()
    {
        await using var gate = await OpenAsync(JoinedLab.Profile(), [.. JoinedLab.Schema, .. WithoutTransactions, "CREATE UNIQUE INDEX once ON panel (test)"]);
        await gate.ClaimAsync("P-1", 1, default);

        var load = await gate.LoadAsync(NewLab.Parcel(1, [.. JoinedLab.One, .. JoinedLab.Other, "4 patient id=4 family-name=TWICE",
            "4 observation id=8 patient=4 kind=panel code=H status=final", "4 observation id=8|1 patient=4 part-of=8 kind=measurement code=H.a status=final value-text=y"]), default);

        Assert.Equal((3, "REJECT-UNIQUE"), (Assert.Single(load.Rejects).Ordinal, load.Rejects[0].Code));
        Assert.Equal(("5,6", "1,2"), (Ask("SELECT GROUP_CONCAT(id ORDER BY id) FROM panel"), Ask("SELECT GROUP_CONCAT(id ORDER BY id) FROM sick")));
    }

    [Fact]
    public async Task Rows_without_transaction_and_without_a_key_of_their_record_are_refused()
    {
        static string Counted(string text) => text.Replace("make: record }\n        columns: { name", "make: counter }\n        columns: { name", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<EcluseException>(() => OpenAsync(JoinedLab.Profile(Counted), [.. JoinedLab.Schema, .. WithoutTransactions]));

        Assert.Equal("GATE-012", refused.Code);
    }

    private static readonly string[] WithoutTransactions = ["ALTER TABLE sick ENGINE = MyISAM", "ALTER TABLE panel ENGINE = MyISAM"];
}
