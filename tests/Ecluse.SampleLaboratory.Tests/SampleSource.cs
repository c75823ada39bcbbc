using Ecluse.Samples;
using Microsoft.Data.Sqlite;

namespace Ecluse;

/// <summary>A sample laboratory in memory, and plain SQL on it.</summary>
internal sealed class SampleSource : IDisposable
{
    public SampleSource(SampleOptions? options = null)
    {
        Connection.Open();
        SampleLaboratory.CreateSource(Connection, options ?? new SampleOptions());
    }

    public SqliteConnection Connection { get; } = new("Data Source=:memory:");

    public long Count(string sql) => Convert.ToInt64(Scalar(sql), System.Globalization.CultureInfo.InvariantCulture);

    public object? Scalar(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public List<byte[]> Bytes(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var all = new List<byte[]>();
        while (reader.Read())
        {
            all.Add(reader.GetFieldValue<byte[]>(0));
        }

        return all;
    }

    public void Dispose() => Connection.Dispose();
}
