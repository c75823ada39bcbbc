using System.Security.Cryptography;
using System.Text;
using Ecluse.Samples;

namespace Ecluse;

public sealed class SampleSourceTests
{
    private const string GoodDate =
        "DERVISITE BETWEEN 18500101 AND 21991231 AND DERVISITE <> 20170231";

    [Fact]
    public void Is_the_same_for_the_same_seed_and_another_for_another()
    {
        using var one = new SampleSource();
        using var two = new SampleSource();
        using var other = new SampleSource(new SampleOptions { Seed = 7 });

        Assert.Equal(Digest(one), Digest(two));
        Assert.NotEqual(Digest(one), Digest(other));
    }

    [Theory]
    [InlineData(2022, 500, 33, 4)]
    [InlineData(1, 500, 0, 0)]
    [InlineData(2, 1777, 611, 13)]
    [InlineData(3, 5000, 4900, 20)]
    public void Leaves_exactly_so_many_patients_before_the_bound(ulong seed, int patients, int before, int undated)
    {
        using var source = new SampleSource(
            new SampleOptions { Seed = seed, Patients = patients, PatientsBeforeBound = before, PatientsUndated = undated });

        Assert.Equal(patients, source.Count("SELECT COUNT(*) FROM FICPAT"));
        Assert.Equal(patients, source.Count("SELECT COUNT(DISTINCT NUMPAT) FROM FICPAT"));
        Assert.Equal(before, source.Count($"SELECT COUNT(*) FROM FICPAT WHERE {GoodDate} AND DERVISITE < 20170507"));
        Assert.Equal(undated, source.Count($"SELECT COUNT(*) FROM FICPAT WHERE NOT ({GoodDate})"));
    }

    [Fact]
    public void Has_the_figures_of_the_case_of_2022()
    {
        var small = SampleOptions.Case2022;

        Assert.Equal((129_277, 8_403, 0), (small.Patients, small.PatientsBeforeBound, small.PatientsUndated));
        Assert.Equal(new DateOnly(2017, 5, 7), small.Bound);
    }

    [Fact]
    public void Has_patients_on_the_first_day_of_the_bound_and_on_the_day_before()
    {
        using var source = new SampleSource(new SampleOptions { Patients = 4000, PatientsBeforeBound = 1000 });

        Assert.True(source.Count("SELECT COUNT(*) FROM FICPAT WHERE DERVISITE = 20170507") > 10);
        Assert.True(source.Count("SELECT COUNT(*) FROM FICPAT WHERE DERVISITE = 20170506") > 3);
    }

    [Fact]
    public void Dates_the_last_visit_by_the_last_order()
    {
        using var source = new SampleSource();

        Assert.Equal(0, source.Count(
            $"SELECT COUNT(*) FROM FICPAT P WHERE {GoodDate} AND DERVISITE <> "
            + "(SELECT MAX(DATDEM) FROM FICDEM D WHERE D.NUMPAT = P.NUMPAT AND DATDEM <> 20170231)"));
    }

    [Fact]
    public void Holds_text_as_windows_1252_padded_with_spaces()
    {
        using var source = new SampleSource();
        var names = source.Bytes("SELECT PRENOM FROM FICPAT");

        Assert.All(names, name => Assert.Equal(60, name.Length));
        byte[] cedilla = [(byte)'n', 0xE7, (byte)'o'];
        Assert.Contains(names, name => name.AsSpan().IndexOf(cedilla) >= 0);
        Assert.Contains(source.Bytes("SELECT ADR1 FROM FICPAT"), street => street.Contains((byte)0x92));
        Assert.Equal("text", source.Scalar("SELECT MIN(typeof(NOM)) FROM FICPAT"));
        Assert.True(names.Count(name => !Utf8IsValid(name)) > 100);
    }

    [Fact]
    public void Bears_social_numbers_with_right_keys_that_no_commune_gave()
    {
        using var source = new SampleSource();
        var numbers = source.Bytes("SELECT NIR || CLENIR || LIEUNAI FROM FICPAT WHERE TRIM(NIR) <> ''")
            .ConvertAll(Encoding.ASCII.GetString);

        Assert.True(numbers.Count > 450);
        Assert.All(numbers, number => Assert.Equal(KeyByHand(number[..13]), int.Parse(number[13..15], null)));
        Assert.All(numbers, number => Assert.Equal(number[5..10], number[15..20]));
        Assert.All(numbers, number => Assert.True(
            number[5..7] == "97" ? number[8] == '9' : number[7..9] == "99", "the commune exists"));
        Assert.Contains(numbers, number => number[5..7] == "2A");
        Assert.Contains(numbers, number => number[5..7] == "2B");
    }

    [Fact]
    public void Gives_a_test_INS_to_qualified_identities_and_none_to_the_others()
    {
        using var source = new SampleSource();

        Assert.True(source.Count("SELECT COUNT(*) FROM FICPAT WHERE INSSTA = 'Q'") > 50);
        Assert.Equal(0, source.Count(
            "SELECT COUNT(*) FROM FICPAT WHERE (TRIM(INSMAT) <> '') <> (INSOID IS NOT NULL) OR INSOID <> '1.2.250.1.213.1.4.10'"));
        Assert.Equal(0, source.Count("SELECT COUNT(*) FROM FICPAT WHERE INSSTA = 'P' AND TRIM(INSMAT) <> ''"));
    }

