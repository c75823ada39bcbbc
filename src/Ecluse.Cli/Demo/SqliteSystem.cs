using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Ecluse.Cli.Demo;

/// <summary>A system whose database is one file.</summary>
/// <param name="file">The file.</param>
internal sealed class SqliteSystem(string file) : DemoSystem
{
    public override string Engine => "sqlite";

    public override void Build(Action<DbConnection> fill)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using var connection = Open();
        fill(connection);
    }

    public override DbConnection Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public override string Entry(string secrets) => $"engine: sqlite, file: {file}";

    /// <summary>Removes the file and what the engine keeps beside it.</summary>
    public void Drop()
    {
        foreach (var each in new[] { file, file + "-wal", file + "-shm", file + "-journal" })
        {
            File.Delete(each);
        }
    }
}
