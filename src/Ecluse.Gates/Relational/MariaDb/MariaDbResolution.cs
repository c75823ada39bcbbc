using System.Text.RegularExpressions;
using Ecluse.Profiles;
using Ecluse.Records;
using MySqlConnector;

namespace Ecluse.Relational.MariaDb;

/// <summary>
/// Asks MariaDB what a statement reads, without running it: the optimizer's trace of an EXPLAIN holds each SELECT as the
/// server resolved it, stars and views opened, every column with its table. Only those texts are taken out of the trace; its
/// later parts may hold values.
/// </summary>
internal sealed class MariaDbResolution(MySqlConnection session)
{
    private const int NoPrivilegeToExplain = 1345;
    private const int NoPrivilegeOnTable = 1142;
    private const int NoPrivilegeOnColumn = 1143;

    /// <summary>The credential that the statement reads, or what cannot be accounted for; null when there is none.</summary>
    /// <exception cref="Errors.EcluseException"><c>GATE-014</c>: it reads a view whose definition the account may not see.</exception>
    public string? FaultIn(string sql, IReadOnlyDictionary<string, string?> parameters, Profile profile)
    {
        // Of a view that somebody else defined the server gives no trace. In front of the statement, under the view's own name,
        // stands its definition then: as the server keeps it, columns in full, natural joins and stars opened.
        var resolved = Resolve(sql, parameters)
            ?? (new MariaDbViews(session).InFrontOf(sql) is { } opened ? Resolve(opened, parameters) : null);
        if (resolved is null)
        {
            return "what the account may not explain";
        }

        var credential = profile.Classes.FirstOrDefault(one => one.Class == DataClass.Credential
            && Named(one.Table, "").IsMatch(resolved) && Named(one.Column, "").IsMatch(resolved));
        return credential.Table is not null
            ? $"{credential.Table}.{credential.Column}"
            : Routines().Where(routine => Named(routine, @"[`""]?\s*\(").IsMatch(resolved)).Select(routine => routine + "()").FirstOrDefault();
    }

    private string? Resolve(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
        Run("SET SESSION optimizer_trace_max_mem_size = 16777216, optimizer_trace = 'enabled=on'", new Dictionary<string, string?>());
        try
        {
            Run("EXPLAIN " + sql, parameters);
            return Text($"SELECT IF(missing_bytes_beyond_max_mem_size = 0 AND insufficient_privileges = 0, {Queries}, NULL) FROM information_schema.optimizer_trace")?
                .Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        }
        catch (MySqlException refused) when (refused.Number is NoPrivilegeToExplain or NoPrivilegeOnTable or NoPrivilegeOnColumn)
        {
            return null;
        }
        catch (MySqlException refused)
        {
            throw MariaDbEngine.Failed(refused);
        }
        finally
        {
            Run("SET SESSION optimizer_trace = 'enabled=off'", new Dictionary<string, string?>());
        }
    }

    // MariaDB's trace is no JSON where names are quoted in the manner of ANSI: of its other parts only the texts sought are kept.
    private string Queries => session.ServerVersion.Contains("MariaDB", StringComparison.Ordinal)
        ? """
          REGEXP_REPLACE(CONCAT(trace, '"expanded_query": ""'), '(?s).*?"expanded_query": "((?:[^"\\\\]|\\\\.)*)"', '\\1\n')
          """
        : "JSON_EXTRACT(trace, '$**.expanded_query')";

    /// <summary>A name wherever it stands, with or without quotes, in a text too: rather too strictly.</summary>
    internal static Regex Named(string name, string behind) => new(
        $@"(?<![\p{{L}}\p{{N}}_$]){Regex.Escape(name)}(?![\p{{L}}\p{{N}}_$]){behind}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private List<string> Routines()
    {
        using var command = new MySqlCommand("SELECT routine_name FROM information_schema.routines WHERE routine_type = 'FUNCTION' AND routine_schema NOT IN ('sys', 'mysql')", session);
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    private string? Text(string sql)
    {
#pragma warning disable CA2100 // A statement of ours.
        using var command = new MySqlCommand(sql, session);
#pragma warning restore CA2100
        return command.ExecuteScalar() as string;
    }

    private void Run(string sql, IReadOnlyDictionary<string, string?> parameters)
    {
#pragma warning disable CA2100 // The profile's own statement: it is explained, never run.
        using var command = new MySqlCommand(sql, session);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue("@" + name, (object?)value ?? DBNull.Value);
        }

        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
        }
    }
}