    [Fact]
    public void Holds_each_misfit_as_often_as_asked()
    {
        var misfits = new SampleMisfits { LongNames = 5, SharedNumbers = 4, WithoutSex = 3, ImpossibleBirths = 6, PartialBirths = 7, Mojibake = 8, LongComments = 2, OrphanOrders = 9 };
        using var source = new SampleSource(new SampleOptions { Misfits = misfits, Patients = 700 });

        Assert.Equal(5, source.Count("SELECT COUNT(*) FROM FICPAT WHERE LENGTH(RTRIM(CAST(NOM AS BLOB))) > 32"));
        Assert.Equal(5, source.Count("SELECT COUNT(*) FROM FICPAT WHERE IPP = 'L0000000    '"));
        Assert.Equal(3, source.Count("SELECT COUNT(*) FROM FICPAT WHERE SEXE = ' '"));
        Assert.Equal(6, source.Count("SELECT COUNT(*) FROM FICPAT WHERE DATNAI % 10000 = 230"));
        Assert.Equal(7, source.Count("SELECT COUNT(*) FROM FICPAT WHERE DATNAI % 10000 = 0"));
        Assert.Equal(8, source.Count("SELECT COUNT(*) FROM FICPAT WHERE HEX(NOM) LIKE '%C389%'"));
        Assert.Equal(9, source.Count("SELECT COUNT(*) FROM FICDEM WHERE NUMPAT NOT IN (SELECT NUMPAT FROM FICPAT)"));
        Assert.Equal(2, source.Count("SELECT COUNT(DISTINCT NUMPAT) FROM FICRES WHERE LENGTH(CAST(COMMRES AS BLOB)) > 200"));
    }

    [Fact]
    public void Has_twins_who_share_all_but_given_name_and_rank()
    {
        using var source = new SampleSource();

        Assert.True(source.Count(
            "SELECT COUNT(*) FROM FICPAT A JOIN FICPAT B ON B.NUMPAT = A.NUMPAT + 1 AND B.NOMNAIS = A.NOMNAIS "
            + "AND B.DATNAI = A.DATNAI AND A.RANGNAI = 1 AND B.RANGNAI = 2 AND B.NIR <> A.NIR") >= 2);
    }

    [Theory]
    [InlineData("STATUT = 'C' AND REMPLACE > 0 AND VERSION = 2", "corrected results")]
    [InlineData("STATUT = 'P'", "preliminary results")]
    [InlineData("STATUT = 'A'", "cancelled results")]
    [InlineData("RESULTAT LIKE '<0,%'", "censored results")]
    [InlineData("RESULTAT LIKE '%,_0%'", "trailing zeros")]
    [InlineData("TYPRES = 'I' AND PERE > 0", "isolates")]
    [InlineData("TYPRES = 'S' AND DRAPEAU = 'R '", "resistances")]
    [InlineData("TYPRES = 'G' AND RANG = 2", "second determinations")]
    [InlineData("TYPRES = 'A' AND TEXTRES IS NOT NULL", "antibodies")]
    [InlineData("TYPRES = 'C' AND CODREP <> ''", "coded results")]
    [InlineData("TYPRES = 'T' AND TEXTRES IS NOT NULL", "texts")]
    public void Has_results_of_each_kind(string condition, string what)
    {
        using var source = new SampleSource();

        Assert.True(source.Count($"SELECT COUNT(*) FROM FICRES WHERE {condition}") > 0, $"no {what}");
    }

    [Fact]
    public void Keeps_portal_passwords_also_under_a_harmless_name()
    {
        using var source = new SampleSource();

        Assert.True(source.Count("SELECT COUNT(*) FROM FICPAT WHERE PM IS NOT NULL AND ZONE_LIBRE_3 = PM") > 10);
    }

    [Fact]
    public void Plants_every_dye()
    {
        var options = new SampleOptions { Dyed = 3 };
        using var source = new SampleSource(options);
        var windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        var dyes = SampleDyes.All(options);

        Assert.True(dyes.Count > 100);
        Assert.Equal(dyes.Count, dyes.Select(dye => (dye.Value, dye.Column)).Distinct().Count());
        foreach (var dye in dyes)
        {
            var number = SampleLaboratory.PatientNumber(dye.Patient);
            var needle = windows1252.GetBytes(dye.Value);
            Assert.True(
                source.Bytes($"SELECT {dye.Column} FROM {dye.Table} WHERE NUMPAT = {number} AND {dye.Column} IS NOT NULL")
                    .Exists(value => value.AsSpan().IndexOf(needle) >= 0),
                $"{dye.Table}.{dye.Column} has no dye");
        }
    }

    [Fact]
    public void Has_an_index_on_the_patient_number_and_nothing_else()
    {
        using var source = new SampleSource();

        Assert.Equal(0, source.Count("SELECT COUNT(*) FROM sqlite_master WHERE type = 'index' AND sql NOT LIKE '%(NUMPAT)'"));
        Assert.Equal(7, source.Count("SELECT COUNT(*) FROM sqlite_master WHERE type = 'index'"));
    }

    private static int KeyByHand(string body)
    {
        // The other way the rule is written: the letter counts as 0, and a million or two is taken off.
        var off = body[6] switch { 'A' => 1_000_000L, 'B' => 2_000_000L, _ => 0L };
        var number = long.Parse(body.Replace('A', '0').Replace('B', '0'), null) - off;
        return (int)(97 - (number % 97));
    }

    private static bool Utf8IsValid(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, true).GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string Digest(SampleSource source)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in new[] { "FICPAT", "FICDEM", "FICPRE", "FICRES", "FICCR", "FICDOC", "FICCOU", "FICINT", "FICORG", "CODANA" })
        {
            using var command = source.Connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} ORDER BY rowid";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    hash.AppendData(reader.IsDBNull(i) ? [0] : reader.GetFieldValue<byte[]>(i));
                    hash.AppendData([1]);
                }
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
