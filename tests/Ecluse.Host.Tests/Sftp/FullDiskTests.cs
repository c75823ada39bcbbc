using Ecluse.Testkit;

namespace Ecluse.Host.Sftp;

[Collection(SftpClients.Name)]
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_put_on_a_full_disk_fails_loudly_and_goes_on_with_reput_once_there_is_room()
    {
        await using var lab = await SftpLab.StartAsync();
        using var disk = await SmallDisk.OverAsync(lab.Running.Data.Spaces, 100_000);
        var space = await lab.OpenSpaceAsync();
        lab.Make("avant.bin", 1000);
        (await lab.SftpAsync($"put avant.bin /{space.Id}/avant.bin\n")).MustSucceed();
        var sent = lab.Make("gros.bin", 40_000_000);
        disk.Fill();

        Assert.NotEqual(0, (await lab.SftpAsync($"put gros.bin /{space.Id}/gros.bin\n")).ExitCode);
        await SftpLab.UntilAsync(() => Task.FromResult(lab.Sftp.Sessions == 0));
        Assert.Equal(["avant.bin"], (await lab.OpenedAsync(space)).Keys);

        disk.MakeRoom();
        (await lab.SftpAsync($"put gros.bin /{space.Id}/gros.bin\n")).MustSucceed();
        Assert.Equal(sent, (await lab.OpenedAsync(space))["gros.bin"]);
    }
}
