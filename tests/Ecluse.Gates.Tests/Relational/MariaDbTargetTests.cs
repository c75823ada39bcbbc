using Ecluse.Connections;
using Ecluse.Passages;
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

    private protected override bool HasPassageTable() => database!.Scalar<long>("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'ecluse_passage'") > 0;
}
