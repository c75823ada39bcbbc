using Ecluse.Storage.Postgres;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.Storage;

/// <summary>Where the state of a test stands: what is asked of one engine is asked of the other.</summary>
internal static class StateOn
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>A data folder whose state will stand there.</summary>
    public static DataFolder Folder(TestFolder folder, string engine)
    {
        if (engine == Postgres)
        {
            folder.Write($"data/{PostgresState.FileName}", PostgresServer.Shared.CreateDatabase().Words);
        }

        return new DataFolder(folder.Of("data"));
    }
}
