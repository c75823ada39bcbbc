using System.Security.Cryptography;
using CsCheck;
using Ecluse.Testkit;

namespace Ecluse.Scratch;

public sealed class ScratchFileTests
{
    [Fact]
    public void Names_that_a_kill_left_are_taken_away_an_open_file_goes_on_and_what_is_not_ours_is_told()
    {
        using var folder = new TestFolder();
        var scratch = new ScratchFolder(folder.Of("scratch"));
        Assert.Empty(scratch.Empty());
        using var open = scratch.NewFile();
        File.WriteAllBytes(Path.Combine(scratch.Path, "0123456789abcdef.scratch"), []);
        File.WriteAllBytes(Path.Combine(scratch.Path, "notes.txt"), []);

        Assert.Equal(["notes.txt"], scratch.Empty());

        Assert.Equal(["notes.txt"], Directory.GetFiles(scratch.Path).Select(Path.GetFileName));
        open.Write(0, [1, 2, 3]);
        var found = new byte[3];
        Assert.Equal(3, open.Read(0, found));
        Assert.Equal<byte>([1, 2, 3], found);
    }

    [Fact]
    public void It_reads_what_was_written_at_any_place_like_a_plain_file() =>
        Gen.Select(Gen.Int[0, 9], Gen.Int[0, 60_000], Gen.Byte.Array[0, 9_000]).Array[1, 60].Sample(
            steps =>
            {
                using var folder = new TestFolder();
                using var scratch = new ScratchFolder(folder.Path).NewFile();
                using var plain = new MemoryStream();
                foreach (var (kind, offset, bytes) in steps)
                {
                    if (kind == 0)
                    {
                        var length = Math.Min(offset, plain.Length);
                        scratch.Truncate(length);
                        plain.SetLength(length);
                    }
                    else if (kind < 6)
                    {
                        scratch.Write(offset, bytes);

                        // A plain file does not grow by writing nothing; a stream in memory does.
                        if (bytes.Length > 0)
                        {
                            plain.Position = offset;
                            plain.Write(bytes);
                        }
                    }

                    Assert.Equal(plain.Length, scratch.Length);
                    var (expected, found) = (new byte[bytes.Length], new byte[bytes.Length]);
                    plain.Position = Math.Min(offset, plain.Length);
                    var count = plain.Read(expected);
                    Assert.Equal(count, scratch.Read(offset, found));
                    Assert.Equal(expected[..count], found[..count]);
                }
            },
            iter: 100);

    [Fact]
    public void Writing_nothing_behind_the_end_changes_nothing()
    {
        using var folder = new TestFolder();
        using var scratch = new ScratchFolder(folder.Path).NewFile();
        scratch.Write(0, [1, 2, 3]);
        scratch.Write(21_839, []);
        Assert.Equal(3, scratch.Length);
    }

    [Fact]
    public void It_has_no_name_and_no_plain_byte_on_the_disk()
    {
        using var folder = new TestFolder();
        using var scratch = new ScratchFolder(folder.Path).NewFile();
        var known = RandomNumberGenerator.GetBytes(64);
        scratch.Write(10_000, known);
        scratch.Write(10_000, known);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
        var stored = Stored();
        Assert.True(stored.Length > 10_000);
        for (var at = 0; at + 16 <= known.Length; at++)
        {
            Assert.Equal(-1, stored.AsSpan().IndexOf(known.AsSpan(at, 16)));
        }
    }

    [Fact]
    public void A_block_that_was_altered_moved_or_cut_does_not_open()
    {
        using var folder = new TestFolder();
        using var scratch = new ScratchFolder(folder.Path).NewFile();
        scratch.Write(0, new byte[2 * ScratchFile.BlockBytes]);
        var stored = Stored();
        var slot = stored.Length / 2;

        foreach (var broken in new[]
        {
            Altered(stored, 0), Altered(stored, 20), Altered(stored, slot - 1),
            [.. stored[slot..], .. stored[..slot]], stored[..(slot - 1)],
        })
        {
            Store(broken);
            Assert.Equal("SCRATCH-002", Assert.Throws<ScratchException>(() => scratch.Read(0, new byte[16])).Code);
        }
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_by_name()
    {
        using var folder = new TestFolder();
        var file = folder.Write("file", "not a folder");

        Assert.Equal("SCRATCH-001", Assert.Throws<ScratchException>(() => new ScratchFolder(file).NewFile()).Code);
    }

    private static byte[] Altered(byte[] bytes, int at)
    {
        var altered = bytes.ToArray();
        altered[at] ^= 1;
        return altered;
    }

    // The file has no name, but this process still has it open.
    private static string Open() => Directory.EnumerateFiles("/proc/self/fd")
        .Last(file => new FileInfo(file).LinkTarget is { } to && to.Contains(".scratch", StringComparison.Ordinal));

    private static byte[] Stored() => File.ReadAllBytes(Open());

    private static void Store(byte[] bytes) => File.WriteAllBytes(Open(), bytes);
}
