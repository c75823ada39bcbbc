using System.Text.Json;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Lock;

/// <summary>A stop works at any instant, also when a parcel that it needs is missing or damaged.</summary>
public sealed class LostParcelTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Rows_of_a_lost_parcel_are_told_from_others_by_reading_the_source_again(int place, bool isMissing)
    {
        using var passage = await PreparedPassage.OpenAsync();
        var before = passage.Rows(keepKeys: true);
        (await passage.PassAsync()).Must(0);
        await SpoilAsync(passage, place, isMissing);

        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        Assert.False(passage.Rows().HasOurTable);
        passage.Rows(keepKeys: true).Without("counter").MustEqual(before);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    [Fact]
    public async Task Where_the_source_does_not_give_it_again_the_parcel_is_named_and_all_the_rest_goes()
    {
        using var passage = await PreparedPassage.OpenAsync();
        (await passage.PassAsync()).Must(0);
        var loaded = passage.Rows().Patients;
        await SpoilAsync(passage, 1, isMissing: true);
        passage.OnSource("UPDATE FICPAT SET NOM = 'AUTRE'");

        var told = (await passage.RunAsync("passage", "stop", passage.Id, "--json")).Must((int)ErrorKind.PartlyDone);

        var left = JsonDocument.Parse(told.Output).RootElement.GetProperty("left").EnumerateArray()
            .Where(row => row.GetProperty("reason").GetString() == "parcel-lost").ToArray();
        Assert.Equal("parcel-2", Assert.Single(left).GetProperty("key").GetString());
        Assert.InRange(passage.Rows().Patients, 1, loaded - 1);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        Assert.Empty(passage.ParcelFiles());
        Assert.Contains("parcel-2", (await passage.RunAsync("certificate", "show", passage.Id, "--json")).Must(0).Output, StringComparison.Ordinal);
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    [Fact]
    public async Task Without_its_identity_the_source_tells_every_row()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var before = passage.Rows(keepKeys: true);
        (await passage.PassAsync()).Must(0);
        File.Delete(Directory.EnumerateFiles(passage.Of("keys", "passages"), "identity.txt", SearchOption.AllDirectories).Single());

        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);

        passage.Rows(keepKeys: true).Without("counter").MustEqual(before);
    }

    private static async Task SpoilAsync(PreparedPassage passage, int place, bool isMissing)
    {
        var id = await passage.WithAsync(async (installation, work) =>
            (await installation.Ledger.ParcelsAsync(work.Passage.Id, default))[place].Parcel.Id);
        var file = passage.ParcelFiles().Single(path => path.Contains(id, StringComparison.Ordinal));
        if (isMissing)
        {
            File.Delete(file);
            return;
        }

        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }
}
