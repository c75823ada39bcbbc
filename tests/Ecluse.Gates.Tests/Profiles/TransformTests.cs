using System.Text;
using CsCheck;
using Ecluse.Profiles.Transforms;

namespace Ecluse.Profiles;

public sealed class TransformTests
{
    [Theory]
    [InlineData("trim", "  a b ", "a b")]
    [InlineData("{ zero-pad: 8 }", "00000012", "12")]
    [InlineData("{ zero-pad: 4 }", "0000", "0")]
    [InlineData("{ fill-zeros: 4 }", "815", "0815")]
    [InlineData("{ prefix: S }", "12", "S12")]
    [InlineData("upper", "dupré", "DUPRÉ")]
    [InlineData("{ absent: ['0'] }", "0", null)]
    [InlineData("{ date: YYYYMMDD }", "20200229", "2020-02-29")]
    [InlineData("{ date: DD/MM/YYYY }", "05/04/1980", "1980-04-05")]
    [InlineData("{ date: DDMMYY, pivot: 30 }", "050430", "2030-04-05")]
    [InlineData("{ date: DDMMYY, pivot: 30 }", "050431", "1931-04-05")]
    [InlineData("{ date: YYYYMMDD, partial: true }", "19450000", "1945")]
    [InlineData("{ date: YYYY-MM-DD, partial: true }", "2007-05", "2007-05")]
    [InlineData("{ date: YYYYMMDD, impossible: leave-out }", "20170231", null)]
    [InlineData("{ date: native }", "2020-03-01 00:00:00", "2020-03-01")]
    [InlineData("{ datetime: YYYYMMDDhhmm }", "202003010815", "2020-03-01T08:15:00+01:00")]
    [InlineData("{ datetime: YYYYMMDDhhmm }", "202007010815", "2020-07-01T08:15:00+02:00")]
    [InlineData("{ datetime: YYYYMMDDhhmm, date-only: true }", "20200701", "2020-07-01")]
    [InlineData("{ datetime: native }", "2020-07-01 08:15:30.000", "2020-07-01T08:15:30+02:00")]
    [InlineData("decimal", "05.10", "5.10")]
    [InlineData("{ decimal: trim-zeros }", "5.1000", "5.1")]
    [InlineData("{ decimal: trim-zeros }", "5.00", "5")]
    [InlineData("decimal-comma", "-5,10", "-5.10")]
    [InlineData("integer", "007", "7")]
    [InlineData("{ times: '1000' }", "5.10", "5100.00")]
    [InlineData("{ times: '0.001' }", "5100", "5.100")]
    [InlineData("{ codes: sex }", "1", "male")]
    [InlineData("{ codes: sex, unknown: keep }", "9", "9")]
    [InlineData("{ codes: sex, unknown: leave-out }", "9", null)]
    [InlineData("{ boolean: [O, N] }", "N", "false")]
    [InlineData("comparator", "<=0,12", "<=")]
    [InlineData("comparator", "5", null)]
    [InlineData("without-comparator", ">= 5", "5")]
    [InlineData("{ only: number }", "abc", null)]
    [InlineData("{ except: number }", "5,1", null)]
    [InlineData("{ split: ' ', take: first }", "DUPONT Jean Paul", "DUPONT")]
    [InlineData("{ split: ' ', take: rest }", "DUPONT Jean Paul", "Jean Paul")]
    [InlineData("{ split: ' ', take: last }", "DUPONT Jean Paul", "Paul")]
    [InlineData("{ split: '-', take: 2 }", "20200101-7", "7")]
    [InlineData("{ split: ' ', take: before-last }", "Jean Paul DUPONT", "Jean Paul")]
    [InlineData("{ split: ' ', take: before-last }", "DUPONT", null)]
    [InlineData("{ drop-last: ',', shape: hex-40 }", "A,B,0123456789abcdef0123456789abcdef01234567", "A,B")]
    [InlineData("{ drop-last: ',', shape: hex-40 }", "A,B,0123456789abcdef0123456789abcdef0123456", "A,B,0123456789abcdef0123456789abcdef0123456")]
    [InlineData("{ drop-last: ',', shape: hex-40 }", "0123456789abcdef0123456789abcdef01234567", null)]
    [InlineData("{ plus: 1000 }", "1012", "12")]
    [InlineData("{ plus: 1000 }", "5", "-995")]
    [InlineData("{ pair: 100 }", "1204", "12|4")]
    [InlineData("{ stands-for: ['#', '/'] }", "1#16 à 1#32", "1/16 à 1/32")]
    [InlineData("utf-8-in-windows-1252", "IgG â‰¥ 1", "IgG ≥ 1")]
    [InlineData("utf-8-in-windows-1252", "RhÃ©sus", "Rhésus")]
    [InlineData("{ datetime: native, midnight: date }", "2020-07-01 00:00:00", "2020-07-01")]
    [InlineData("{ datetime: native, midnight: date }", "2020-07-01 08:15:00", "2020-07-01T08:15:00+02:00")]
    [InlineData("previous", "3", "2")]
    [InlineData("previous", "1", null)]
    [InlineData("nir", "2 55 08 14 168 025 38", "255081416802538")]
    [InlineData("nir", "2550 82A168 025 97", "255082A16802597")]
    [InlineData("phone", "+33 1.99-00 12 34", "+33199001234")]
    [InlineData("mojibake-refuse", "Désirée", "Désirée")]
    [InlineData("base64", "abc", "YWJj")]
    public void Reads_a_column(string transform, string column, string? record) =>
        Assert.Equal(record is null ? "absent" : record, Read(transform, column));

