using System.Security.Cryptography;
using System.Text;
using Ecluse.Age;
using Ecluse.Spaces;
using Ecluse.Testkit;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Spaces;

/// <summary>
/// One upload, cut and killed many times, whose client changes its bytes between tries: every age file that was ever seen on the disk is
/// opened with the recipient's identity, and no two chunks of all of them share key and nonce.
/// </summary>
public sealed class CutsAndKillsTests
{
    // So that a segment ends often enough for a small upload to have many.
    private const int PartMax = 72 * 1024;

    // "age-encryption.org/v1" and a line feed: of less nothing is known to be sealed.
    private const int SealedHeadLength = 22;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_two_chunks_ever_written_share_key_and_nonce_whatever_the_client_sends_again()
    {
        using var lab = await new SpaceLab().OpenAsync();
        var (tries, seen) = (TestSizes.Of("depot.cuts"), new SeenSegments(lab.Identity));
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "changing.bin", null, false, default);
        var expected = new MemoryStream();
        for (var number = 0; number < tries; number++)
        {
            // A process that was killed leaves what it was writing, and knows nothing of it afterwards: another exchange on the same folder.
            var exchange = new Exchange(lab.Ledger, lab.Depot, lab.Keys, lab.Clock);
            var upload = await exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
            Assert.Equal(expected.Length, upload.Position);
            var bytes = RandomNumberGenerator.GetBytes(1 + RandomNumberGenerator.GetInt32(2 * PartMax));
            var counted = upload.Position;
            for (var at = 0; at < bytes.Length;)
            {
                var count = Math.Min(bytes.Length - at, 1 + RandomNumberGenerator.GetInt32(PartMax));
                await upload.WriteAsync(upload.Position, bytes.AsMemory(at, count), default);
                at += count;
                await seen.LookAsync(lab.Files());
                if (upload.Position - upload.Object.Received >= PartMax)
                {
                    await upload.CountAsync(default);
                }
            }

            // Cut: what arrived is counted. Killed: it is not, and its file lies there until it is swept.
            if (RandomNumberGenerator.GetInt32(2) == 0)
            {
                await upload.CutAsync();
                await upload.DisposeAsync();
            }

            expected.Write(bytes.AsSpan(0, (int)(upload.Object.Received - counted)));
            await seen.LookAsync(lab.Files());
        }

        await using (var last = await new Exchange(lab.Ledger, lab.Depot, lab.Keys, lab.Clock).ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await last.CompleteAsync(default);
        }

