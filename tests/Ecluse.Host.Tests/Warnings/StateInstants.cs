using System.Globalization;
using System.Text.RegularExpressions;
using Ecluse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Ecluse.Host.Warnings;

/// <summary>Every instant that stands in a state, however it is written: whether something new tells when it was made.</summary>
internal static partial class StateInstants
{
    // What the server writes of itself, whoever is there: its sign of life and how far its watch has read.
    private static readonly string[] OfTheServer = ["watch_event", "watch_place", "journal_log"];

    /// <summary>Every value of every row, as text, with where it stands.</summary>
    /// <param name="folder">The data folder; its server may run.</param>
    public static HashSet<(string Where, string Value)> Read(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, SqliteState.FileName)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var values = new HashSet<(string, string)>();
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'").Select(row => (string)row["name"]))
        {
            foreach (var (column, value) in Rows(connection, $"SELECT * FROM \"{table}\"").SelectMany(row => row))
            {
                values.Add(($"{table}.{column}", value as string ?? (value is byte[] bytes ? Convert.ToBase64String(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")));
            }
        }

        return values;
    }

    /// <summary>What is new and an instant of a span, give or take a second; the beginning of an hour tells no minute.</summary>
    public static string[] Between(HashSet<(string Where, string Value)> before, HashSet<(string Where, string Value)> after, DateTimeOffset from, DateTimeOffset until) =>
    [
        .. after.Except(before).Where(one => !OfTheServer.Contains(one.Where.Split('.')[0]))
            .Where(one => InstantsIn(one.Value).Any(at => at.TimeOfDay.Ticks % TimeSpan.TicksPerHour != 0 && at >= from.AddSeconds(-1) && at <= until.AddSeconds(1))).Select(one => $"{one.Where}: {one.Value}"),
    ];

    private static IEnumerable<DateTimeOffset> InstantsIn(string value)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var (seconds, ticks) = (number < 1_000_000_000_000 ? number : number / 1000, number / TimeSpan.TicksPerSecond);
            yield return DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, int.MaxValue));
            yield return ticks < int.MaxValue ? DateTimeOffset.FromUnixTimeSeconds(ticks) : new DateTimeOffset(Math.Min(number, DateTime.MaxValue.Ticks), TimeSpan.Zero);
        }

        foreach (Match written in Instant().Matches(value))
        {
            if (DateTimeOffset.TryParse(written.Value.Replace(' ', 'T') + "Z", CultureInfo.InvariantCulture, out var at))
            {
                yield return at;
            }
        }
    }

    private static List<Dictionary<string, object>> Rows(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<Dictionary<string, object>>();
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).Where(at => !reader.IsDBNull(at)).ToDictionary(reader.GetName, reader.GetValue));
        }

        return rows;
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d")]
    private static partial Regex Instant();
}
