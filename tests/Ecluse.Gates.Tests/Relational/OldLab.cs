using System.Text;
using Ecluse.Instructions;
using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>A tiny old laboratory system, the same on each engine, with the traps of big ones.</summary>
internal static class OldLab
{
    public const string ProfileText = """
        profile: old-lab
        version: 1
        time-zone: Europe/Paris
        text: { encoding: ENCODING, padding: trim }
        tables:
          PATIENT:
            columns:
              NUMPAT: technical
              NOM: identity
              PRENOM: identity
              DATNAI: identity
              SEXE: identity
              NUMSS: identity
              DERVIS: clinical
              GROUPE: clinical
              COMP: free text
              MOTPAS: credential
          DOSSIER:
            columns: { NUMDOS: technical, NUMPAT: technical, DATDOS: clinical, HEUDOS: clinical, CODMED: technical }
          RESULTAT:
            columns: { NUMDOS: technical, RANG: technical, NUMPAT: technical, CODEXA: clinical, VALRES: clinical, COMRES: free text }
          MEDECIN:
            columns: { CODMED: technical, NOMMED: identity, ACTIF: technical }
          EXAMEN:
            columns: { CODEXA: technical, LIBEXA: technical, LOINC: technical }
        lists:
          sex: { codes: { '1': male, '2': female } }
          loinc: { table: EXAMEN, code: CODEXA, means: LOINC }
        bounds:
          patient: { last-visit: DERVIS, form: YYYYMMDD }
          order: { date: DATDOS, form: YYYYMMDD }
        read:
          - record: practitioner
            from: MEDECIN
            key: CODMED
            fields:
              family-name: NOMMED
              active: { column: ACTIF, transform: [{ boolean: [O, N] }] }
          - record: patient
            from: PATIENT
            key: NUMPAT
            fields:
              family-name: NOM
              given-names: PRENOM
              nir: { column: NUMSS, transform: [nir] }
              birth-date: { column: DATNAI, transform: [{ date: YYYYMMDD, absent: ['0', '00000000'] }] }
              sex: { column: SEXE, transform: [{ codes: sex }] }
              comment-p: COMP
            examples:
              - in:  { NUMPAT: '12', NOM: 'DURAND   ', DATNAI: '19800412', SEXE: '2' }
                out: { id: '12', family-name: DURAND, birth-date: 1980-04-12, sex: female }
          - record: order
            from: DOSSIER
            patient: NUMPAT
            key: NUMDOS
            fields:
              number: NUMDOS
              prescriber: CODMED
              ordered-at: { columns: [DATDOS, HEUDOS], transform: [{ datetime: YYYYMMDDhhmm, date-only: true, impossible: leave-out }] }
          - record: observation
            name: results
            from: RESULTAT
            join:
              - { table: EXAMEN, on: { CODEXA: CODEXA }, optional: true }
            patient: NUMPAT
            order: NUMDOS
            key: [NUMDOS, RANG]
            order-by: [RANG]
            fields:
              order: NUMDOS
              kind: { constant: measurement }
              code: CODEXA
              code-text: EXAMEN.LIBEXA
              loinc: { column: CODEXA, transform: [{ codes: loinc, unknown: leave-out }] }
              value-written: VALRES
              value-comparator: { column: VALRES, transform: [comparator] }
              value-number: { column: VALRES, transform: [without-comparator, { only: number }, decimal-comma] }
              value-text: { column: VALRES, transform: [without-comparator, { except: number }] }
              comment: COMRES
          - record: observation
            name: blood-groups
            from: PATIENT
            where: { GROUPE: not-empty }
            patient: NUMPAT
            key: { column: NUMPAT, transform: [{ prefix: G }] }
            fields:
              kind: { constant: blood-group }
              value-code: GROUPE
        checks:
          results-by-test: |
            SELECT CODEXA AS "group", COUNT(*) AS "count", COUNT(DISTINCT R.NUMPAT) AS patients
            FROM RESULTAT R JOIN DOSSIER D ON D.NUMDOS = R.NUMDOS AND D.NUMPAT = R.NUMPAT
            WHERE R.NUMPAT IN {patients} AND R.NUMDOS IN {orders} GROUP BY CODEXA
        raw:
          - table: PATIENT
            columns: [NUMPAT, NOM, PRENOM, COMP]
            from: PATIENT WHERE NUMPAT = :patient
          - table: RESULTAT
            columns: [NUMDOS, CODEXA, VALRES]
            from: RESULTAT WHERE NUMPAT = :patient AND NUMDOS IN {orders} ORDER BY NUMDOS, RANG
        """;

