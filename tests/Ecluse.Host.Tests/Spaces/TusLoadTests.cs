using System.Security.Cryptography;
using System.Text;
using Ecluse.Testkit;

namespace Ecluse.Host.Spaces;

/// <summary>Many small files and one large one over HTTPS: each is one object, whole, under its name.</summary>
public sealed class TusLoadTests
{
    private const int Part = 16 << 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_small_files_arrive_each_under_its_name()
    {
        var count = TestSizes.Of("tus.files");
        await using var seat = await SpaceSeat.StartAsync(objects: count);
        var ids = new HashSet<string>();
        for (var number = 0; number < count; number++)
        {
            ids.Add(await seat.SendAsync($"compte rendu {number}.txt", Encoding.UTF8.GetBytes($"résultat {number}")));
        }

        var taker = await seat.Running.PersonAsync("Théo Kerbrat");
        var opened = new Dictionary<string, string>();
        foreach (var id in ids)
        {
            var taken = await seat.Running.Installation.Exchange.TakeAsync(seat.Space.Id, id, taker, Stop);
            var texts = taken.Files.SkipLast(1).Select(file => Encoding.UTF8.GetString(Read(seat, taken.Open(file)))).ToList();
            opened.Add(texts[0], texts[1]);
        }

        Assert.Equal(count, ids.Count);
        Assert.Equal(Enumerable.Range(0, count).ToDictionary(number => $"compte rendu {number}.txt", number => $"résultat {number}"), opened);
    }

    [Fact]
    public async Task A_large_file_arrives_whole()
    {
        var length = (long)TestSizes.Of("tus.mebibytes") << 20;
        await using var seat = await SpaceSeat.StartAsync();
        var location = (await seat.CreateAsync("grand.bin", length)).Headers.Location!.ToString();
        using var sent = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = RandomNumberGenerator.GetBytes(Part);
        for (long offset = 0; offset < length; offset += Part)
        {
            BitConverter.TryWriteBytes(block, offset);
            sent.AppendData(block);
            (await seat.PatchAsync(location, offset, block)).EnsureSuccessStatusCode();
        }

        var taken = await seat.Running.Installation.Exchange.TakeAsync(seat.Space.Id, location.Split('/')[^1], await seat.Running.PersonAsync("Théo Kerbrat"), Stop);
        using var found = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in taken.Files.Skip(1).SkipLast(1))
        {
            found.AppendData(Read(seat, taken.Open(file)));
        }

        Assert.Equal(sent.GetHashAndReset(), found.GetHashAndReset());
    }

    private static byte[] Read(SpaceSeat seat, Stream file)
    {
        using (file)
        using (var bytes = new MemoryStream())
        {
            file.CopyTo(bytes);
            return seat.Unseal(bytes.ToArray());
        }
    }
}
