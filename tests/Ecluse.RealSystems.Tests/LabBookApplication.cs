using System.Globalization;
using Ecluse.Testkit.Servers;
using MySqlConnector;

namespace Ecluse.RealSystems;

/// <summary>
/// What LabBook's own application does when somebody registers a patient, a record and a result: its statements and its way
/// of counting (Patient.insertPatient, RecordDet.post, Analysis.insertAnalysisReq, Result.insertResult and insertValidation).
/// </summary>
internal sealed class LabBookApplication : IDisposable
{
    private readonly MySqlConnection connection;

    public LabBookApplication(MariaDbDatabase database)
    {
        connection = new MySqlConnection(database.ConnectionString);
        connection.Open();
    }

    /// <summary>Registers all of it on a day.</summary>
    public RecordNumbers AddPatientWithResult(string code, DateOnly today)
    {
        var patient = LabBookSystem.Insert(
            connection,
            "insert into sigl_03_data (id_owner, anonyme, code, code_patient, nom, prenom, ddn, sexe, adresse, cp, ville, tel, pat_phone2, profession, "
            + "nom_jf, quartier, bp, ddn_approx, age, unite, pat_midname, pat_nation, pat_resident, pat_blood_group, pat_blood_rhesus) values "
            + "(6, 5, @code, '', 'INVENTÉE', 'Ondine', '1980-04-12', 2, '', '', '', '', '', '', '', '', '', 5, 0, 1037, '', 0, 'Y', 0, 0)",
            ("@code", code));
        var (day, month, year) = NextNumbers(today);
        var record = LabBookSystem.Insert(
            connection,
            "insert into sigl_02_data (id_owner, id_patient, type, rec_date_receipt, num_dos_jour, num_dos_an, med_prescripteur, date_prescription, "
            + "service_interne, num_lit, id_colis, rec_parcel_date, rc, colis, prix, remise, remise_pourcent, assu_pourcent, a_payer, num_quittance, "
            + "num_fact, statut, num_dos_mois, date_hosp, rec_custody, rec_num_int, rec_modified, rec_hosp_num, rec_date_save) values "
            + "(6, @patient, 183, @today, @day, @year, 0, @today, '', NULL, '', NULL, '', NULL, 1000, NULL, 0, 0, 1000, '', '', 182, @month, NULL, "
            + "'N', '', 'N', '', NOW())",
            ("@patient", patient), ("@today", today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("@day", day), ("@month", month), ("@year", year));
        LabBookSystem.Insert(
            connection, "insert into sigl_01_data (id_owner, samp_date, type_prel, statut, id_dos, preleveur, code) values (6, NOW(), 138, 8, @record, '', '')",
            ("@record", record));
        var request = LabBookSystem.Insert(
            connection,
            "insert into sigl_04_data (id_owner, id_dos, ref_analyse, prix, paye, urgent, demande) "
            + "values (6, @record, (select id_data from sigl_05_data where code = 'B240'), 1000, 5, 5, 4)",
            ("@record", record));
        var result = LabBookSystem.Insert(
            connection, "insert into sigl_09_data (id_owner, id_analyse, ref_variable, obligatoire) values (6, @request, 316, 4)", ("@request", request));
        Validate(result, 250, null);
        Answer(result, "632");
        return Numbers(record);
    }

    /// <summary>Enters a value for a result that waits, then validates it twice, as a technician and as a biologist (user 2).</summary>
    public void Answer(long result, string value)
    {
        LabBookSystem.Insert(
            connection, "update sigl_09_data set id_owner = 3, valeur = @value where id_data = @result", ("@result", result), ("@value", value));
        Validate(result, 251, value);
        Validate(result, 252, value);
    }

    /// <summary>
    /// The results that wait, as the application lists them: a result without value, its analysis and its variable, and its last
    /// validation, without which the application's list fails.
    /// </summary>
    public IReadOnlyList<(long Result, long Request, string Variable)> Waiting()
    {
        using var command = new MySqlCommand(
            "select res.id_data, ana.id_data, ref_var.code_var from sigl_04_data as ana inner join sigl_02_data as dos on dos.id_data = ana.id_dos "
            + "inner join sigl_05_data as ref on ana.ref_analyse = ref.id_data inner join sigl_09_data as res on ana.id_data = res.id_analyse "
            + "inner join sigl_07_data as ref_var on ref_var.id_data = res.ref_variable "
            + "inner join sigl_05_07_data as pos on ref_var.id_data = pos.id_refvariable and ref.id_data = pos.id_refanalyse "
            + "where (select v.type_validation from sigl_10_data as v where v.id_resultat = res.id_data order by v.id_data desc limit 1) = 250 "
            + "and (res.valeur is null or res.valeur = '') order by res.id_data",
            connection);
        using var row = command.ExecuteReader();
        var waiting = new List<(long, long, string)>();
        while (row.Read())
        {
            waiting.Add((row.GetInt64(0), row.GetInt64(1), row.GetString(2)));
        }

        return waiting;
    }

    private void Validate(long result, int kind, string? value) => LabBookSystem.Insert(
        connection,
        "insert into sigl_10_data (id_owner, id_resultat, date_validation, utilisateur, valeur, type_validation, commentaire, motif_annulation) "
        + "values (2, @result, NOW(), 2, @value, @kind, NULL, NULL)",
        ("@result", result), ("@kind", kind), ("@value", (object?)value ?? DBNull.Value));

    /// <summary>The numbers of a record.</summary>
    public RecordNumbers Numbers(long record)
    {
        using var command = new MySqlCommand("select num_dos_jour, num_dos_mois, num_dos_an from sigl_02_data where id_data = @record", connection);
        command.Parameters.AddWithValue("@record", record);
        using var row = command.ExecuteReader();
        row.Read();
        return new RecordNumbers(record, row.GetString(0), row.GetString(1), row.GetString(2));
    }

    /// <summary>The result of a record as the application shows it: the dictionary's label.</summary>
    public string ShownResult(long record)
    {
        using var command = new MySqlCommand(
            "select if('dico_' = substring(kind.short_label, 1, 5), answer.label, res.valeur) from sigl_04_data as ana "
            + "inner join sigl_09_data as res on res.id_analyse = ana.id_data inner join sigl_07_data as var on var.id_data = res.ref_variable "
            + "left join sigl_dico_data as kind on kind.id_data = var.type_resultat left join sigl_dico_data as answer on answer.id_data = res.valeur "
            + "where ana.id_dos = @record",
            connection);
        command.Parameters.AddWithValue("@record", record);
        return (string)command.ExecuteScalar()!;
    }

    public void Dispose() => connection.Dispose();

    // The last record, whatever its date, says the numbers; another day, month or year than today's starts anew.
    private (string Day, string Month, string Year) NextNumbers(DateOnly today)
    {
        var now = today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        using var command = new MySqlCommand("select num_dos_jour, num_dos_mois, num_dos_an from sigl_02_data order by id_data desc limit 1", connection);
        using var row = command.ExecuteReader();
        var last = row.Read() ? (row.GetString(0), row.GetString(1), row.GetString(2)) : (now + "0000", now[..6] + "0000", now[..4] + "000000");
        return (Next(last.Item1, now, 4), Next(last.Item2, now[..6], 4), Next(last.Item3, now[..4], 6));
    }

    private static string Next(string last, string period, int digits)
    {
        var next = last.StartsWith(period, StringComparison.Ordinal) ? int.Parse(last[period.Length..], CultureInfo.InvariantCulture) + 1 : 1;
        return period + next.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }
}

/// <summary>A record's key and its three numbers.</summary>
internal sealed record RecordNumbers(long Record, string Day, string Month, string Year);
