namespace Ecluse.Bench;

/// <summary><c>.dump | zstd | age</c>, and back.</summary>
internal sealed class SqliteRawChain(string source) : IRawChain
{
    private const string Script = """
        set -euo pipefail
        age-keygen -o "$1/key" 2> "$1/said"
        echo Out: >&2
        sqlite3 -readonly "$0" .dump | zstd -q -1 | age -r "$(age-keygen -y "$1/key")" > "$1/dump.age"
        echo In: >&2
        { echo 'PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;'; age -d -i "$1/key" "$1/dump.age" | zstd -q -d; } | sqlite3 "$1/new.db" > "$1/said"
        """;

    public async Task<MeasuredRun> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ecluse-raw-");
        try
        {
            return await MeasuredRun.RunAsync("bash", "-c", Script, source, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