    [Theory]
    [InlineData("{ zero-pad: 4 }", "12x", "MAP-DIGITS")]
    [InlineData("{ date: YYYYMMDD }", "20170231", "MAP-DATE")]
    [InlineData("{ date: YYYYMMDD }", "2017021", "MAP-DATE")]
    [InlineData("{ date: YYYYMMDD }", "19450000", "MAP-DATE")]
    [InlineData("{ date: native }", "2020-03-01 08:15:00", "MAP-DATE")]
    [InlineData("{ datetime: YYYYMMDDhhmm }", "202003290230", "MAP-DATETIME")]
    [InlineData("{ datetime: YYYYMMDDhhmm }", "202003012460", "MAP-DATETIME")]
    [InlineData("{ datetime: native }", "2020-07-01 08:15:30.5", "MAP-DATETIME")]
    [InlineData("decimal", "5,1", "MAP-DECIMAL")]
    [InlineData("decimal", "1e5", "MAP-DECIMAL")]
    [InlineData("decimal-comma", "5,", "MAP-DECIMAL")]
    [InlineData("integer", "1.0", "MAP-INTEGER")]
    [InlineData("{ codes: sex }", "9", "MAP-CODE")]
    [InlineData("{ boolean: [O, N] }", "o", "MAP-BOOLEAN")]
    [InlineData("{ plus: 1000 }", "A12", "MAP-INTEGER")]
    [InlineData("{ plus: 1000 }", "12\0", "MAP-INTEGER")]
    [InlineData("{ plus: 1000 }", "+12", "MAP-INTEGER")]
    [InlineData("{ plus: 1000 }", "-9223372036854775808", "MAP-INTEGER")]
    [InlineData("{ pair: 100 }", "12|4", "MAP-INTEGER")]
    [InlineData("{ pair: 100 }", "12\0", "MAP-INTEGER")]
    [InlineData("{ stands-for: ['#', '/'] }", "1/16", "MAP-TEXT")]
    [InlineData("utf-8-in-windows-1252", "Rhésus", "MAP-MOJIBAKE")]
    [InlineData("utf-8-in-windows-1252", "Łódź", "MAP-MOJIBAKE")]
    [InlineData("nir", "2 55 08 14 168 025 39", "MAP-NIR")]
    [InlineData("phone", "01 99 pst 3", "MAP-PHONE")]
    [InlineData("mojibake-refuse", "DÃ©sirÃ©e", "MAP-MOJIBAKE")]
    [InlineData("mojibake-refuse", "D\uFFFDsir", "MAP-MOJIBAKE")]
    public void Refuses_what_it_cannot_read(string transform, string column, string code) => Assert.Equal(code, Read(transform, column));

    [Theory]
    [InlineData("{ pad: 10 }")]
    [InlineData("trim")]
    [InlineData("{ prefix: S }")]
    [InlineData("{ suffix: X }")]
    [InlineData("mojibake-refuse")]
    [InlineData("{ absent: ['-'] }")]
    public void Reads_again_what_it_writes_of_names(string transform) =>
        RoundTrip(transform, Gen.Char["abcéÉœ' "].Array[1, 10].Select(text => new string(text).Trim()).Where(text => text.Length > 0)
            .Select(text => transform.Contains("fix", StringComparison.Ordinal) ? $"S{text}X" : text));

