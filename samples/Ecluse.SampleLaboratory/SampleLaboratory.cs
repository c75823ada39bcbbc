using System.Data;
using System.Data.Common;
using Ecluse.Samples.Chance;
using Ecluse.Samples.Kalisil;
using Ecluse.Samples.Megabus;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples;

/// <summary>
/// The sample laboratory: an old system called MEGABUS and a new one called KALISIL. Both schemas are invented; of the
/// real products of these names nothing is known here but what the decision SAN-2022-009 says of the leaked file
/// (§8). Everybody in it is invented too, and every INS is a test one.
/// </summary>
public static class SampleLaboratory
{
    /// <summary>The old system's number of the patient of that index.</summary>
    public static long PatientNumber(int index) => 1000L + index;

    /// <summary>The old system's number of the order number <paramref name="rank"/>, from 0, of a patient.</summary>
    internal static long OrderNumber(int patient, int rank) => 100_000 + ((long)patient * Visits.Most) + rank;

    /// <summary>
    /// Makes the old system in an empty database: tables and rows, in one transaction. Memory does not grow with
    /// the number of patients.
    /// </summary>
    /// <param name="connection">An open connection to SQLite, PostgreSQL or MariaDB.</param>
    /// <param name="options">How large, and what is wrong with it.</param>
    /// <param name="progress">Is told the number of patients written, now and then; or null.</param>
    /// <param name="cancellation">Stops between two patients; nothing of the data remains.</param>
    public static void CreateSource(
        DbConnection connection, SampleOptions options, IProgress<long>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var engine = SampleEngine.Of(connection);
        Run(connection, engine.Prelude);
        foreach (var table in MegabusSchema.All)
        {
            Run(connection, [engine.Create(table)]);
            if (options.Indexed && table.Indexed is { } column)
            {
                Run(connection, [$"CREATE INDEX {table.Name}_{column} ON {table.Name} ({column})"]);
            }
        }

        using (var sink = engine.Open(connection))
        {
            Fill(new RowWriter(sink), options, progress, cancellation);
            sink.Complete();
        }

        Run(connection, engine.Finale);
    }

    /// <summary>Makes the new system in an empty database: tables, constraints, code lists and counters.</summary>
    /// <param name="connection">An open connection to SQLite, PostgreSQL or MariaDB.</param>
    /// <param name="earlier">So many patients of its own, with one order each, that it holds already.</param>
    public static void CreateTarget(DbConnection connection, int earlier = 0)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentOutOfRangeException.ThrowIfNegative(earlier);
        var engine = SampleEngine.Of(connection);
        Run(connection, engine.Prelude);
        Run(connection, KalisilSchema.Statements(engine));
        Run(connection, KalisilSchema.EarlierRecords(earlier));
        Run(connection, engine.Finale);
    }

    private static void Fill(
        RowWriter rows, SampleOptions options, IProgress<long>? progress, CancellationToken cancellation)
    {
        var directory = new SampleDirectory(options);
        new CodeTableRows(rows).Write(directory);
        var cases = new PatientCases(options);
        var patients = new PatientRows(options, directory, rows);
        for (var i = 0; i < options.Patients; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            patients.Write(i, cases[i]);
            if (i % 1024 == 1023 || i == options.Patients - 1)
            {
                progress?.Report(i + 1);
            }
        }

        var chance = new SeededSequence(options.Seed, 4UL << 40);
        var orphans = new OrderRows(options, directory, rows);
        for (var i = 0; i < options.Misfits.OrphanOrders; i++)
        {
            orphans.WriteOrphan(i, ref chance);
        }
    }

    private static void Run(DbConnection connection, IEnumerable<string> statements)
    {
        using var command = connection.CreateCommand();
        command.CommandType = CommandType.Text;
        foreach (var statement in statements)
        {
#pragma warning disable CA2100 // Every statement is a constant of this project.
            command.CommandText = statement;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
