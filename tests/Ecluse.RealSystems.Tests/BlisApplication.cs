using System.Globalization;
using Ecluse.Testkit.Servers;

namespace Ecluse.RealSystems;

/// <summary>
/// What BLIS's own application does when somebody registers a patient and a specimen and enters a result: its statements and
/// its way of counting (add_patient, add_specimen, add_test, add_test_result, getResultWithoutHash).
/// </summary>
internal static class BlisApplication
{
    private const int HashLength = 40;

    /// <summary>Registers all of it; the test's key.</summary>
    public static long AddPatientWithResult(MariaDbDatabase blis, string result)
    {
        var patient = Next(blis, "patient", "patient_id");
        var specimen = Next(blis, "specimen", "specimen_id");
        var test = Next(blis, "test", "test_id");
        const string Hash = "SHA1(CONCAT('ondineinventée', UNIX_TIMESTAMP('1980-04-12'), 'f'))";
        blis.Execute($"""
            INSERT INTO patient (patient_id, addl_id, name, dob, age, sex, surr_id, created_by, hash_value, ts)
              VALUES ({patient}, '', 'Ondine Inventée', '1980-04-12', 0, 'F', '99001', 53, {Hash}, '2026-11-23');
            INSERT INTO specimen (specimen_id, patient_id, specimen_type_id, date_collected, date_recvd, user_id, status_code_id, referred_to,
              comments, aux_id, session_num, time_collected, report_to, doctor, referred_to_name, daily_num)
              VALUES ({specimen}, {patient}, 7, '2026-11-23', '2026-11-23', 53, 0, 0, '', '', '20261123-1', '08:15', 1, 'Moune', '', '20261123-1');
            INSERT INTO test (test_id, specimen_id, test_type_id, result, comments, verified_by, user_id) VALUES ({test}, {specimen}, 39, '', '', 0, 53);
            UPDATE test SET result = CONCAT('{result}', {Hash}), comments = '', user_id = 53, ts = '2026-11-23 09:00:00' WHERE test_id = {test};
            UPDATE specimen SET status_code_id = 1 WHERE specimen_id = {specimen};
            """);
        return long.Parse(test, CultureInfo.InvariantCulture);
    }

    /// <summary>A result as the application shows it: the last forty characters are cut off, whatever they are.</summary>
    public static IReadOnlyList<string> ShownResult(MariaDbDatabase blis, long test) => blis.Scalar<string>(string.Create(
        CultureInfo.InvariantCulture, $"SELECT result FROM test WHERE test_id = {test}"))[..^HashLength].Split(',');

    private static string Next(MariaDbDatabase blis, string table, string key) =>
        blis.Scalar<string>($"SELECT CAST(COALESCE(MAX({key}), 0) + 1 AS CHAR) FROM {table}");
}
