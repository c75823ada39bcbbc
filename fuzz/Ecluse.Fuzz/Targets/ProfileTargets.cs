using Ecluse.Connections;
using Ecluse.Profiles;
using Ecluse.Profiles.Mapping;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Fuzz.Targets;

/// <summary>Profiles, connections, and the values that a database's columns hold.</summary>
internal static class ProfileTargets
{
    private static readonly string[] Words =
    [
        "- ", ": ", "\n  ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "<<: ", "? ", "| ", "---\n", "\"", "'", "#", "\t", "class: credential",
        "class: free-text", "read:", "tables:", "codes:", "split:", "date:", "datetime:", "key:", "join:", "examples:", "from:", "out:", "in:",
    ];

    private static readonly Lazy<List<(Profile Profile, ReadRule Rule, RowMapping Mapping)>> Rules = new(() =>
        [.. Seeds.Of("profile").SelectMany(bytes => ProfileReader.Read(bytes, "profile.yaml") is var profile
            ? profile.Reads.Select(rule => (profile, rule, new RowMapping(profile, rule, rule.Fields.Keys, column => column.Column.Encoding, [])))
            : [])]);

    private static readonly byte[] Small = Seeds.Text(
        """
        profile: small
        version: 1
        engines: [sqlite]
        time-zone: Europe/Paris
        text: { encoding: windows-1252, padding: trim }
        tables:
          PATIENT:
            columns: { NUMERO: technical, NOM: identity, NAISSANCE: identity, SEXE: identity, VISITE: technical, MOTDEPASSE: credential }
        lists:
          sex: { codes: { '1': male, '2': female } }
        bounds:
          patient: { last-visit: VISITE, form: YYYYMMDD }
        read:
          - record: patient
            from: PATIENT
            key: NUMERO
            fields:
              family-name: { column: NOM, transform: [mojibake-refuse] }
              birth-date: { column: NAISSANCE, transform: [{ date: YYYYMMDD }] }
              sex: { column: SEXE, transform: [{ codes: sex }] }
            examples:
              - in: { NUMERO: '17', NOM: 'ZOÉ  ', NAISSANCE: '19800412', SEXE: '2' }
                out: { id: '17', family-name: ZOÉ, birth-date: '1980-04-12', sex: female }
        checks:
          patients:
            needs: [patient.sex]
            sql: SELECT COUNT(*) AS "count" FROM PATIENT WHERE NUMERO IN {patients}
        raw:
          - table: PATIENT
            columns: [NUMERO, NOM]
            from: PATIENT WHERE NUMERO = :patient

        """);

    private static readonly byte[] Connections = Seeds.Text(
        """
        old: { engine: sqlite, role: source, file: megabus.db }
        new:
          engine: postgres
          role: target
          address: db.example:5432
          database: kalisil
          user: ecluse
          password: { file: secret }
          tls: verify
          ca: ca.pem

        """);

    private static readonly Lazy<IReadOnlyList<Transform>> Transforms = new(() => new TransformReader(
        new Dictionary<string, CodeList>(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).Read(ProfileYaml.Parse(
            """
            [trim, upper, lower, decimal, decimal-comma, integer, comparator, without-comparator, previous, nir, phone, mojibake-refuse,
             utf-8-in-windows-1252, base64, sha256, pad: 12, zero-pad: 5, fill-zeros: 5, prefix: A-, suffix: -Z, absent: ['0', 'NC'],
             decimal: trim-zeros, times: '0.001', times: '1000', plus: 1000, pair: 100, stands-for: [P, positive], boolean: [O, N],
             only: number, except: date, split: '|', date: YYYYMMDD, date: DD/MM/YY, date: native,
             datetime: YYYYMMDDhhmm, datetime: native, drop-last: '|']
            """.Replace("date: DD/MM/YY", "{ date: DD/MM/YY, pivot: 30 }", StringComparison.Ordinal)
                .Replace("split: '|'", "{ split: '|', take: last }", StringComparison.Ordinal)
                .Replace("drop-last: '|'", "{ drop-last: '|', shape: hex-40 }", StringComparison.Ordinal),
            "transforms.yaml", "PROFILE-001")));

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("profile", ReadProfile, () => Seeds.Of("profile").Append(Small)) { Words = Words, LengthMax = 256 << 10, Slowness = 16 },
        new("profile-small", ReadProfile, () => [Small]) { Words = Words, Slowness = 2 },
        new("connections", ReadConnections, () => [Connections]) { Words = Words },
        new("transforms", Transform, TransformTexts) { Words = ["-", "+", ".", ",", "|", "<", "\0", "9223372036854775808", "2A", "é", "Ã©"] },
        new("column-values", Map, Values)
        {
            Words = ["\u001f", "20240229", "00000000", "31122024", "12,5", "<0,12", "2A", "|", "~", "^", "0x", "1e9", "é", "  "],
        },
    ];

