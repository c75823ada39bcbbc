using System.Text;
using Ecluse.Profiles;

namespace Ecluse.Relational;

/// <summary>A tiny laboratory system that keeps all values of a request in one column of its row.</summary>
internal static class JoinedLab
{
    private const string ProfileText = """
        profile: joined-lab
        version: 1
        time-zone: Europe/Paris
        tables:
          sick: { columns: { id: technical, name: identity } }
          panel: { columns: { id: technical, sick_id: technical, test: technical, state: clinical, seen: clinical, result: clinical } }
        lists:
          state: { codes: { '0': preliminary, '1': final } }
          names: { codes: { 'G|1': G.a, 'G|2': G.b, 'H|1': H.a } }
        read:
          - record: patient
            from: sick
            key: id
            fields: { family-name: name }
          - record: observation
            name: requests
            from: panel
            patient: sick_id
            key: id
            fields:
              kind: { constant: panel }
              code: test
              status: { column: state, transform: [{ codes: state }] }
          - record: observation
            name: values
            from: panel
            patient: sick_id
            key: id
            split: { column: result, separator: ';' }
            fields:
              kind: { constant: measurement }
              part-of: id
              code: { columns: [test, { part: number }], join: '|', transform: [{ codes: names }] }
              status: { column: state, transform: [{ codes: state }] }
              validated-at: { column: seen, transform: [{ datetime: 'YYYY-MM-DD hh:mm' }] }
              value-text: { part: text }
        write:
          - record: patient
            rows:
              - into: sick
                key: { column: id, make: record }
                columns: { name: family-name }
          - record: observation
            when: { kind: [panel] }
            rows:
              - into: panel
                key: { column: id, make: record }
                columns:
                  sick_id: { key-of: patient }
                  test: code
                  state: { field: status, transform: [{ codes: state }] }
                  seen: { parts: seen }
                  result: { parts: value, at: { place: id, name: code }, join: ';' }
            examples:
              - in: { id: '5', kind: panel, code: G, status: final }
                with:
                  - { record: observation, id: 5|2, part-of: '5', kind: measurement, code: G.b, status: final, value-text: two }
                  - { record: observation, id: 5|1, part-of: '5', kind: measurement, code: G.a, status: final, value-text: one }
                out: { panel.result: one;two }
          - record: observation
            when: { kind: [measurement] }
            within: part-of
            same: [status]
            parts:
              place: id
              name: { field: code, transform: [{ codes: names }] }
              seen: { field: validated-at, transform: [{ datetime: 'YYYY-MM-DD hh:mm' }] }
              value: value-text
        checks:
          values: SELECT test AS "group", COUNT(*) AS "count" FROM panel WHERE sick_id IN {patients} GROUP BY test
        raw:
          - table: panel
            columns: [test, result]
            from: panel WHERE sick_id = :patient
        """;

    /// <summary>Its tables, beside those of <see cref="NewLab"/>.</summary>
    public static readonly string[] Schema =
    [
        "CREATE TABLE sick (id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(20))",
        "CREATE TABLE panel (id INTEGER NOT NULL PRIMARY KEY, sick_id INTEGER NOT NULL, test VARCHAR(5) NOT NULL, state VARCHAR(1), seen VARCHAR(16), result VARCHAR(12))",
    ];

    /// <summary>A request with two values, in no order.</summary>
    public static readonly string[] One =
    [
        "1 patient id=1 family-name=DURAND",
        "1 observation id=5 patient=1 kind=panel code=G status=final",
        "1 observation id=5|2 patient=1 part-of=5 kind=measurement code=G.b status=final value-text=two validated-at=2020-07-01T08:15:00+02:00",
        "1 observation id=5|1 patient=1 part-of=5 kind=measurement code=G.a status=final value-text=one validated-at=2020-07-01T08:15:00+02:00",
    ];

    /// <summary>Another patient.</summary>
    public static readonly string[] Other =
    [
        "2 patient id=2 family-name=MARTIN",
        "2 observation id=6 patient=2 kind=panel code=H status=preliminary",
        "2 observation id=6|1 patient=2 part-of=6 kind=measurement code=H.a status=preliminary value-text=x",
    ];

    public static Profile Profile(Func<string, string>? change = null) =>
        ProfileReader.Read(Encoding.UTF8.GetBytes(change is null ? ProfileText : change(ProfileText)), "joined-lab.profile.yaml");
}
