using Ecluse.Samples;
using Ecluse.Samples.Kalisil;
using Microsoft.Data.Sqlite;

namespace Ecluse;

public sealed class SampleTargetTests : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");

    public SampleTargetTests() => connection.Open();

    public void Dispose() => connection.Dispose();

    [Fact]
    public void Registers_a_patient_as_its_application_does()
    {
        SampleLaboratory.CreateTarget(connection);

        Run(KalisilApplication.Register("NOUVELLE-VENUE"));

        Assert.Equal("NOUVELLE-VENUE K9000002 900000002", Run(
            ["SELECT family_name || ' ' || patient_number || ' ' || dossier_number FROM patient JOIN lab_order ON patient_id = patient.id"]));
    }

    [Fact]
    public void Holds_records_of_its_own_when_asked()
    {
        SampleLaboratory.CreateTarget(connection, earlier: 5);

        Assert.Equal("5 5", Run(["SELECT COUNT(*) || ' ' || (SELECT COUNT(*) FROM result) FROM patient"]));
    }

    [Theory]
    [InlineData("UPDATE patient SET family_name = 'UN-NOM-DE-PLUS-DE-TRENTE-DEUX-LETTRES'")]
    [InlineData("UPDATE patient SET sex_code = NULL")]
    [InlineData("UPDATE patient SET sex_code = 'Z'")]
    [InlineData("UPDATE patient SET patient_number = 'K9000002'")]
    [InlineData("UPDATE result SET test_code = 'B0'")]
    [InlineData("UPDATE lab_order SET priority = 'bientôt'")]
    public void Refuses_what_its_constraints_forbid(string statement)
    {
        SampleLaboratory.CreateTarget(connection, earlier: 2);

        Assert.Throws<SqliteException>(() => Run([statement]));
    }

    private object? Run(IEnumerable<string> statements)
    {
        object? last = null;
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            last = command.ExecuteScalar();
        }

        return last;
    }
}
