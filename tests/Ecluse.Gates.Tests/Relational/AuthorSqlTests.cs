using Ecluse.Errors;
using Ecluse.Plans;

namespace Ecluse.Relational;

/// <summary>What a profile's author may write as plain SQL, where the engine does not refuse a credential by itself.</summary>
public sealed class AuthorSqlTests
{
    [Theory]
    [InlineData("SELECT MAX(MOTPAS) AS \"group\" FROM PATIENT")]
    [InlineData("SELECT (SELECT MAX(P.motpas) FROM PATIENT P) AS \"group\", COUNT(*) FROM DOSSIER")]
    [InlineData("SELECT COUNT(*) AS \"count\" FROM PATIENT WHERE \"MOTPAS\" LIKE 'a%'")]
    [InlineData("SELECT * FROM PATIENT")]
    [InlineData("SELECT P.* FROM PATIENT P")]
    [InlineData("SELECT T.a FROM (SELECT *, 1 AS b FROM PATIENT) AS T (x, a)")]
    [InlineData("SELECT P FROM PATIENT P")]
    [InlineData("SELECT COUNT(*), MAX(PATIENT::text) FROM PATIENT")]
    [InlineData("SELECT row_to_json(q) AS \"group\" FROM DOSSIER D JOIN PATIENT AS q ON q.NUMPAT = D.NUMPAT")]
    [InlineData("SELECT /*! MOTPAS, */ COUNT(*) FROM PATIENT")]
    [InlineData("SELECT query_to_xml('select motpas from patient', true, true, '')")]
    [InlineData("SELECT table_to_xml('other', true, true, '')")]
    [InlineData("SELECT U&\"MOT\\0050AS\" FROM PATIENT")]
    [InlineData("SELECT most_common_vals FROM pg_stats")]
    [InlineData("SELECT COUNT(*) FROM PORTAL")]
    [InlineData("SELECT COUNT(*) FROM DOSSIER, PORTAL")]
    [InlineData("SELECT COUNT(*) FROM (PORTAL JOIN DOSSIER ON 1 = 1)")]
    [InlineData("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_VARIABLES")]
    public void Is_refused_when_it_could_reach_a_credential(string sql)
    {
        var error = Assert.Throws<EcluseException>(() => AuthorSql.Refuse(Profile(sql), new Engine()));

        Assert.Equal(("GATE-009", ErrorKind.Refused), (error.Code, error.Kind));
        Assert.Contains("line", error.Problem.In(Language.English), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT CODEXA AS \"group\", COUNT(*) AS \"count\", SUM(RANG * 2) AS twice FROM RESULTAT R WHERE R.NUMPAT IN {patients} GROUP BY CODEXA")]
    [InlineData("SELECT P.SEXE AS \"group\", COUNT(*) AS \"count\" FROM PATIENT P JOIN DOSSIER D ON D.NUMPAT = P.NUMPAT WHERE P.SEXE <> 'P' GROUP BY P.SEXE")]
    [InlineData("SELECT COUNT(DISTINCT PATIENT.NUMPAT) AS \"count\" FROM PATIENT LEFT JOIN DOSSIER ON DOSSIER.NUMPAT = PATIENT.NUMPAT")]
    [InlineData("SELECT * FROM DOSSIER")]
    [InlineData("SELECT COUNT(*) AS PORTAL FROM DOSSIER")]
    public void Is_let_through_otherwise(string sql) => AuthorSql.Refuse(Profile(sql), new Engine());

    [Fact]
    public void Is_let_through_in_the_profiles_of_the_repository()
    {
        foreach (var name in new[] { "megabus", "blis" })
        {
            AuthorSql.Refuse(SamplePassageContract.Sample(name), new Engine());
        }
    }

    private static Profiles.Profile Profile(string sql) => OldLab.Profile(change: text => string.Concat(
        text.AsSpan(0, text.IndexOf("checks:", StringComparison.Ordinal)), "checks:\n  one: |\n    ", sql, "\n"));

    private sealed class Engine : IEngine
    {
        public string Name => "postgres";

        public Dialect Dialect => throw new NotSupportedException();

        public ReadConsistency Consistency => ReadConsistency.Snapshot;

        public IReadOnlySet<string> Relations { get; } = new HashSet<string> { "patient", "dossier", "portal" };

        public IReadOnlyList<CatalogueColumn> ColumnsOf(string table) => [];

        public IRowCursor Query(string sql, IReadOnlyDictionary<string, string?> parameters) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