    private static void ReadProfile(byte[] bytes)
    {
        var profile = ProfileReader.Read(bytes, "profile.yaml");
        _ = ProfileCheckup.Run(profile, "profile.yaml");
    }

    private static void ReadConnections(byte[] bytes) =>
        ConnectionsFile.Parse(System.Text.Encoding.UTF8.GetString(bytes), "connections.yaml");

    // The first byte says which rule of the sample profiles reads the row; U+001F stands between its columns.
    private static void Map(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return;
        }

        var (_, rule, mapping) = Rules.Value[bytes[0] % Rules.Value.Count];
        var row = new FuzzedRow(bytes[1..]);
        var record = new LabRecord(rule.Record);
        for (var part = mapping.CountParts(row) - 1; part >= 0; part--)
        {
            mapping.Map(row, part, default, record);
        }
    }

    private static IEnumerable<byte[]> Values() => Enumerable.Range(0, Rules.Value.Count).Select(at =>
        (byte[])[(byte)at, .. Seeds.Text(string.Join('\u001f', Enumerable.Range(0, Rules.Value[at].Mapping.Columns.Count)
            .Select(column => ((string[])["20240229", "12", "1", "GLU", "<0,12", "M"])[column % 6])))]);

    // The first byte says which transform, the second which way.
    private static void Transform(byte[] bytes)
    {
        if (bytes.Length < 2)
        {
            return;
        }

        var transform = Transforms.Value[bytes[0] % Transforms.Value.Count];
        var text = new TextBuffer();
        var outcome = bytes[1] % 2 == 0 ? transform.Read(bytes.AsSpan(2), text) : transform.Write(bytes.AsSpan(2), text);

        // stands-for writes "positive" for each P.
        Must.Hold(outcome is not Outcome.Value || text.Length <= (8 * bytes.Length) + 64, "a transform made a text far longer");
    }

    private static IEnumerable<byte[]> TransformTexts() =>
        from at in Enumerable.Range(0, Transforms.Value.Count)
        from text in (string[])["12", "-9223372036854775808", "12|4", "20240229", "<0,12", "2 55 08 14 168 025 38", "Ã©"]
        select (byte[])[(byte)at, (byte)(at % 2), .. Seeds.Text(text)];

    private sealed class FuzzedRow(byte[] bytes) : IRow
    {
        public long Ordinal => 1;

        public bool IsNull(int position) => Find(position) is null;

        public ReadOnlySpan<byte> Bytes(int position) => Find(position) is { } place ? bytes.AsSpan()[place] : default;

        private Range? Find(int position)
        {
            var start = 0;
            for (; position > 0 && start <= bytes.Length; position--)
            {
                var mark = Array.IndexOf(bytes, (byte)0x1F, start);
                start = mark < 0 ? bytes.Length + 1 : mark + 1;
            }

            if (start > bytes.Length)
            {
                return null;
            }

            var end = Array.IndexOf(bytes, (byte)0x1F, start);
            return start..(end < 0 ? bytes.Length : end);
        }
    }
}
