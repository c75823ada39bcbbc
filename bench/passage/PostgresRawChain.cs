using System.Globalization;
using Ecluse.Samples.Servers;

namespace Ecluse.Bench;

/// <summary><c>COPY OUT | zstd | age</c>, and back into the same tables with their indexes, table by table.</summary>
internal sealed class PostgresRawChain(SampleServer server) : IRawChain
{
    private const string Script = """
        set -euo pipefail
        export PGPASSFILE="$0/pgpass" PGHOST="$1" PGPORT="$2" PGUSER=postgres
        age-keygen -o "$0/key" 2> "$0/said"
        recipient=$(age-keygen -y "$0/key")
        echo Out: >&2
        pg_dump --schema-only megabus | psql -q -d raw > "$0/said"
        for table in $(psql -At -d megabus -c "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"); do
          psql -q -d megabus -c "COPY \"$table\" TO STDOUT" | zstd -q -1 | age -r "$recipient" > "$0/$table.age"
        done
        echo In: >&2
        for sealed in "$0"/*.age; do
          age -d -i "$0/key" "$sealed" | zstd -q -d | psql -q -d raw -c "COPY \"$(basename "$sealed" .age)\" FROM STDIN"
        done
        """;

    public async Task<MeasuredRun> RunAsync()
    {
        server.CreateDatabase("raw", isOld: false);
        var folder = Directory.CreateTempSubdirectory("ecluse-raw-");
        try
        {
            // The password goes by a file of mode 0600, which psql insists on.
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            await using (var file = new StreamWriter(Path.Combine(folder.FullName, "pgpass"), options))
            {
                await file.WriteLineAsync($"*:*:*:postgres:{server.Password}");
            }

            return await MeasuredRun.RunAsync(
                "bash", "-c", Script, folder.FullName, server.Folder, server.Port.ToString(CultureInfo.InvariantCulture));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
