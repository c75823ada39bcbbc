using System.Security.Cryptography;
using System.Text;
using Ecluse.Errors;
using Ecluse.Spaces;

namespace Ecluse.Storage.Spaces;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class ExchangeTests
{
    private readonly string engine;

    public ExchangeTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected ExchangeTests(string engine) => this.engine = engine;

    [Fact]
    public async Task What_is_sent_is_taken_as_it_was_with_its_name_and_the_depot_holds_neither()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var bytes = RandomNumberGenerator.GetBytes((2 * Upload.SegmentBytesMax) + 12345);

        var sent = await lab.SendAsync("Résultats de Jeanne.csv", bytes);

        var (name, opened) = await lab.OpenTakenAsync(sent.Id);
        Assert.Equal("Résultats de Jeanne.csv", name);
        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData(opened));
        Assert.Equal((ObjectState.Complete, bytes.Length, 5), (sent.State, sent.Received, sent.Segments));
        Assert.Equal(5, lab.Files().Count);
        Assert.DoesNotContain(Directory.EnumerateFiles(lab.Data.Path, "*", SearchOption.AllDirectories), file =>
            file.Contains("Jeanne", StringComparison.Ordinal) || File.ReadAllBytes(file).AsSpan().IndexOf("Jeanne"u8) >= 0);
        Assert.Equal(["space.opened", "object.received", "object.taken"], lab.Acts.Select(act => act.Name));
    }

    [Fact]
    public async Task An_upload_goes_on_at_the_end_of_the_last_counted_segment_and_nowhere_else()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var bytes = RandomNumberGenerator.GetBytes(Upload.SegmentBytesMax + 5000);
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "a", bytes.Length, false, default);
        var first = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
        await first.WriteAsync(0, bytes.AsMemory(0, Upload.SegmentBytesMax + 1000), default);

        // The later one goes on; what the earlier had not counted is gone.
        await using var second = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
        Assert.Equal(Upload.SegmentBytesMax, second.Position);
        Assert.Equal("SPACE-018", (await Assert.ThrowsAsync<EcluseException>(() => first.WriteAsync(first.Position, new byte[1], default))).Code);
        foreach (var wrong in new long[] { 0, Upload.SegmentBytesMax - 1, Upload.SegmentBytesMax + 1000 })
        {
            var refused = await Assert.ThrowsAsync<WrongOffsetException>(() => second.WriteAsync(wrong, bytes.AsMemory(0, 1), default));
            Assert.Equal(Upload.SegmentBytesMax, refused.Right);
        }

        await second.WriteAsync(second.Position, bytes.AsMemory(Upload.SegmentBytesMax), default);
        await second.CompleteAsync(default);
        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData((await lab.OpenTakenAsync(begun.Id)).Bytes));
        Assert.Equal(4, lab.Files().Count);
    }

    [Fact]
    public async Task What_is_not_sealed_does_not_come_in_where_the_sender_seals()
    {
        using var lab = await new SpaceLab(Grade.EndToEnd, engine: engine).OpenAsync();
        foreach (var bytes in new[] { "plaintext that is long enough"u8.ToArray(), "age-encryption.org/v2\nxxxxx"u8.ToArray(), "age"u8.ToArray(), [] })
        {
            foreach (var isSegmented in new[] { false, true })
            {
                var refused = await Assert.ThrowsAsync<EcluseException>(() => lab.SendAsync("x", bytes, isSegmented: isSegmented));
                Assert.Equal("SPACE-005", refused.Code);
                Assert.DoesNotContain(await lab.Ledger.ObjectsAsync(lab.Space.Id, default), one => one.Received > 0);
            }
        }

        Assert.DoesNotContain(lab.Files(), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_age_file_comes_out_as_the_very_bytes_that_came_in()
    {
        using var lab = await new SpaceLab(Grade.EndToEnd, engine: engine).OpenAsync();
        var plain = RandomNumberGenerator.GetBytes(Upload.PieceBytesMax + 700_000);
        var sealedBytes = lab.Seal(plain);

        var sent = await lab.SendAsync("a.age", sealedBytes);

        var taken = await lab.Exchange.TakeAsync(lab.Space.Id, sent.Id, SpaceLab.Taker, default);
        Assert.Equal([TakenObject.NameFile, "000001.age", TakenObject.EndFile], taken.Files.Select(file => file.Name));
        Assert.Equal(2, taken.Files[1].Pieces.Count);
        using var whole = new MemoryStream();
        await taken.Open(taken.Files[1]).CopyToAsync(whole, TestContext.Current.CancellationToken);
        Assert.Equal(sealedBytes, whole.ToArray());
        Assert.Equal(plain, (await lab.OpenTakenAsync(sent.Id)).Bytes);
    }

    [Fact]
    public async Task Segments_that_the_sender_sealed_come_out_one_by_one_and_a_cut_one_leaves_nothing()
    {
        using var lab = await new SpaceLab(Grade.EndToEnd, engine: engine).OpenAsync();
        byte[][] parts = [lab.Seal("Résultats.csv"u8.ToArray()), lab.Seal("one "u8.ToArray()), lab.Seal("two"u8.ToArray())];
        var length = parts.Sum(part => part.Length) + lab.SealEnd(SpaceIds.NewObject(), 2, 7).Length;
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "handle", length, true, default);
        await using (var upload = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await upload.WriteAsync(0, parts[0], default);
            await upload.CountAsync(default);
            await upload.WriteAsync(upload.Position, parts[1].AsMemory(0, 150), default);
            await upload.CutAsync();
            Assert.Equal(parts[0].Length, upload.Position);
            await upload.WriteAsync(upload.Position, parts[1], default);
            await upload.CountAsync(default);
            await upload.WriteAsync(upload.Position, parts[2], default);
            await upload.CountAsync(default);
            await upload.WriteAsync(upload.Position, lab.SealEnd(begun.Id, 2, 7), default);
            await upload.CompleteAsync(default);
        }

        var (name, bytes) = await lab.OpenTakenAsync(begun.Id);
        Assert.Equal(("Résultats.csv", "one two"), (name, Encoding.UTF8.GetString(bytes)));
        Assert.Equal(4, lab.Files().Count);
    }

    [Fact]
    public async Task An_object_whose_sender_seals_is_not_complete_before_its_end_has_come()
    {
        using var lab = await new SpaceLab(Grade.EndToEnd, engine: engine).OpenAsync();
        Assert.Equal("SPACE-024", (await Assert.ThrowsAsync<EcluseException>(() => lab.SendAsync("handle", lab.Seal("a"u8.ToArray()), isSegmented: true))).Code);
        Assert.Equal(ObjectState.Unfinished, Assert.Single(await lab.Ledger.ObjectsAsync(lab.Space.Id, default)).State);
    }

    [Fact]
    public async Task An_end_that_the_state_does_not_take_leaves_no_file_and_the_next_try_seals_another()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "a", null, false, default);
        await using (var upload = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await upload.WriteAsync(0, "one"u8.ToArray(), default);
            await upload.CountAsync(default);

            // Another process counted meanwhile what this one knows nothing of.
            var other = lab.Depot.Seal(lab.Space.Id, [lab.Identity.Recipient]);
            other.Write("two"u8);
            var done = other.Complete();
            await lab.Ledger.CountAsync(
                lab.Space.Id, begun.Id, new Segment(2, done.Id, SegmentKind.Begins, 3, 3, done.SealedBytes, done.Sha256Hex), default);
            Assert.Equal("SPACE-003", (await Assert.ThrowsAsync<WrongOffsetException>(() => upload.CompleteAsync(default))).Code);
        }

        Assert.Equal(3, lab.Files().Count);
        await using (var upload = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))
        {
            await upload.CompleteAsync(default);
        }

        Assert.Equal("onetwo", Encoding.UTF8.GetString((await lab.OpenTakenAsync(begun.Id)).Bytes));
    }

    [Fact]
    public async Task A_name_answers_to_whoever_typed_it_and_to_nobody_else()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var sent = await lab.SendAsync("a.csv", [1, 2, 3]);

        Assert.Equal(3, (await lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Sender, "a.csv", default))?.Received);
        Assert.Null(await lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Sender, "A.csv", default));
        Assert.Null(await lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Other, "a.csv", default));
        Assert.Equal("SPACE-007", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Taker, "a.csv", default))).Code);
        Assert.Equal("SPACE-001", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.StatAsync(lab.Space.Id, "person:99", "a.csv", default))).Code);
        Assert.Equal("SPACE-006", (await Assert.ThrowsAsync<EcluseException>(() => lab.SendAsync("a.csv", [4]))).Code);
        Assert.Equal([sent.Id], (await lab.Exchange.ListAsync(lab.Space.Id, SpaceLab.Sender, default)).Select(one => one.Id));
        Assert.Equal([sent.Id], (await lab.Exchange.ListAsync(lab.Space.Id, SpaceLab.Taker, default)).Select(one => one.Id));
        Assert.Empty(await lab.Exchange.ListAsync(lab.Space.Id, SpaceLab.Other, default));
        Assert.Equal("SPACE-007", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.TakeAsync(lab.Space.Id, sent.Id, SpaceLab.Sender, default))).Code);
    }

    [Fact]
    public async Task What_is_removed_is_gone_from_the_disk_and_its_name_is_free_again()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var sent = await lab.SendAsync("a.csv", [1, 2, 3]);
        await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.RemoveAsync(lab.Space.Id, sent.Id, SpaceLab.Other, default));

        await lab.Exchange.RemoveAsync(lab.Space.Id, sent.Id, SpaceLab.Sender, default);

        Assert.Empty(lab.Files());
        Assert.Equal((0, 0), await lab.Ledger.UsedAsync(lab.Space.Id, default));
        Assert.Null(await lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Sender, "a.csv", default));
        Assert.Equal("SPACE-002", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.TakeAsync(lab.Space.Id, sent.Id, SpaceLab.Taker, default))).Code);
        Assert.Equal(["object.removing", "object.removed"], lab.Acts.Select(act => act.Name).TakeLast(2));
        await lab.SendAsync("a.csv", [4]);
    }

    [Fact]
    public async Task Another_name_is_sealed_anew_and_answers_from_then_on()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var sent = await lab.SendAsync("a.part", [1, 2, 3]);

        await lab.Exchange.RenameAsync(lab.Space.Id, SpaceLab.Sender, "a.part", "a.csv", default);

        Assert.Null(await lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Sender, "a.part", default));
        Assert.Equal(sent.Id, (await lab.Exchange.StatAsync(lab.Space.Id, SpaceLab.Sender, "a.csv", default))!.Id);
        Assert.Equal("a.csv", (await lab.OpenTakenAsync(sent.Id)).Name);
        Assert.Equal(3, lab.Files().Count);
    }

    [Fact]
    public async Task A_space_and_an_object_are_found_by_their_whole_id_and_nothing_like_it()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "a", 3, false, default);
        static string[] Like(string id) => [id[..^1], id + "0", id + "/", "../" + id, " " + id, id + " ", id.ToUpperInvariant(), id[..^1] + "%", id[..^1] + "_", ""];

        foreach (var wrong in Like(lab.Space.Id))
        {
            Assert.Equal("SPACE-001", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.BeginAsync(wrong, SpaceLab.Sender, "b", 3, false, default))).Code);
        }

        foreach (var wrong in Like(begun.Id))
        {
            Assert.Equal("SPACE-002", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.ResumeAsync(lab.Space.Id, wrong, SpaceLab.Sender, default))).Code);
        }

        Assert.Single(await lab.Ledger.ObjectsAsync(lab.Space.Id, default));
    }

    [Theory]
    [InlineData(5_000, 100)]
    [InlineData(1_000_000, 12)]
    public async Task The_limits_hold_to_the_byte_whoever_writes_at_the_same_time(int bytesMax, int objectsMax)
    {
        using var lab = await new SpaceLab(bytes: bytesMax, objects: objectsMax, engine: engine).OpenAsync();
        var tries = Enumerable.Range(0, 30).Select(async number =>
        {
            try
            {
                // Half of them say beforehand how long they are.
                var length = 700 + number;
                var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, $"{number}", number % 2 == 0 ? length : null, false, default);
                await using var upload = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
                await upload.WriteAsync(0, new byte[length], default);
                await upload.CompleteAsync(default);
                return (long)length;
            }
            catch (EcluseException full) when (full.Code == "SPACE-004")
            {
                return 0;
            }
        });
        var sent = (await Task.WhenAll(tries)).Sum();

        var (bytes, objects) = await lab.Ledger.UsedAsync(lab.Space.Id, default);
        Assert.InRange(bytes, Math.Min(bytesMax, 12 * 700) - 800, bytesMax);
        Assert.InRange(objects, 1, objectsMax);
        Assert.Equal(sent, bytes);
    }
}

/// <summary>The same, with the state in PostgreSQL.</summary>
public sealed class ExchangeOnPostgresTests() : ExchangeTests(StateOn.Postgres);
