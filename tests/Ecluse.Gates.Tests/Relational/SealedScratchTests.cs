using System.Text;
using Ecluse.Errors;
using Ecluse.Relational.Sqlite;
using Ecluse.Scratch;
using Ecluse.Testkit;
using Microsoft.Data.Sqlite;

namespace Ecluse.Relational;

/// <summary>What SQLite cannot hold in memory lies sealed in the scratch folder, and it works with it as with its own files.</summary>
public sealed class SealedScratchTests : IDisposable
{
    private const int Rows = 60_000;
    private const string Known = "known-value-of-a-patient";
    private static readonly Dictionary<string, string?> None = [];
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sort_larger_than_the_cache_gives_every_row_in_order_and_leaves_nothing_readable()
    {
        await using var engine = SqliteEngine.OpenSource("old", Database(), new HashSet<(string, string)>(), new ScratchFolder(folder.Of("scratch")));
        var (last, count, laidAside) = ("", 0, 0L);

        using (var rows = engine.Query("SELECT text, number FROM row ORDER BY text", None))
        {
            while (rows.Read())
            {
                var text = Encoding.UTF8.GetString(rows.Bytes(0));
                Assert.True(string.CompareOrdinal(last, text) < 0);
                (last, count) = (text, count + 1);
                if (count == 1)
                {
                    laidAside = Stored().Sum(bytes => (long)bytes.Length);
                    Assert.All(Stored(), bytes => Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Known))));
                }
            }
        }

        Assert.Equal(Rows, count);
        Assert.True(laidAside > 4 << 20, $"only {laidAside} bytes were laid aside");
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Of("scratch")));
    }

    [Fact]
    public async Task Grouping_counting_apart_and_an_automatic_index_give_what_they_give_in_memory()
    {
        const string sql = "SELECT a.number % 7, COUNT(DISTINCT a.text), SUM(b.number) FROM row a JOIN row b ON b.number = a.number "
            + "GROUP BY a.number % 7 ORDER BY 1";
        var file = Database();
        var found = new List<string>();
        foreach (var scratch in new[] { null, new ScratchFolder(folder.Of("scratch")) })
        {
            await using var engine = SqliteEngine.OpenSource("old", file, new HashSet<(string, string)>(), scratch);
            found.Add(Lines(engine, sql));
        }

        Assert.Equal(found[0], found[1]);
        Assert.Equal(7, found[1].Split('\n').Length);
    }

    [Fact]
    public async Task A_scratch_folder_that_cannot_be_written_fails_the_statement_with_a_code()
    {
        await using var engine = SqliteEngine.OpenSource(
            "old", Database(), new HashSet<(string, string)>(), new ScratchFolder(folder.Write("file", "not a folder")));

        Assert.Equal("GATE-001", Assert.Throws<EcluseException>(() => Lines(engine, "SELECT text FROM row ORDER BY text")).Code);
    }

    private static string Lines(SqliteEngine engine, string sql)
    {
        var lines = new List<string>();
        using var rows = engine.Query(sql, None);
        while (rows.Read())
        {
            lines.Add(string.Join('|', Enumerable.Range(0, rows.ColumnCount).Select(at => Encoding.UTF8.GetString(rows.Bytes(at)))));
        }

        return string.Join('\n', lines);
    }

    // The files have no name, but this process has them open.
    private static List<byte[]> Stored() =>
    [
        .. Directory.EnumerateFiles("/proc/self/fd")
            .Where(file => new FileInfo(file).LinkTarget?.Contains(".scratch", StringComparison.Ordinal) == true)
            .Select(File.ReadAllBytes),
    ];

    private string Database()
    {
        var file = folder.Of("old.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE row (number INTEGER, text TEXT);"
            + $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows}) "
            + $"INSERT INTO row SELECT i, printf('%08x-{Known}-%0200d', (i * 2654435761) % 4294967296, i) FROM n";
        command.ExecuteNonQuery();
        return file;
    }
}