        Assert.Equal(SHA256.HashData(expected.ToArray()), SHA256.HashData((await lab.OpenTakenAsync(begun.Id)).Bytes));
        await seen.LookAsync(lab.Files(), isLast: true);
        Assert.True(seen.Files > tries, $"{seen.Files} files in {tries} tries");
        Assert.Equal(seen.Files, seen.Keys);
        Assert.Empty(seen.Faults);
    }

    [Fact]
    public async Task Sealed_by_the_sender_a_part_is_sealed_anew_at_each_try_and_no_two_that_reach_the_disk_share_a_key()
    {
        using var lab = await new SpaceLab(Grade.EndToEnd).OpenAsync();
        var (tries, seen, keys) = (TestSizes.Of("depot.cuts"), new SeenSegments(lab.Identity), new HashSet<string>());
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "handle", null, isSegmented: true, default);
        var expected = new MemoryStream();
        for (var number = 0; number < tries; number++)
        {
            var upload = await new Exchange(lab.Ledger, lab.Depot, lab.Keys, lab.Clock).ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
            var plain = RandomNumberGenerator.GetBytes(1 + RandomNumberGenerator.GetInt32(PartMax));
            var part = lab.Seal(plain);
            Assert.True(keys.Add(seen.PayloadKey(part)!));
            var sent = RandomNumberGenerator.GetInt32(3) == 0 ? part.Length : RandomNumberGenerator.GetInt32(part.Length);
            for (var at = 0; at < sent;)
            {
                var count = Math.Min(sent - at, 1 + RandomNumberGenerator.GetInt32(PartMax / 2));
                await upload.WriteAsync(upload.Position, part.AsMemory(at, count), default);
                at += count;
                await seen.LookAsync(lab.Files());
            }

            // Whole: counted. Cut: nothing of it is. Killed: its file lies there until it is swept.
            if (sent == part.Length)
            {
                await upload.CountAsync(default);
                expected.Write(upload.Object.Segments == 1 ? [] : plain);
            }
            else if (RandomNumberGenerator.GetInt32(2) == 0)
            {
                await upload.CutAsync();
                await upload.DisposeAsync();
            }
        }

        await using (var last = await new Exchange(lab.Ledger, lab.Depot, lab.Keys, lab.Clock).ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await last.WriteAsync(last.Position, lab.Seal([1]), default);
            await last.CountAsync(default);
            expected.Write(last.Object.Segments == 1 ? [] : [1]);
            await last.WriteAsync(last.Position, lab.SealEnd(begun.Id, last.Object.Segments - 1, expected.Length), default);
            await last.CompleteAsync(default);
        }

        Assert.Equal(SHA256.HashData(expected.ToArray()), SHA256.HashData((await lab.OpenTakenAsync(begun.Id)).Bytes));
        await seen.LookAsync(lab.Files(), isLast: true);
        Assert.Equal(seen.Files, seen.Keys);
        Assert.Empty(seen.Faults);
    }

    [Fact]
    public async Task Of_one_sealed_file_whose_sender_changes_it_between_tries_each_byte_is_kept_as_it_came_and_once()
    {
        using var lab = await new SpaceLab(Grade.EndToEnd).OpenAsync();
        var seen = new SeenSegments(lab.Identity);
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "changing.age", null, isSegmented: false, default);
        using var expected = new MemoryStream();
        for (var number = 0; number < TestSizes.Of("depot.cuts"); number++)
        {
            // The same length of plaintext under another file key, from where the object stands.
            var upload = await new Exchange(lab.Ledger, lab.Depot, lab.Keys, lab.Clock).ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
            Assert.Equal(expected.Length, upload.Position);
            var file = lab.Seal(RandomNumberGenerator.GetBytes((int)expected.Length + PartMax));
            var bytes = file.AsMemory((int)expected.Length, 1 + RandomNumberGenerator.GetInt32(file.Length - (int)expected.Length - 1));
            await upload.WriteAsync(upload.Position, bytes, default);
            await seen.LookAsync(lab.Files());
            if (bytes.Length < SealedHeadLength && expected.Length == 0)
            {
                await upload.DisposeAsync();
                continue;
            }

            if (RandomNumberGenerator.GetInt32(4) != 0)
            {
                await upload.CutAsync();
                await upload.DisposeAsync();
                expected.Write(bytes.Span);
            }
        }

        await using (var last = await new Exchange(lab.Ledger, lab.Depot, lab.Keys, lab.Clock).ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await last.CompleteAsync(default);
        }

        var taken = await lab.Exchange.TakeAsync(lab.Space.Id, begun.Id, SpaceLab.Taker, default);
        using var kept = new MemoryStream();
        await taken.Open(taken.Files[1]).CopyToAsync(kept, Stop);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(kept.ToArray()));
        await seen.LookAsync(lab.Files(), isLast: true);
        Assert.Empty(seen.Faults);
    }

    [Fact]
    public async Task Killed_at_random_instants_nothing_that_was_counted_is_lost_and_nothing_that_is_lost_was_counted()
    {
        using var folder = new TestFolder();
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        using var lab = await new SpaceLab(path: folder.Of("data"), clock: clock, identity: identity).OpenAsync();
        var seen = new SeenSegments(identity);
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "killed.bin", null, false, default);
        var known = new List<(long Offset, byte Fill)>();
        for (byte number = 1; number <= TestSizes.Of("depot.kills"); number++)
        {
            var before = (await lab.Ledger.FindObjectAsync(lab.Space.Id, begun.Id, Stop))!.Received;
            known.Add((before, number));
            await KilledWriter.RunAsync(folder.Of("data"), lab.Space.Id, begun.Id, number);
            var after = (await lab.Ledger.FindObjectAsync(lab.Space.Id, begun.Id, Stop))!.Received;
            Assert.True(after >= before);
            await seen.LookAsync(lab.Files());

            // What is counted is on the disk, whole, whatever became of the process.
            foreach (var segment in await lab.Ledger.SegmentsAsync(begun.Id, Stop))
            {
                await using var file = lab.Depot.Read(lab.Space.Id, segment.File);
                Assert.Equal(segment.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, Stop)));
            }
        }

        await using (var last = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await last.CompleteAsync(default);
        }

        await seen.LookAsync(lab.Files(), isLast: true);
        var bytes = (await lab.OpenTakenAsync(begun.Id)).Bytes;
        Assert.NotEmpty(bytes);
        for (var at = 0L; at < bytes.Length; at++)
        {
            Assert.Equal(known.Last(one => one.Offset <= at).Fill, bytes[at]);
        }

        Assert.Equal(seen.Files, seen.Keys);
        Assert.Empty(seen.Faults);
    }
}

