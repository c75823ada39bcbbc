using System.Globalization;
using System.Text;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;
using MySqlConnector;

namespace Ecluse.RealSystems;

/// <summary>LabBook as the Fondation Mérieux publishes it, with its French catalogue and no patient.</summary>
internal static class LabBookSystem
{
    // Test types of BLIS that LabBook's catalogue has no equivalent of (other unit, other answers, or none at all), with
    // the number of their values where it is more than one: the laboratory adds them before a passage.
    private static readonly Dictionary<int, int> Severals = new() { [7] = 3, [20] = 2, [35] = 4, [86] = 4 };

    /// <summary>A new LabBook with its catalogue as shipped.</summary>
    public static async Task<MariaDbDatabase> NewAsync()
    {
        var file = SampleFolder.File("lis/labbook/sigl_only.sql");
        var database = MariaDbServer.Shared.CreateDatabase("utf8");
        var lines = (await File.ReadAllLinesAsync(file)).Where(line =>
            !line.StartsWith("CREATE DATABASE", StringComparison.Ordinal) && !line.StartsWith("USE ", StringComparison.Ordinal));
        await database.LoadTextAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return database;
    }

    /// <summary>It as the target of a passage.</summary>
    public static RealSide Side(MariaDbDatabase database) =>
        new("labbook", "mariadb", database.Server.Port, database.Name, database.CreateWriter(), MariaDbServer.Password);

    /// <summary>
    /// What the laboratory does in LabBook's own screens before it migrates: it adds the analyses that it needs, with the
    /// names that they had. The statements are those of LabBook's application (Analysis.insertAnalysis and its sisters).
    /// </summary>
    public static void CompleteCatalogue(MariaDbDatabase labbook, MariaDbDatabase blis, IEnumerable<int> missing)
    {
        using var connection = new MySqlConnection(labbook.ConnectionString);
        connection.Open();
        foreach (var test in missing)
        {
            var name = blis.Scalar<string>(string.Create(CultureInfo.InvariantCulture, $"SELECT name FROM test_type WHERE test_type_id = {test}"));
            var code = string.Create(CultureInfo.InvariantCulture, $"L{test:000}");
            var analysis = Insert(
                connection,
                "insert into sigl_05_data (id_owner, code, nom, abbr, famille, type_prel, cote_unite, cote_valeur, commentaire, "
                + "produit_biologique, type_analyse, actif, ana_whonet) values (1, @code, @name, '', 11, 138, 'B', 10, '', 0, 170, 4, 5)",
                ("@code", code), ("@name", name));
            var count = Severals.GetValueOrDefault(test, 1);
            for (var place = 1; place <= count; place++)
            {
                var variable = count == 1 ? code : string.Create(CultureInfo.InvariantCulture, $"{code}-{place}");
                var id = Insert(
                    connection,
                    "insert into sigl_07_data (id_owner, libelle, description, unite, normal_min, normal_max, commentaire, type_resultat, "
                    + "unite2, formule_unite2, formule, accuracy, precision2, code_var, var_highlight) "
                    + "values (1, @name, '', 0, '', '', '', 226, 0, '', '', 0, 0, @code, 'N')",
                    ("@name", variable == code ? name : $"{name} ({place})"), ("@code", variable));
                Insert(
                    connection,
                    "insert into sigl_05_07_data (id_owner, id_refanalyse, id_refvariable, position, num_var, obligatoire, var_whonet, var_qrcode) "
                    + "values (1, @analysis, @variable, @place, @place, 4, 5, 'N')",
                    ("@analysis", analysis), ("@variable", id), ("@place", place));
            }
        }
    }

    /// <summary>The instruction of a passage out of LabBook into another one.</summary>
    public static string Instruction(long patients) => BlisSystem.Instruction("labbook")
        .Replace("source: { connection: blis, profile: { name: blis } }", "source: { connection: labbook, profile: { name: labbook } }", StringComparison.Ordinal)
        .Replace("target: { connection: labbook,", "target: { connection: labbook-new,", StringComparison.Ordinal)
        .Replace("count: 3033", string.Create(CultureInfo.InvariantCulture, $"count: {patients}"), StringComparison.Ordinal)
        .Replace("inspect: counts", "inspect: none", StringComparison.Ordinal)
        .Replace("type-code, ", "type-text, ", StringComparison.Ordinal)
        .Replace("issued-at, validated-at]", "validated-at]", StringComparison.Ordinal)
        .Replace("  patient: [number", "  practitioner: [family-name, given-names]\n  patient: [number", StringComparison.Ordinal);

    /// <summary>Runs an insertion as LabBook's application does: the row's key is AUTO_INCREMENT's.</summary>
    public static long Insert(MySqlConnection connection, string sql, params (string Name, object Value)[] values)
    {
#pragma warning disable CA2100 // The statements stand in this test.
        using var command = new MySqlCommand(sql, connection);
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
        return command.LastInsertedId;
    }
}