    [Theory]
    [InlineData("decimal")]
    [InlineData("decimal-comma")]
    [InlineData("[decimal-comma, { times: '1000' }]")]
    [InlineData("{ times: '0.125' }")]
    public void Reads_again_what_it_writes_of_decimals(string transform) => Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Int[0, 6]).Sample((number, scale) =>
    {
        var value = new decimal(Math.Abs((int)number), 0, 0, number < 0, (byte)scale);
        var written = Write(transform, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(value, decimal.Parse(Read(transform, written), System.Globalization.CultureInfo.InvariantCulture));
    });

    [Theory]
    [InlineData("{ date: YYYYMMDD }")]
    [InlineData("{ date: DD/MM/YYYY }")]
    [InlineData("{ date: MM-DD-YYYY }")]
    [InlineData("{ date: native }")]
    public void Reads_again_what_it_writes_of_dates(string transform) =>
        RoundTrip(transform, Gen.Int[0, 80_000].Select(days => new DateOnly(1850, 1, 1).AddDays(days).ToString("yyyy-MM-dd", null)));

    [Theory]
    [InlineData("{ datetime: YYYYMMDDhhmmss }")]
    [InlineData("{ datetime: native }")]
    [InlineData("{ datetime: 'DD/MM/YYYY hh:mm:ss', zone: America/Cayenne }")]
    public void Reads_again_the_instant_that_it_writes(string transform) => Gen.Int[0, 1_600_000_000].Sample(seconds =>
    {
        var instant = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var again = DateTimeOffset.Parse(Read(transform, Write(transform, $"{instant:yyyy-MM-ddTHH:mm:ss}+00:00")), System.Globalization.CultureInfo.InvariantCulture);

        // The hour that the clock repeats in autumn is read as the first of the two.
        Assert.Contains((instant - again).TotalHours, new[] { 0.0, 1.0 });
    });

    // It remembers the last time of day: rows of one order bear the same one.
    [Theory]
    [InlineData("202007010815", "2020-07-01T08:15:00+02:00")]
    [InlineData("202012010815", "2020-12-01T08:15:00+01:00")]
    [InlineData("202003290230", "")]
    public void A_time_is_read_as_if_it_were_the_first(string time, string expected)
    {
        var step = Assert.Single(Transforms("{ datetime: YYYYMMDDhhmm }"));
        foreach (var column in new[] { "202003010815", time, time, "202007010815", time })
        {
            var output = new TextBuffer();
            var outcome = step.Read(Encoding.UTF8.GetBytes(column), output);
            if (column == time)
            {
                Assert.Equal(expected, outcome == Outcome.Value ? Encoding.UTF8.GetString(output.Text) : "");
            }
        }
    }

    [Fact]
    public void Refuses_to_write_what_its_column_would_read_otherwise()
    {
        Assert.Equal("refused", Write("{ absent: ['0'] }", "0"));
        Assert.Equal("refused", Write("{ pad: 3 }", "abcd"));
        Assert.Equal("refused", Write("{ date: DDMMYY, pivot: 30 }", "1850-01-01"));
        Assert.Equal("refused", Write("{ date: YYYYMMDD }", "1980-04"));
        Assert.Equal("refused", Write("{ times: '3' }", "10"));
        Assert.Equal("refused", Write("{ codes: sex }", "other"));
    }

    [Theory]
    [InlineData("{ plus: 10000000 }", "-999", "12", "4000000000")]
    [InlineData("[{ plus: 10000000 }, { pair: 100 }]", "12|4", "0|1", "11310|99")]
    [InlineData("{ stands-for: ['#', '/'] }", "1/16", "a", "/")]
    [InlineData("utf-8-in-windows-1252", "≥", "œuvre €", "Łódź 𝔄")]
    public void Reads_again_what_it_writes(string transform, params string[] values) =>
        Assert.All(values, value => Assert.Equal(value, Read(transform, Write(transform, value))));

    [Theory]
    [InlineData("{ pair: 100 }", "12|100")]
    [InlineData("{ pair: 100 }", "-9223372036854775808|4")]
    [InlineData("{ pair: 100 }", "12|-9223372036854775808")]
    [InlineData("{ pair: 100 }", "12")]
    [InlineData("{ stands-for: ['#', '/'] }", "A#B")]
    [InlineData("{ datetime: native, midnight: date }", "2020-06-30T22:00:00+00:00")]
    public void Refuses_to_write_what_would_be_read_as_something_else(string transform, string record) =>
        Assert.Equal("refused", Write(transform, record));

    private static void RoundTrip(string transform, Gen<string> values) => values.Sample(value => Assert.Equal(value, Read(transform, Write(transform, value))));

    private static string Read(string transform, string column) => Run(transform, column, (step, text, output) => step.Read(text, output), reverse: false);

    private static string Write(string transform, string record) => Run(transform, record, (step, text, output) => step.Write(text, output), reverse: true);

    private delegate Outcome Step(Transform step, ReadOnlySpan<byte> text, TextBuffer output);

    private static string Run(string transform, string text, Step run, bool reverse)
    {
        var steps = Transforms(transform);
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var step in reverse ? steps.Reverse() : steps)
        {
            var output = new TextBuffer();
            var outcome = run(step, bytes, output);
            if (outcome != Outcome.Value)
            {
                return outcome == Outcome.Absent ? "absent" : reverse ? "refused" : step.Code;
            }

            bytes = output.Text.ToArray();
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static IReadOnlyList<Transform> Transforms(string text)
    {
        var profile = ProfileReader.Read(
            Encoding.UTF8.GetBytes($$"""
                profile: one
                version: 1
                time-zone: Europe/Paris
                tables: { T: { columns: { A: technical, B: identity } } }
                lists: { sex: { codes: { '1': male, '2': female } } }
                read:
                  - record: patient
                    from: T
                    key: A
                    fields: { family-name: { column: B, transform: {{(text.StartsWith('[') ? text : $"[{text}]")}} } }
                """), "one.profile.yaml");
        return profile.Reads[0].Fields.Values.Single().Transforms;
    }
}
