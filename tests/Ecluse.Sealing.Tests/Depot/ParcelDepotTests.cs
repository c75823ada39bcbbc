using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Oracles;
using Ecluse.Testkit;

namespace Ecluse.Depot;

public sealed class ParcelDepotTests : IDisposable
{
    private const string Passage = "P-0123456789ab";

    private readonly TestFolder scratch = new();
    private readonly AgeIdentity identity = AgeIdentity.New();
    private readonly ParcelDepot depot;

    public ParcelDepotTests() => depot = new ParcelDepot(scratch.Of("depot"));

    public void Dispose()
    {
        identity.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public void What_is_put_in_comes_out_at_any_size()
    {
        Gen.Select(Gen.Int[0, 400_000], Gen.Int[1, 200_000]).Sample(
            (length, step) =>
            {
                var lines = Sealing.Bytes(length);

                var parcel = Put(lines, step);

                Assert.Equal(lines, Take(parcel));
                Assert.Equal(length, parcel.PlainBytes);
            },
            iter: 30);
    }

    [Fact]
    public void The_manifests_figures_are_those_of_the_file()
    {
        var parcel = Put(Lines(1_000));

        var file = File.ReadAllBytes(PathOf(parcel));
        Assert.Matches("^[0-9a-f]{32}$", parcel.Id);
        Assert.Equal(file.Length, parcel.SealedBytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), parcel.Sha256Hex);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf(parcel)));
        Assert.Equal([parcel.Id], depot.List(Passage));
        Assert.True(parcel.SealedBytes < parcel.PlainBytes, "it is compressed before it is sealed");
    }

    [Fact]
    public void The_age_and_zstd_programs_open_a_classic_parcel()
    {
        OracleProcess.Need("age", "zstd");
        using var classic = AgeIdentity.New(AgeKeyKind.X25519);
        File.WriteAllBytes(scratch.Of("key"), classic.ExportSecret());
        var lines = Lines(5_000);
        var parcel = Put(lines, recipient: classic.Recipient);

        var folded = OracleProcess.RunWell("age", ["-d", "-i", scratch.Of("key"), PathOf(parcel)], []);

        Assert.Equal(lines, OracleProcess.RunWell("zstd", ["-d", "-c"], folded));
    }

    [Fact]
    public void Until_it_is_complete_there_is_no_parcel()
    {
        using (var writer = depot.Create(Passage, [identity.Recipient]))
        {
            writer.Write(Lines(50_000));

            Assert.Empty(depot.List(Passage));
            Assert.Single(depot.ListUnfinished(Passage));
            Assert.Throws<InvalidOperationException>(() => writer.Parcel);
        }

        Assert.Empty(depot.ListUnfinished(Passage));
        Assert.Empty(Directory.EnumerateFiles(scratch.Of("depot", Passage)));
    }

    [Fact]
    public void What_a_killed_process_left_is_listed_and_opens_as_nothing()
    {
        using var writer = depot.Create(Passage, [identity.Recipient]);
        writer.Write(RandomNumberGenerator.GetBytes(500_000));
        var part = Directory.EnumerateFiles(scratch.Of("depot", Passage)).Single();
        var left = ReadWhileOpen(part);

        Assert.True(left.Length > 300_000, "something of it is on the disk");
        Assert.Throws<AgeException>(() => Sealing.Open(left, identity));
        var removed = depot.Delete(Passage, depot.ListUnfinished(Passage).Single());
        Assert.True(removed.Found);
        Assert.Empty(depot.ListUnfinished(Passage));
    }

    [Fact]
    public void Any_flipped_byte_is_refused_before_anything_is_parsed()
    {
        var parcel = Put(Lines(3));
        var whole = File.ReadAllBytes(PathOf(parcel));
        for (var index = 0; index < whole.Length; index += 7)
        {
            var altered = whole.ToArray();
            altered[index] ^= 0x20;
            File.WriteAllBytes(PathOf(parcel), altered);

            var error = Assert.Throws<DepotException>(() => Take(parcel));

            Assert.Equal(("DEPOT-003", ErrorKind.SealBroken), (error.Code, error.Kind));
        }
    }

    [Fact]
    public void A_parcel_of_another_length_is_refused_with_both_lengths()
    {
        var parcel = Put(Lines(3));
        File.AppendAllText(PathOf(parcel), "\n");

        var error = Assert.Throws<DepotException>(() => Take(parcel));

        Assert.Equal(("DEPOT-002", parcel.Id), (error.Code, error.Parcel));
        Assert.Contains($"{parcel.SealedBytes + 1}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{parcel.SealedBytes}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_altered_after_the_comparison_is_refused_before_its_last_bytes()
    {
        var parcel = Put(RandomNumberGenerator.GetBytes(300_000));
        var other = Put(RandomNumberGenerator.GetBytes(300_000));
        using var plain = Open(parcel);
        plain.ReadExactly(new byte[10]);

        // Another parcel for the same recipient, exchanged in place: age alone would not see that it is not this one.
        var stranger = File.ReadAllBytes(PathOf(other));
        using (var file = new FileStream(PathOf(parcel), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = stranger.Length - 1_000;
            file.Write(stranger.AsSpan(stranger.Length - 1_000));
        }

        Assert.ThrowsAny<EcluseException>(() => plain.CopyTo(Stream.Null));
    }

    [Fact]
    public void A_missing_parcel_and_a_wrong_identity_are_told_apart()
    {
        var parcel = Put(Lines(3));
        using var stranger = AgeIdentity.New();

        var wrong = Assert.Throws<AgeException>(
            () => depot.Open(Passage, parcel.Id, parcel.Sha256Hex, parcel.SealedBytes, [stranger]));
        File.Delete(PathOf(parcel));
        var missing = Assert.Throws<DepotException>(() => Open(parcel));

        Assert.Equal("AGE-003", wrong.Code);
        Assert.Equal(("DEPOT-001", ErrorKind.NotFound), (missing.Code, missing.Kind));
    }

    [Fact]
    public void A_parcel_that_unfolds_to_more_than_announced_is_stopped_there()
    {
        var parcel = Put(new byte[50_000_000]);
        Assert.True(parcel.SealedBytes < 50_000);

        using var plain = Open(parcel, plainBytesMax: 1_000_000);
        long given = 0;
        var buffer = new byte[10_000];
        var error = Assert.Throws<DepotException>(() =>
        {
            for (var count = plain.Read(buffer); count > 0; count = plain.Read(buffer))
            {
                given += count;
            }
        });

        Assert.Equal("DEPOT-008", error.Code);
        Assert.InRange(given, 0, 1_000_000);
        Assert.Equal(50_000_000, Length(Open(parcel, plainBytesMax: 50_000_000)));
    }

    [Fact]
    public void A_seal_around_something_else_is_refused() => RefusesSealed(Encoding.UTF8.GetBytes("not zstd at all"));

    [Fact]
    public void A_frame_that_is_cut_or_followed_by_something_else_is_refused()
    {
        using var compressor = new ZstdSharp.Compressor(1);
        var frame = compressor.Wrap(Lines(2_000)).ToArray();

        RefusesSealed(frame[..^1]);
        RefusesSealed([.. frame, .. Lines(1)]);
        RefusesSealed([.. frame, 0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("-rf")]
    [InlineData("é")]
    [InlineData("a\0b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void No_text_of_a_person_becomes_a_path(string name)
    {
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.List(name)).Code);
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.Create(name, [identity.Recipient])).Code);
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.Delete(Passage, name)).Code);
        Assert.Equal("DEPOT-007", Assert.Throws<DepotException>(() => depot.DeletePassage(name)).Code);
        Assert.False(Directory.Exists(scratch.Of("depot")));
    }

    [Fact]
    public void A_removed_parcel_is_gone_and_removing_it_again_says_so()
    {
        var parcel = Put(Lines(3));

        var first = depot.Delete(Passage, parcel.Id);
        var second = depot.Delete(Passage, parcel.Id);

        Assert.Equal((true, parcel.SealedBytes), (first.Found, first.SealedBytes));
        Assert.False(second.Found);
        Assert.False(depot.Contains(Passage, parcel.Id));
    }

    [Fact]
    public void A_removed_passage_leaves_nothing_of_ours_and_says_what_is_not_ours()
    {
        var parcels = new[] { Put(Lines(3)), Put(Lines(4)) };
        var stranger = scratch.Of("depot", Passage, "notes.txt");
        File.WriteAllText(stranger, "not ours");

        var first = depot.DeletePassage(Passage);
        File.Delete(stranger);
        var second = depot.DeletePassage(Passage);

        Assert.Equal(parcels.Select(parcel => parcel.Id + ".ndjson.zst.age").Order(), first.Removed.Select(file => file.FileName));
        Assert.Equal(["notes.txt"], first.Strangers);
        Assert.Empty(second.Removed);
        Assert.Empty(depot.ListPassages());
        Assert.Empty(depot.DeletePassage(Passage).Removed);
    }

    [Fact]
    public void A_full_disk_is_said_and_leaves_nothing_behind()
    {
        using var disk = new SmallDisk(kilobytes: 512);
        var small = new ParcelDepot(disk.Root);
        using var writer = small.Create(Passage, [identity.Recipient]);

        var error = Assert.Throws<DepotException>(() =>
        {
            for (var round = 0; round < 100; round++)
            {
                writer.Write(RandomNumberGenerator.GetBytes(100_000));
            }
        });

        Assert.Equal("DEPOT-004", error.Code);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(disk.Root, Passage)));
        Assert.Throws<ObjectDisposedException>(writer.Complete);
    }

    [Fact]
    public void A_disk_that_fills_up_with_the_last_bytes_leaves_no_parcel()
    {
        using var disk = new SmallDisk(kilobytes: 64);
        var small = new ParcelDepot(disk.Root);
        using var writer = small.Create(Passage, [identity.Recipient]);
        writer.Write(RandomNumberGenerator.GetBytes(65_000));

        Assert.Equal("DEPOT-004", Assert.Throws<DepotException>(writer.Complete).Code);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(disk.Root, Passage)));
    }

    [Fact]
    public void A_read_only_folder_is_said()
    {
        using var disk = new SmallDisk(kilobytes: 512);
        var small = new ParcelDepot(disk.Root);
        disk.MakeReadOnly();

        var error = Assert.Throws<DepotException>(() => small.Create(Passage, [identity.Recipient]));

        Assert.Equal("DEPOT-005", error.Code);
    }

    [Fact]
    public void Nothing_of_the_plaintext_lies_on_the_disk()
    {
        var dye = Encoding.UTF8.GetBytes("dye-7c1f04");
        using var writer = depot.Create(Passage, [identity.Recipient]);
        for (var round = 0; round < 20_000; round++)
        {
            writer.Write(dye);
            writer.Write(RandomNumberGenerator.GetBytes(8));
        }

        Assert.All(
            Directory.EnumerateFiles(scratch.Path, "*", SearchOption.AllDirectories),
            path => Assert.Equal(-1, ReadWhileOpen(path).AsSpan().IndexOf(dye)));
    }

    private static byte[] Lines(int count) => Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(1, count).Select(number => $"{{\"resourceType\":\"Patient\",\"id\":\"{number}\"}}\n")));

    private static byte[] ReadWhileOpen(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static long Length(Stream stream)
    {
        using (stream)
        {
            long length = 0;
            var buffer = new byte[100_000];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                length += count;
            }

            return length;
        }
    }

    private string PathOf(SealedParcel parcel) => scratch.Of("depot", Passage, parcel.Id + ".ndjson.zst.age");

    private SealedParcel Put(byte[] lines, int step = 10_000, AgeRecipient? recipient = null)
    {
        using var writer = depot.Create(Passage, [recipient ?? identity.Recipient]);
        foreach (var piece in lines.Chunk(step))
        {
            writer.Write(piece);
        }

        writer.Complete();
        return writer.Parcel;
    }

    private Stream Open(SealedParcel parcel, long plainBytesMax = long.MaxValue) =>
        depot.Open(Passage, parcel.Id, parcel.Sha256Hex, parcel.SealedBytes, [identity], plainBytesMax);

    private byte[] Take(SealedParcel parcel)
    {
        using var plain = Open(parcel);
        using var lines = new MemoryStream();
        plain.CopyTo(lines);
        return lines.ToArray();
    }

    private void RefusesSealed(byte[] content)
    {
        var parcel = Put([]);
        var file = Sealing.Seal(content, false, identity.Recipient);
        File.WriteAllBytes(PathOf(parcel), file);
        var announced = parcel with
        {
            SealedBytes = file.Length, Sha256Hex = Convert.ToHexStringLower(SHA256.HashData(file)),
        };

        Assert.Equal("DEPOT-009", Assert.Throws<DepotException>(() => Take(announced)).Code);
    }
}
