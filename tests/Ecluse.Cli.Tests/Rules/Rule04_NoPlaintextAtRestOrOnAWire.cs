using System.Text;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Microsoft.Data.Sqlite;

namespace Ecluse.Cli.Rules;

/// <summary>Rule 4: every byte at rest is sealed to the plan's recipients; a wire that is not safe is refused.</summary>
public sealed class Rule04_NoPlaintextAtRestOrOnAWire
{
    [Fact]
    public async Task Parcels_are_sealed_to_the_plans_recipients_and_no_name_stands_in_the_data_folder()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var manifest = await passage.SealAsync();

        Assert.NotEmpty(passage.ParcelFiles());
        Assert.All(passage.ParcelFiles(), file => Assert.StartsWith("age-encryption.org/v1\n-> ", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Assert.Equal(await passage.WithAsync((_, work) => Task.FromResult(work.Plan.Recipients.Select(one => one.Recipient).ToArray())), manifest.Recipients);
        Assert.Empty(Found(passage, Names(passage)));
    }

    [Fact]
    public async Task A_connection_in_clear_to_another_machine_is_refused_before_it_is_made()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var connections = passage.Of("connections.yaml");
        var text = (await File.ReadAllLinesAsync(connections)).Where(line => !line.StartsWith("megabus", StringComparison.Ordinal));
        await File.WriteAllLinesAsync(connections, [.. text, "megabus: { engine: postgres, role: source, address: '192.0.2.1:5432', database: lab, user: reader, password: prompt }"]);

        (await passage.PassAsync()).Refused("GATE-005");
    }

    internal static string[] Names(PreparedPassage passage)
    {
        using var connection = new SqliteConnection($"Data Source={passage.Stage.Source};Pooling=false;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT DISTINCT TRIM(CAST(NIR AS TEXT)) FROM FICPAT WHERE LENGTH(TRIM(CAST(NIR AS TEXT))) >= 13";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        Assert.NotEmpty(names);
        return [.. names];
    }

    internal static string[] Found(PreparedPassage passage, string[] values) =>
    [
        .. Directory.EnumerateFiles(passage.Stage.Data, "*", SearchOption.AllDirectories).Where(file =>
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            return values.Any(value => text.Contains(value, StringComparison.Ordinal));
        }),
    ];
}