    /// <summary>A view and a table that the profile classes without a credential, through which one could be reached.</summary>
    public static readonly string[] Hidden =
    [
        "CREATE VIEW VUE AS SELECT NUMPAT AS A, MOTPAS AS B FROM PATIENT",
        "CREATE TABLE EGAL (NUMPAT INTEGER, MOTPAS VARCHAR(40))",
        "CREATE VIEW SOUS AS SELECT NUMPAT AS A, NOM AS B FROM PATIENT",
        "CREATE VIEW AUTRE AS SELECT SOUS.A, DOSSIER.NUMDOS AS B FROM SOUS JOIN DOSSIER ON DOSSIER.NUMPAT = SOUS.A",
    ];

    /// <summary>A profile with one check, that classes what <see cref="Hidden"/> makes.</summary>
    public static Profile Hiding(string sql) => Profile(change: text => string.Concat(
        text.AsSpan(0, text.IndexOf("checks:", StringComparison.Ordinal)), "checks:\n  one: |\n    ", sql, "\n")
        .Replace("  DOSSIER:\n", "  VUE: { columns: { A: technical, B: technical } }\n  AUTRE: { columns: { A: technical, B: technical } }\n  EGAL: { columns: { NUMPAT: technical, MOTPAS: technical } }\n  DOSSIER:\n", StringComparison.Ordinal));

    public static readonly string[] Schema =
    [
        "CREATE TABLE PATIENT (NUMPAT INTEGER NOT NULL PRIMARY KEY, NOM CHAR(12), PRENOM VARCHAR(40), DATNAI VARCHAR(8), SEXE CHAR(1),"
            + " NUMSS VARCHAR(21), DERVIS VARCHAR(8), GROUPE CHAR(4), COMP VARCHAR(200), MOTPAS VARCHAR(40))",
        "CREATE TABLE DOSSIER (NUMDOS VARCHAR(10), NUMPAT INTEGER, DATDOS VARCHAR(8), HEUDOS VARCHAR(4), CODMED VARCHAR(6))",
        "CREATE TABLE RESULTAT (NUMDOS VARCHAR(10), RANG INTEGER, NUMPAT INTEGER, CODEXA VARCHAR(8), VALRES VARCHAR(40), COMRES VARCHAR(200))",
        "CREATE TABLE MEDECIN (CODMED VARCHAR(6) NOT NULL PRIMARY KEY, NOMMED VARCHAR(40), ACTIF CHAR(1))",
        "CREATE TABLE EXAMEN (CODEXA VARCHAR(8) NOT NULL PRIMARY KEY, LIBEXA VARCHAR(60), LOINC VARCHAR(10))",
        "CREATE INDEX DOSSIER_NUMPAT ON DOSSIER (NUMPAT)",
        "CREATE INDEX RESULTAT_NUMPAT ON RESULTAT (NUMPAT)",
    ];

