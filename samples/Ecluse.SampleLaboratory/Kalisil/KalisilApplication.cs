namespace Ecluse.Samples.Kalisil;

/// <summary>
/// What the new system's own application does when somebody is registered at its counter: it takes its numbers from
/// its counters and lets the engine number what the engine numbers. After a passage this must still succeed.
/// </summary>
public static class KalisilApplication
{
    /// <summary>Statements, in order, that register a patient with one order, one note, one specimen and one result.</summary>
    /// <param name="familyName">Family name; letters, digits and hyphens only.</param>
    /// <exception cref="ArgumentException">The name holds something else.</exception>
    public static IReadOnlyList<string> Register(string familyName)
    {
        ArgumentException.ThrowIfNullOrEmpty(familyName);
        if (!familyName.All(character => char.IsLetterOrDigit(character) || character == '-'))
        {
            throw new ArgumentException("Letters, digits and hyphens only.", nameof(familyName));
        }

        var (patient, order, specimen, result) =
            (Key(familyName, 1), Key(familyName, 2), Key(familyName, 3), Key(familyName, 4));
        return
        [
            "UPDATE counter SET next_value = next_value + 1",
            $"INSERT INTO patient (id, patient_number, family_name, birth_name, given_names, sex_code, birth_date, birth_rank, identity_status) "
                + $"SELECT '{patient}', CONCAT('K', next_value), '{familyName}', '{familyName}', 'Zoé', 'F', '1990-04-12', 1, 'PROV' FROM counter WHERE name = 'patient'",
            $"INSERT INTO lab_order (id, patient_id, dossier_number, ordered_at, priority, status) "
                + $"SELECT '{order}', '{patient}', next_value, '2020-11-02 08:15:00', 'routine', 'completed' FROM counter WHERE name = 'dossier'",
            $"INSERT INTO order_note (dossier_number, body) SELECT dossier_number, 'Repris au comptoir' FROM lab_order WHERE id = '{order}'",
            $"INSERT INTO specimen (id, patient_id, order_id, tube_number, type_code, status) VALUES ('{specimen}', '{patient}', '{order}', 'K1', 'SERU', 'available')",
            $"INSERT INTO result (id, patient_id, order_id, specimen_id, kind, version, rank_no, test_code, label, status, value_number, unit_code) "
                + $"VALUES ('{result}', '{patient}', '{order}', '{specimen}', 'measurement', 1, 1, 'B2345', 'Glycémie à jeun', 'final', '0.92', 'g/L')",
        ];
    }

    private static Guid Key(string name, byte part)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name));
        hash[0] = part;
        return new Guid(hash.AsSpan(0, 16));
    }
}
