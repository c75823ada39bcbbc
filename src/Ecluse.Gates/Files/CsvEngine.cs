using Ecluse.Plans;
using Ecluse.Profiles;
using Ecluse.Records;
using Ecluse.Relational.Sqlite;
using Ecluse.Relational;
using Ecluse.Scratch;

namespace Ecluse.Files;

/// <summary>
/// A folder of CSV files as a database: each file of a table of the profile, read whole into a SQLite database of our
/// own, sealed where it does not fit into memory, on which the relational gate does the rest (bounds, joins, order of the
/// patients, checks). Columns without class and credentials are there by name only: their values are never loaded. Without a
/// scratch folder memory grows with the files (about twice their size), and a folder too large for the machine is refused.
/// </summary>
internal sealed class CsvEngine : IEngine
{
    private const int MemoryShare = 4;
    private const int Megabyte = 1 << 20;

    private readonly SqliteEngine database;

    private CsvEngine(SqliteEngine database) => this.database = database;

    public string Name => "csv";

    public Dialect Dialect => database.Dialect;

    public ReadConsistency Consistency => ReadConsistency.Fingerprint;

    public bool GivesStoredBytes => true;

    /// <summary>Loads the files of the profile's tables.</summary>
    /// <param name="name">Name of the connection.</param>
    /// <param name="folder">Folder with one <c>TABLE.csv</c> for each table.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="scratch">Folder in which the rows are sealed that do not fit into memory; null: all stay in memory.</param>
    /// <param name="sizeMax">Most bytes to load into memory; null for a quarter of the machine's.</param>
    public static CsvEngine Open(string name, string folder, Profile profile, ScratchFolder? scratch = null, long? sizeMax = null)
    {
        if (!Directory.Exists(folder))
        {
            throw FileErrors.NoFolder(name);
        }

        var files = profile.Tables.Keys.Select(table => (Table: table, File: Path.Combine(folder, table + ".csv")))
            .Where(one => File.Exists(one.File)).ToList();
        if (scratch is null)
        {
            RefuseTooLarge(files.Sum(one => new FileInfo(one.File).Length), sizeMax);
        }

        var fingerprint = FolderFingerprint.Of(files.Select(one => one.File));
        var engine = new CsvEngine(SqliteEngine.OpenOwn(scratch));
        try
        {
            engine.Load(files, profile);
            fingerprint.Check();
        }
        catch
        {
            engine.database.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }

        return engine;
    }

    public IReadOnlyList<CatalogueColumn> ColumnsOf(string table) => database.ColumnsOf(table);

    public IRowCursor Query(string sql, IReadOnlyDictionary<string, string?> parameters) => database.Query(sql, parameters);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static void RefuseTooLarge(long size, long? sizeMax)
    {
        var limit = sizeMax ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / MemoryShare;
        if (size > limit)
        {
            throw FileErrors.TooLarge(size / Megabyte, limit / Megabyte);
        }
    }

    private void Load(List<(string Table, string File)> files, Profile profile)
    {
        database.Execute("BEGIN");
        foreach (var (table, file) in files)
        {
            CsvTable.Load(database, profile.Tables[table], file);
        }

        foreach (var index in Indexes(profile, files).Distinct())
        {
            database.Execute(index);
        }

        database.Execute("COMMIT");
        database.OnlyRead(profile.Classes
            .Where(one => one.Class == DataClass.Credential).Select(one => (one.Table, one.Column)).ToHashSet());
    }

    // What rows are found by: the patient, the order, the key, the columns of a join.
    private IEnumerable<string> Indexes(Profile profile, List<(string Table, string File)> files) =>
        from rule in profile.Reads
        from column in rule.Key.Columns.Take(1).Concat(rule.Order.Take(1))
            .Concat(rule.Patient is null ? [] : [rule.Patient])
            .Concat(rule.Joins.SelectMany(link => link.On.Take(1).Select(pair => pair.Joined)))
        where files.Exists(one => one.Table == column.Table.Table)
            && database.ColumnsOf(column.Table.Table).Any(one => one.Name == column.Name)
        let index = Dialect.Quote($"{column.Table.Table}~{column.Name}")
        select $"CREATE INDEX IF NOT EXISTS {index} ON {Dialect.Table(column.Table.Table)} ({Dialect.Quote(column.Name)})";
}