    /// <summary>
    /// Patients: 1 recent with two orders, 2 before the bound, 3 without a visit, 4 with an impossible one, 5 recent with an old
    /// order, 6 on the bound's first day. Result of patient 99 is an orphan, as is one under another patient's order.
    /// </summary>
    public static readonly string[] Rows =
    [
        "INSERT INTO PATIENT VALUES (1, 'DURAND      ', 'Anne', '19800412', '2', '2 80 04 75 116 001 44', '20200105', 'A+', 'note P', 'Xk4tpq91')",
        "INSERT INTO PATIENT VALUES (2, 'MARTIN      ', 'Luc', '0', '1', NULL, '20150301', NULL, NULL, NULL)",
        "INSERT INTO PATIENT VALUES (3, 'PETIT       ', 'Zoe', '19991231', '2', NULL, '', NULL, NULL, NULL)",
        "INSERT INTO PATIENT VALUES (4, 'LEROY       ', 'Max', '19700101', '1', NULL, '20170231', NULL, NULL, NULL)",
        "INSERT INTO PATIENT VALUES (5, 'MOREAU      ', 'Eva', '19650228', '2', NULL, '20190630', '', NULL, NULL)",
        "INSERT INTO PATIENT VALUES (6, 'SIMON       ', 'Guy', '19400229', '1', NULL, '20170507', NULL, NULL, NULL)",
        "INSERT INTO DOSSIER VALUES ('D1', 1, '20200101', '0815', 'M1')",
        "INSERT INTO DOSSIER VALUES ('D2', 1, '20200105', NULL, 'M2')",
        "INSERT INTO DOSSIER VALUES ('D3', 2, '20150301', '0900', 'M3')",
        "INSERT INTO DOSSIER VALUES ('D5', 5, '20160101', '1000', 'M1')",
        "INSERT INTO DOSSIER VALUES ('D6', 6, '20170230', '1000', 'M1')",
        "INSERT INTO RESULTAT VALUES ('D1', 2, 1, 'GLY', '<0,12', NULL)",
        "INSERT INTO RESULTAT VALUES ('D1', 1, 1, 'GLY', '5,10', 'remark')",
        "INSERT INTO RESULTAT VALUES ('D2', 1, 1, 'HCG', 'positive', NULL)",
        "INSERT INTO RESULTAT VALUES ('D3', 1, 2, 'GLY', '6', NULL)",
        "INSERT INTO RESULTAT VALUES ('D5', 1, 5, 'GLY', '7', NULL)",
        "INSERT INTO RESULTAT VALUES ('D9', 1, 99, 'GLY', '8', NULL)",
        "INSERT INTO RESULTAT VALUES ('D1', 3, 5, 'GLY', '9', NULL)",
        "INSERT INTO MEDECIN VALUES ('M1', 'ROUX', 'O')",
        "INSERT INTO MEDECIN VALUES ('M2', 'BLANC', 'N')",
        "INSERT INTO MEDECIN VALUES ('M3', 'NOIR', 'O')",
        "INSERT INTO EXAMEN VALUES ('GLY', 'Glycemie', '2345-7')",
    ];

    public static Profile Profile(string encoding = "utf-8", Func<string, string>? change = null)
    {
        var text = ProfileText.Replace("ENCODING", encoding, StringComparison.Ordinal);
        return ProfileReader.Read(Encoding.UTF8.GetBytes(change is null ? text : change(text)), "old-lab.profile.yaml");
    }

    /// <summary>Everything of every type, without bounds.</summary>
    public static Scope Everything => new(
        Profile().Gives, new PatientBounds(null, null), null, UndatedRule.Leave, Inspect: false);

    /// <summary>Patients seen since 7 May 2017, as the real case had it.</summary>
    public static Scope Recent => Everything with { Patients = new PatientBounds(new DateOnly(2017, 5, 7), null) };

    public static Scope Only(params (string Type, string[] Fields)[] fields) => Everything with
    {
        Fields = fields.ToDictionary(one => one.Type, one => (IReadOnlyList<string>)one.Fields),
    };

    public static string Line(SourceRecordText record) => $"{record.Patient}: {record.Text}";
}

/// <summary>A record as one line of text, for comparisons.</summary>
internal sealed record SourceRecordText(string Patient, string Text)
{
    public static SourceRecordText Of(Passages.SourceRecord source) => new(
        source.Patient ?? "-",
        source.Record.Type.Name + " " + string.Join(" ", source.Record.Type.Fields
            .Where(source.Record.Has).Select(field => $"{field.Name}={source.Record.GetText(field)}")));
}
