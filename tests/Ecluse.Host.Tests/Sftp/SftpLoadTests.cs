using System.Security.Cryptography;
using System.Text;
using Ecluse.Spaces;
using Ecluse.Testkit;
using Ecluse.Testkit.Dyes;

namespace Ecluse.Host.Sftp;

/// <summary>Many small files, one large one, and what a server that was used keeps of either.</summary>
[Collection(SftpClients.Name)]
public sealed class SftpLoadTests(SharedSftpLab shared)
{
    [Fact]
    public async Task Many_small_files_arrive_each_under_its_name()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var count = TestSizes.Of("sftp.files");
        var folder = Directory.CreateDirectory(lab.Of("petits-" + space.Id)).FullName;
        foreach (var number in Enumerable.Range(0, count))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, $"compte rendu {number}.txt"), $"résultat {number}", TestContext.Current.CancellationToken);
        }

        (await lab.LongSftpAsync($"cd {space.Id}\nlcd {folder}\nput *\n", 1200)).MustSucceed();

        var opened = await lab.OpenedAsync(space);
        Assert.Equal(count, opened.Count);
        Assert.All(opened, one => Assert.Equal("résultat " + one.Key[13..^4], Encoding.UTF8.GetString(one.Value)));
    }

    [Fact]
    public async Task A_large_file_arrives_whole()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var file = lab.Of("grand-" + space.Id);
        var sent = await MakeAsync(file, TestSizes.Of("sftp.mebibytes"));

        (await lab.LongSftpAsync($"put {file} /{space.Id}/grand\n", 3600)).MustSucceed();
        File.Delete(file);

        var (exchange, taker) = (lab.Running.Installation.Exchange, await lab.Running.PersonAsync(SftpLab.Second));
        var one = Assert.Single(await exchange.ListAsync(space.Id, taker, TestContext.Current.CancellationToken));
        var taken = await exchange.TakeAsync(space.Id, one.Id, taker, TestContext.Current.CancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var sealedFile in taken.Files.Skip(1).SkipLast(1))
        {
            hash.AppendData(lab.Unseal(taken.Open(sealedFile)));
        }

        Assert.Equal(sent, hash.GetHashAndReset());
    }

    [Fact]
    public async Task Neither_names_nor_contents_are_found_in_anything_that_the_server_keeps()
    {
        var lab = await shared.OpenAsync();
        var space = await lab.OpenSpaceAsync();
        var endToEnd = await lab.OpenSpaceAsync(Grade.EndToEnd);
        const string Name = "Éléonore-Dumoulin-née-Grandjean 2950399126";
        const string Content = "hémoglobine de Barthélemy-Vauquelin";
        await File.WriteAllTextAsync(lab.Of("teint.txt"), string.Concat(Enumerable.Repeat(Content + "\n", 60_000)), TestContext.Current.CancellationToken);
        var dyes = new DyeSearch([new Dye("name", Name), new Dye("content", Content)]);

        var said = new List<ProcessResult>
        {
            await lab.SftpAsync($"put teint.txt \"/{space.Id}/{Name}\"\n"),
            await lab.SftpAsync($"put teint.txt \"/{space.Id}/{Name}\"\n"),
            await lab.SftpAsync($"put teint.txt \"/{endToEnd.Id}/{Name}\"\n"),
            await lab.SftpAsync($"mkdir \"/{space.Id}/{Name}\"\n"),
            await lab.SftpAsync($"get \"/{Name}/{Name}/{Name}/{Name}\"\n"),
            await lab.SftpAsync($"rename \"/{space.Id}/{Name}\" \"/{space.Id}/{Name} 2\"\n"),
            await lab.SftpAsync($"put teint.txt \"/{space.Id}/{Name} 3\"\nrm \"/{space.Id}/{Name} 3\"\n"),
            await lab.SshAsync(lab.Key, Name),
            await lab.SftpAsync("ls\n", null, "-o", $"User={Name.Replace(' ', '-')}"),
        };

        Assert.Equal([true, false, false, false, false, true, true], said.Take(7).Select(one => one.ExitCode == 0));
        Assert.Equal(60_000 * Encoding.UTF8.GetByteCount(Content + "\n"), (await lab.OpenedAsync(space))[Name + " 2"].Length);
        var found = new List<DyeFinding>();
        foreach (var file in Directory.EnumerateFiles(lab.Running.Data.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal)))
        {
            found.AddRange(dyes.Find(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), Path.GetRelativePath(lab.Running.Data.Path, file)));
        }

        Assert.Empty(found);
        await File.WriteAllTextAsync(Path.Combine(lab.Running.Data.Path, "counter-test"), Name, TestContext.Current.CancellationToken);
        Assert.NotEmpty(dyes.Find(await File.ReadAllBytesAsync(Path.Combine(lab.Running.Data.Path, "counter-test"), TestContext.Current.CancellationToken), "counter-test"));
        File.Delete(Path.Combine(lab.Running.Data.Path, "counter-test"));
    }

    private static async Task<byte[]> MakeAsync(string path, int mebibytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = File.Create(path);
        var block = RandomNumberGenerator.GetBytes(1 << 20);
        for (var number = 0; number < mebibytes; number++)
        {
            BitConverter.TryWriteBytes(block, number);
            hash.AppendData(block);
            await file.WriteAsync(block);
        }

        return hash.GetHashAndReset();
    }
}
