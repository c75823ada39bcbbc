using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Testkit;

namespace Ecluse.Cli.Faults;

/// <summary>
/// The disk is full at every stage of a passage, or read-only: each time the command ends with a code of ours and a remedy, nothing
/// half-written is taken for whole, and the passage goes on from there once there is room, to the same end as one that nobody disturbed.
/// </summary>
public sealed class FullDiskTests
{
    private const int StepKilobytes = 24;

    [Theory]
    [InlineData("", "STATE-003")]
    [InlineData("depot", "DEPOT-004")]
    public async Task It_fills_again_and_again_and_the_passage_goes_on_each_time_there_is_room(string folder, string code)
    {
        using var quiet = await PreparedPassage.OpenAsync(misfits: true);
        (await quiet.PassAsync()).Must((int)ErrorKind.PartlyDone);
        using var passage = await PreparedPassage.OpenAsync(misfits: true);
        using var disk = await SmallDisk.OverAsync(passage.Of(folder), 200_000);
        await FillAsync(disk);

        var codes = await UntilDoneAsync(passage, disk, (int)ErrorKind.PartlyDone, "passage", "run", passage.Id);

        Assert.Contains(code, codes);
        Assert.True(codes.Count >= 3, $"full {codes.Count} times only: {string.Join(' ', codes)}");
        passage.Rows().MustEqual(quiet.Rows());
        Assert.Equal((await quiet.ReportAsync()).Patients, (await passage.ReportAsync()).Patients);
        Assert.Equal((await quiet.ReportAsync()).Rejects, (await passage.ReportAsync()).Rejects);
        Assert.All(passage.ParcelFiles(), file => Assert.EndsWith(".ndjson.zst.age", file, StringComparison.Ordinal));

        await FillAsync(disk);
        await UntilDoneAsync(passage, disk, 0, "passage", "rejects", "skip", passage.Id, "REJECT-UNIQUE", "--reason", "saisis à la main");
        await FillAsync(disk);
        await UntilDoneAsync(passage, disk, 0, "passage", "run", passage.Id);
        await FillAsync(disk);
        await UntilDoneAsync(passage, disk, 0, "passage", "stop", passage.Id);
        Assert.Equal(PassageState.Erased, await passage.StateAsync());
        Assert.Empty(Directory.GetFileSystemEntries(passage.Of("keys", "passages")));
        Assert.Empty(passage.ParcelFiles());
        Assert.Empty(await passage.OpenIntentsAsync());
        (await passage.RunAsync("journal", "verify")).Must(0);
        await CertificateAsync(passage);
    }

    [Fact]
    public async Task A_depot_whose_disk_goes_read_only_stops_the_passage_until_it_can_be_written_again()
    {
        using var quiet = await PreparedPassage.OpenAsync();
        (await quiet.PassAsync()).Must(0);
        using var passage = await PreparedPassage.OpenAsync();
        using var disk = await SmallDisk.OverAsync(passage.Of("depot"), 200_000);
        await passage.RunUntilAsync(seen => seen is { Stage: PassageStage.Sealing, Parcels: >= 2 });
        var files = passage.ParcelFiles();
        await disk.ReadOnlyAsync(true);

        var refused = (await passage.PassAsync()).Refused("DEPOT-005", ErrorKind.Failed);

        Assert.Contains("→", refused.Error, StringComparison.Ordinal);
        Assert.Equal(files, passage.ParcelFiles());
        Assert.Equal(0, passage.Rows().Patients);
        await disk.ReadOnlyAsync(false);
        (await passage.PassAsync()).Must(0);
        passage.Rows().MustEqual(quiet.Rows());
        Assert.Empty(await passage.OpenIntentsAsync());

        // Nor can it be erased there: said, with an alert, until it can.
        await disk.ReadOnlyAsync(true);
        Assert.Equal((int)ErrorKind.Failed, (await passage.RunAsync("passage", "stop", passage.Id)).Exit);
        (await passage.RunAsync("certificate", "show", passage.Id)).Refused("ERASE-005", ErrorKind.NotFound);
        await disk.ReadOnlyAsync(false);
        (await passage.RunAsync("passage", "stop", passage.Id)).Must(0);
        Assert.Empty(passage.ParcelFiles());
        (await passage.RunAsync("journal", "verify")).Must(0);
    }

    // More room little by little: it is full at another place each time.
    private static async Task<List<string>> UntilDoneAsync(PreparedPassage passage, SmallDisk disk, int exit, params string[] command)
    {
        var size = disk.Used;
        for (var codes = new List<string>(); ;)
        {
            var ended = await passage.RunAsync(command);
            if (ended.Exit == exit)
            {
                return codes;
            }

            Assert.True(ended.Exit == (int)ErrorKind.Failed && codes.Count < 400, $"exit {ended.Exit} after {string.Join(' ', codes)}\n{ended.Error}");
            Assert.Matches("^[A-Z]+-[0-9]{3}$", ended.Code);
            Assert.NotEqual("CLI-001", ended.Code);
            Assert.Contains("→", ended.Error, StringComparison.Ordinal);
            codes.Add(ended.Code);
            await disk.ResizeAsync(size += StepKilobytes);
            await passage.ForgetLeaseAsync();
        }
    }

    // Not a kilobyte is free; a size of nothing would be no limit.
    private static Task FillAsync(SmallDisk disk) => disk.ResizeAsync(Math.Max(disk.Used, 4));

    private static async Task CertificateAsync(PreparedPassage passage)
    {
        var folder = Path.Combine(passage.Folder, "paper");
        using var paper = await SmallDisk.OverAsync(folder, 8);
        paper.Fill();
        var file = Path.Combine(folder, "certificate.json");
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", file)).Refused("CLI-005", ErrorKind.Failed);
        Assert.Equal(["filler"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
        paper.MakeRoom();
        await paper.ResizeAsync(1000);
        (await passage.RunAsync("certificate", "show", passage.Id, "-o", file)).Must(0);
        (await passage.RunAsync("certificate", "verify", file, "--log", await passage.LogKeyAsync())).Must(0);
    }
}