/// <summary>Every segment that was ever seen, whole or not: its payload key, and whether its bytes only ever grew.</summary>
internal sealed class SeenSegments(AgeIdentity identity)
{
    private readonly Dictionary<string, byte[]> bytesOf = [];
    private readonly Dictionary<string, string> keyOf = [];
    private readonly HashSet<string> whole = [];

    public int Files => keyOf.Count;

    public int Keys => keyOf.Values.Distinct().Count();

    public List<string> Faults { get; } = [];

    /// <summary>Looks at what is new or being written; at the end at everything once more.</summary>
    public async Task LookAsync(IReadOnlyList<string> files, bool isLast = false)
    {
        foreach (var path in files)
        {
            var id = Path.GetFileName(path).Split('.')[0];
            if (!isLast && whole.Contains(id))
            {
                continue;
            }

            byte[] now;
            try
            {
                now = await File.ReadAllBytesAsync(path);
            }
            catch (FileNotFoundException)
            {
                continue;
            }

            // A chunk that was written once stays as it was: only then is its nonce used once.
            if (bytesOf.TryGetValue(id, out var before) && !now.AsSpan().StartsWith(before))
            {
                Faults.Add($"{id} was written over");
            }

            bytesOf[id] = now;
            if (path.EndsWith(".age", StringComparison.Ordinal))
            {
                whole.Add(id);
            }

            if (!keyOf.ContainsKey(id) && PayloadKey(now) is { } key)
            {
                keyOf[id] = key;
            }
        }
    }

    // By the specification of age, and not by our code: HKDF over the file key with the payload's nonce.
    public string? PayloadKey(byte[] file)
    {
        var end = file.AsSpan().IndexOf("\n--- "u8);
        var payload = end < 0 ? -1 : file.AsSpan(end + 1).IndexOf((byte)'\n') + end + 2;
        if (end < 0 || file.Length < payload + 16)
        {
            return null;
        }

        var lines = Encoding.ASCII.GetString(file, 0, end).Split('\n');
        var stanza = new Stanza("X25519", [lines[1].Split(' ')[2]], Convert.FromBase64String(lines[2].PadRight((lines[2].Length + 3) / 4 * 4, '=')));
        var fileKey = identity.Unwrap(stanza)!;
        return Convert.ToHexString(HKDF.DeriveKey(HashAlgorithmName.SHA256, fileKey, 32, file[payload..(payload + 16)], "payload"u8.ToArray()));
    }
}
