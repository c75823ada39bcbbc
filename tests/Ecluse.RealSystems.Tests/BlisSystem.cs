using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.RealSystems;

/// <summary>
/// C4G BLIS as its authors published it with a demonstration laboratory; loaded once for all tests, read only by a reader.
/// </summary>
internal static class BlisSystem
{
    private static readonly Lazy<Task<MariaDbDatabase>> TheOne = new(LoadAsync);
    private static readonly Lazy<Task<string>> TheReader = new(async () => (await TheOne.Value).CreateReader());

    /// <summary>The database; the test is skipped by name where the samples are missing.</summary>
    public static Task<MariaDbDatabase> DatabaseAsync()
    {
        SampleFolder.File("lis/c4g-blis/docs/assets/dump-blis_127-202202091919.sql");
        _ = MariaDbServer.Shared;
        return TheOne.Value;
    }

    /// <summary>It as the source of a passage.</summary>
    public static async Task<RealSide> SideAsync()
    {
        var database = await DatabaseAsync();
        return new RealSide("blis", "mariadb", database.Server.Port, database.Name, await TheReader.Value, MariaDbServer.Password);
    }

    /// <summary>The instruction of a passage out of it: all patients, everything that the target can hold.</summary>
    public static string Instruction(string target, IReadOnlyList<string>? patients = null, string? connection = null) => $$"""
        type: instruction/1
        number: I-2026-001
        contract: C-2026-001
        purpose: reprise du laboratoire de démonstration de C4G BLIS
        environment: test
        time-zone: Africa/Douala
        source: { connection: blis, profile: { name: blis } }
        target: { connection: {{connection ?? target}}, profile: { name: {{target}} } }
        bounds:
          patients: { {{(patients is null ? "all: true" : $"list: [{string.Join(", ", patients.Select(key => $"'{key}'"))}]")}} }
          undated: leave
        expected-patients: { count: {{patients?.Count ?? 3033}}, tolerance-percent: 1 }
        erase-by: "ERASE-BY"
        fate: delete
        inspect: counts
        remainder:
          where: base BLIS, gardée hors réseau au laboratoire
          by: Laboratoire de démonstration
          until: 2036-12-31
          duty: conservation des comptes rendus par le laboratoire, responsable du traitement
        trial: false
        records:
          patient: [number, family-name, given-names, sex, birth-date]
          order: [number, ordered-at, received-at, status]
          specimen: [number, type-code, collected-at, received-at]
          observation: [kind, code, status, value-number, value-code, value-text, issued-at, validated-at]
        free-text:
          - type: order
            field: comment
            reason: le nom du médecin, tapé librement, n’est dans aucune autre colonne
        recipients:
          - { recipient: with-the-plan, holder: "porte cible", place: "serveur du laboratoire", for: passage }
        """;

    /// <summary>A new BLIS: its catalogue, and no patient.</summary>
    public static async Task<MariaDbDatabase> NewAsync()
    {
        await DatabaseAsync();
        var database = await LoadAsync();
        foreach (var table in new[] { "patient", "specimen", "test" })
        {
            database.Execute($"TRUNCATE TABLE {table}");
        }

        return database;
    }

    /// <summary>It as the target of a passage.</summary>
    public static RealSide Target(MariaDbDatabase database) =>
        new("blis", "mariadb", database.Server.Port, database.Name, database.CreateWriter(), MariaDbServer.Password) { Connection = "blis-new" };

    /// <summary>Every test with its result as the application reads it: without the forty characters at the end.</summary>
    public static Task<IReadOnlyList<string>> ResultsAsync(MariaDbDatabase database, string where = "", bool validated = false) => database.TextsAsync(
        "SELECT CONCAT_WS('/', t.test_id, t.test_type_id, s.patient_id, s.specimen_type_id, s.date_collected, s.time_collected, t.verified_by > 0, "
        + (validated ? "t.date_verified, " : "")
        + "IF(t.result = '', '', LEFT(t.result, CHAR_LENGTH(t.result) - 40))) "
        + $"FROM test t JOIN specimen s ON s.specimen_id = t.specimen_id {where} ORDER BY t.test_id");

    private static async Task<MariaDbDatabase> LoadAsync()
    {
        var database = MariaDbServer.Shared.CreateDatabase();
        await database.LoadAsync(SampleFolder.File("lis/c4g-blis/docs/assets/dump-blis_127-202202091919.sql"));
        return database;
    }
}
