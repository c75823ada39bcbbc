using System.Text;
using Ecluse.Passages;
using Ecluse.Profiles;
using Ecluse.Records;

namespace Ecluse.Relational;

/// <summary>A tiny new laboratory system with every kind of constraint and key, the same on each engine.</summary>
internal static class NewLab
{
    public const string ProfileText = """
        profile: new-lab
        version: 1
        time-zone: Europe/Paris
        tables:
          sex_code: { columns: { code: technical, label: technical } }
          exam: { columns: { id: technical, loinc: technical } }
          doctor: { columns: { id: technical, ref: technical, name: identity } }
          person: { columns: { id: technical, ref: technical, name: identity, sex: identity, born: identity, weight: clinical, batch: technical } }
          visit: { columns: { id: technical, ref: technical, person_id: technical, doctor_id: technical, seen_at: clinical, no_year: technical } }
          outcome: { columns: { id: technical, ref: technical, visit_id: technical, exam_id: technical, earlier_id: technical, val: clinical, file: { class: clinical, encoding: bytes } } }
        lists:
          sex: { codes: { F: female, M: male } }
        read:
          - record: practitioner
            from: doctor
            where: { ref: not-empty }
            key: ref
            fields: { family-name: name }
          - record: patient
            from: person
            where: { ref: not-empty }
            key: ref
            fields:
              family-name: name
              sex: { column: sex, transform: [{ codes: sex }] }
              birth-date: { column: born, transform: [{ date: native }] }
          - record: order
            from: visit
            join:
              - { table: person, on: { id: visit.person_id } }
              - { table: doctor, on: { id: visit.doctor_id }, optional: true }
            patient: person.ref
            key: ref
            fields:
              prescriber: doctor.ref
              ordered-at: { column: seen_at, transform: [{ datetime: native }] }
          - record: observation
            from: outcome
            join:
              - { table: visit, on: { id: outcome.visit_id } }
              - { table: person, on: { id: visit.person_id } }
              - { table: exam, on: { id: outcome.exam_id }, optional: true }
              - { table: outcome, as: earlier, on: { id: outcome.earlier_id }, optional: true }
            patient: person.ref
            order: visit.ref
            key: ref
            fields:
              order: visit.ref
              loinc: exam.loinc
              replaces: earlier.ref
              value-number: { column: val, transform: [{ decimal: trim-zeros }] }
        write:
          - record: practitioner
            rows:
              - into: doctor
                key: { column: id, make: counter, find: [ref], existing: link }
                columns: { ref: id, name: family-name }
          - record: patient
            rows:
              - into: person
                key: { column: id, make: uuid }
                columns:
                  ref: id
                  name: family-name
                  sex: { field: sex, transform: [{ codes: sex }] }
                  born: { field: birth-date, transform: [{ date: native }] }
                  batch: { passage: id }
            examples:
              - in: { id: '7', family-name: DURAND, sex: female, birth-date: 1980-04-12 }
                out: { person.ref: '7', person.sex: F, person.born: 1980-04-12, person.batch: P }
          - record: order
            rows:
              - into: visit
                key: { column: id, make: counter, find: [ref] }
                columns:
                  ref: id
                  person_id: { key-of: patient }
                  doctor_id: { key-of: prescriber }
                  seen_at: { field: ordered-at, transform: [{ datetime: native }] }
          - record: observation
            rows:
              - into: outcome
                key: { column: id, make: counter, find: [ref] }
                columns:
                  ref: id
                  visit_id: { key-of: order }
                  exam_id: { lookup: { table: exam, by: { loinc: loinc }, give: id, missing: reject } }
                  earlier_id: { key-of: replaces }
                  val: { field: value-number, transform: [decimal] }
        checks:
          results: |
            SELECT COUNT(*) AS "count", SUM(o.val) AS total FROM outcome o JOIN visit v ON v.id = o.visit_id JOIN person p ON p.id = v.person_id
            WHERE p.batch = :passage
        raw:
          - table: person
            columns: [ref, name]
            from: person WHERE ref = :patient
        """;

    /// <summary>Behind the row of an order: a waiting result for each examination of a panel, where nobody prescribed.</summary>
    public const string Waiting = """
              - each: panel
                by: { name: { constant: P } }
                order-by: [id]
                when: { prescriber: absent }
                rows:
                  - into: outcome
                    name: waiting
                    key: { column: id, make: record, transform: [{ pair: 100 }] }
                    columns: { ref: { constant: w }, visit_id: { key: visit }, exam_id: { each: exam_id } }

        """;

    /// <summary>The schema; the word that makes a counted key differs between engines.</summary>
    public static string[] Schema(string counter) =>
    [
        "CREATE TABLE sex_code (code VARCHAR(1) NOT NULL PRIMARY KEY, label VARCHAR(10))",
        "CREATE TABLE exam (id INTEGER NOT NULL PRIMARY KEY, loinc VARCHAR(10) NOT NULL)",
        $"CREATE TABLE doctor (id {counter}, ref VARCHAR(10) UNIQUE, name VARCHAR(20) NOT NULL)",
        "CREATE TABLE person (id CHAR(36) NOT NULL PRIMARY KEY, ref VARCHAR(10) UNIQUE, name VARCHAR(10) NOT NULL UNIQUE, sex VARCHAR(1) NOT NULL,"
            + " born DATE, weight INTEGER, batch VARCHAR(40), CHECK (name <> 'FORBIDDEN'), FOREIGN KEY (sex) REFERENCES sex_code (code))",
        $"CREATE TABLE visit (id {counter}, ref VARCHAR(10), person_id CHAR(36) NOT NULL, doctor_id INTEGER, seen_at MOMENT NULL, no_year VARCHAR(7),"
            + " FOREIGN KEY (person_id) REFERENCES person (id), FOREIGN KEY (doctor_id) REFERENCES doctor (id))",
        $"CREATE TABLE outcome (id {counter}, ref VARCHAR(10), visit_id INTEGER NOT NULL, exam_id INTEGER NOT NULL, earlier_id INTEGER,"
            + " val DECIMAL(8, 2), file BLOBTYPE, FOREIGN KEY (visit_id) REFERENCES visit (id), FOREIGN KEY (earlier_id) REFERENCES outcome (id))",
        "INSERT INTO sex_code VALUES ('F', 'femme'), ('M', 'homme')",
        "INSERT INTO exam VALUES (1, '2345-7'), (2, '718-7')",
        "INSERT INTO doctor (ref, name) VALUES ('M9', 'ANCIEN'), (NULL, 'MAISON')",
        "INSERT INTO person (id, ref, name, sex) VALUES ('own', NULL, 'OWN', 'F')",
    ];

    public static Profile Profile(Func<string, string>? change = null) =>
        ProfileReader.Read(Encoding.UTF8.GetBytes(change is null ? ProfileText : change(ProfileText)), "new-lab.profile.yaml");

    /// <summary>A parcel of records written as <c>type field=value …</c>, each under a patient, or <c>-</c>.</summary>
    public static ParcelToLoad Parcel(int number, params string[] lines) =>
        new("P-1", 1, number, () => lines.Select(Record));

    private static SourceRecord Record(string line)
    {
        var words = line.Split(' ');
        Assert.True(RecordType.TryFind(words[1], out var type));
        var record = new LabRecord(type);
        foreach (var pair in words.Skip(2).Select(word => word.Split('=', 2)))
        {
            record.Set(pair[0], pair[1]);
        }

        return new SourceRecord(record, words[0] == "-" ? null : words[0]);
    }
}
