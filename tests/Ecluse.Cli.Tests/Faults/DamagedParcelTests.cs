using System.Text.Json;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Cli.Faults;

/// <summary>A parcel that is not the one sealed is refused by name, whatever became of it; sealed again, the passage goes on.</summary>
public sealed class DamagedParcelTests
{
    [Fact]
    public async Task Lost_altered_cut_swapped_or_replayed_it_is_refused_and_named_and_sealed_again_the_passage_ends_like_another()
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync();
        var before = passage.Rows();
        await passage.SealAsync();
        var parcels = await ParcelsAsync(passage);
        Assert.True(parcels.Count >= 4, $"{parcels.Count} parcels: too few");
        (await passage.RunAsync("passage", "reseal", passage.Id)).Must(0);
        Assert.Equal(parcels, await ParcelsAsync(passage));

        await RepairedAsync(passage, 1, "DEPOT-001", File.Delete);
        await RepairedAsync(passage, 2, "DEPOT-003", file => Change(file, bytes => bytes[bytes.Length / 2] ^= 1));
        await RepairedAsync(passage, 3, "DEPOT-002", file => File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]));
        await RepairedAsync(passage, 2, "DEPOT-002", file => File.Copy(quiet.ParcelFiles()[0], file, overwrite: true));

        // Last week's own: the very parcel, as it was sealed before.
        var old = await File.ReadAllBytesAsync(await FileAsync(passage, 1), TestContext.Current.CancellationToken);
        File.Delete(await FileAsync(passage, 1));
        (await passage.RunAsync("passage", "reseal", passage.Id)).Must(0);
        await RepairedAsync(passage, 1, "DEPOT-003", file => File.WriteAllBytes(file, old));
        await RepairedAsync(passage, parcels.Count, "DEPOT-001", File.Delete);
        Assert.Equal(PassageState.Sealed, await passage.StateAsync());
        passage.Rows().MustEqual(before);

        (await passage.PassAsync()).Must(0);
        passage.Rows().MustEqual(quiet.Rows());
        Assert.Equal((await quiet.ReportAsync()).Patients, (await passage.ReportAsync()).Patients);
        Assert.Equal(parcels.Count, passage.ParcelFiles().Count);
        await passage.AcceptAsync();
        (await passage.RunAsync("passage", "documents", passage.Id, "-o", Path.Combine(passage.Folder, "papers"))).Must(0);
        (await passage.RunAsync("erase", passage.Id)).Must(0);
        Assert.Empty(passage.ParcelFiles());
        (await passage.RunAsync("journal", "verify")).Must(0);
        Assert.Empty(await passage.OpenIntentsAsync());
    }

    [Fact]
    public async Task Between_two_loads_it_is_sealed_again_and_what_was_loaded_stays_loaded()
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync();
        Assert.True(await passage.RunUntilAsync(seen => seen is { Stage: PassageStage.Loading, Parcels: >= 2 }));
        var loaded = passage.Rows();
        File.Delete(await FileAsync(passage, 1));
        Change(await FileAsync(passage, 3), bytes => bytes[^1] ^= 0x80);

        (await passage.PassAsync()).Refused("DEPOT-003", ErrorKind.SealBroken);
        passage.Rows().MustEqual(loaded);
        int[] both = [1, 3];
        Assert.Equal(both, await ResealAsync(passage));

        (await passage.PassAsync()).Must(0);
        passage.Rows().MustEqual(quiet.Rows());
    }

    [Fact]
    public async Task What_the_source_does_not_give_again_is_never_sealed_as_if_it_were()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await passage.SealAsync();
        var files = passage.ParcelFiles();
        var parcels = await ParcelsAsync(passage);
        var lost = await FileAsync(passage, 1);
        File.Delete(lost);
        passage.OnSource("UPDATE FICPAT SET VILLE = 'AILLEURS'");

        (await passage.RunAsync("passage", "reseal", passage.Id)).Refused("PASSAGE-023");

        Assert.Equal(parcels, await ParcelsAsync(passage));
        Assert.Equal(files.Where(file => file != lost), passage.ParcelFiles());
        (await passage.PassAsync()).Refused("DEPOT-001", ErrorKind.NotFound);
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        (await passage.RunAsync("passage", "reseal", passage.Id)).Refused("PASSAGE-002");
    }

    [Fact]
    public async Task On_two_premises_each_side_gets_back_what_it_lost_and_another_manifest_is_refused()
    {
        using var premises = await TwoPremises.BuildAsync();
        var source = premises.Source;
        (await premises.AtTargetAsync("target", "offer", "I-2026-001", "-o", premises.Of("offer.json"))).Must(0);
        (await source.RunAsync("plan", "I-2026-001", "--offer", premises.Of("offer.json"), "-o", source.Plan)).Must(0);
        var id = await premises.OpenAsync();
        (await source.RunAsync("extract", id, "--to", premises.Between)).Must(0);
        var first = Copy(premises.Between, premises.Of("first"));

        // On the way: taken in as far as it goes.
        var parcels = await source.WithInstallationAsync(async installation => (await installation.Ledger.ParcelsAsync(id, default))
            .Select(one => Depot.ParcelDepot.FileNameOf(one.Parcel.Id)).ToList());
        File.Delete(Path.Combine(premises.Between, parcels[2]));
        (await premises.AtTargetAsync("load", premises.Between)).Refused("DEPOT-001", ErrorKind.NotFound);

        // At the source: sealed again, handed over again; one that the target had taken in has another id now.
        File.Delete(Path.Combine(source.Stage.Data, "depot", id, parcels[1]));
        (await source.RunAsync("extract", id, "--to", premises.Between)).Refused("DEPOT-001", ErrorKind.NotFound);
        (await source.RunAsync("passage", "reseal", id)).Must(0);
        Directory.Delete(premises.Between, recursive: true);
        (await source.RunAsync("extract", id, "--to", premises.Between)).Must(0);
        File.Delete(Path.Combine(premises.TargetData, "connections.yaml"));
        (await premises.AtTargetAsync("load", premises.Between)).Must(10);

        // At the target, once it was taken in: the same folder gives it back; the manifest of before does not take the new one's place.
        Change(Parcels(Path.Combine(premises.TargetData, "depot", id))[^1], bytes => bytes[^1] ^= 1);
        foreach (var name in new[] { "log.vkey", "log.checkpoint", "log.leaves" })
        {
            File.Copy(Path.Combine(premises.Between, name), Path.Combine(first, name), overwrite: true);
        }

        (await premises.AtTargetAsync("load", first)).Refused("PASSAGE-038", ErrorKind.SealBroken);
        (await premises.AtTargetAsync("load", premises.Between)).Must(10);
        Assert.Equal(
            Parcels(premises.Between).Select(File.ReadAllBytes), Parcels(Path.Combine(premises.TargetData, "depot", id)).Select(File.ReadAllBytes));
    }

    private static async Task RepairedAsync(PreparedPassage passage, int number, string code, Action<string> damage)
    {
        var file = await FileAsync(passage, number);
        damage(file);
        var refused = await passage.PassAsync();
        Assert.Equal(code, refused.Code);
        Assert.Contains(Path.GetFileName(file).Split('.')[0], refused.Error, StringComparison.Ordinal);
        Assert.Contains("passage reseal", refused.Error, StringComparison.Ordinal);
        Assert.Equal(number, Assert.Single(await ResealAsync(passage)));
    }

    private static async Task<int[]> ResealAsync(PreparedPassage passage) =>
        [.. JsonDocument.Parse((await passage.RunAsync("passage", "reseal", passage.Id, "--json")).Must(0).Output)
            .RootElement.GetProperty("parcels").EnumerateArray().Select(number => number.GetInt32())];

    private static Task<List<string>> ParcelsAsync(PreparedPassage passage) => passage.WithAsync(async (installation, work) =>
        (await installation.Ledger.ParcelsAsync(work.Passage.Id, default)).Select(one => one.Parcel.Id).ToList());

    private static async Task<string> FileAsync(PreparedPassage passage, int number)
    {
        var id = (await ParcelsAsync(passage))[number - 1];
        return Path.Combine(passage.DepotFolder, Depot.ParcelDepot.FileNameOf(id));
    }

    private static string[] Parcels(string folder) => [.. Directory.GetFiles(folder, "*.age").Order(StringComparer.Ordinal)];

    private static void Change(string file, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(file);
        change(bytes);
        File.WriteAllBytes(file, bytes);
    }

    private static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        return to;
    }
}
