using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Signatures;
using Ecluse.Spaces;

namespace Ecluse.Storage.Spaces;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class ErasingSpaceTests
{
    private readonly string engine;

    public ErasingSpaceTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected ErasingSpaceTests(string engine) => this.engine = engine;

    private const string Agent = "agent:depot";

    [Fact]
    public async Task An_erased_space_has_no_key_and_no_folder_and_its_certificate_tells_of_each_object()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        using var gate = SshSigner.Generate("gate");
        var complete = await lab.SendAsync("a", [1, 2, 3]);
        var removed = await lab.SendAsync("b", [1, 2]);
        await lab.Exchange.RemoveAsync(lab.Space.Id, removed.Id, SpaceLab.Sender, default);
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "c", null, false, default);
        await using var upload = await lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default);
        await upload.WriteAsync(0, new byte[100], default);

        await Erasing(lab, gate).RunAsync(lab.Space.Id, Agent, "checkpoint", default);

        Assert.Empty(Directory.EnumerateFileSystemEntries(lab.Data.Spaces));
        Assert.Empty(Directory.EnumerateFileSystemEntries(lab.Data.SpaceKeys));
        var (bytes, signature, _) = (await lab.Ledger.CertificateAsync(lab.Space.Id, default))!.Value;
        SshSignature.Parse(signature).Verify(gate.PublicKey, SignatureNamespaces.Certificate, bytes);
        var certificate = CanonicalDocument.Read<SpaceCertificate>(bytes);
        Assert.Equal("early", certificate.Timing);
        Assert.Equal(
            [(complete.Id, "complete", 3), (removed.Id, "removed", 2), (begun.Id, "unfinished", 0)],
            certificate.Objects.Select(one => (one.Object, one.Was, (int)one.Received)).OrderBy(one => one.Was switch { "complete" => 0, "removed" => 1, _ => 2 }));
        Assert.Equal(Sha256Hex.Of(bytes), lab.Acts.Single(act => act.Name == "space.erased").Hashes["certificate"]);
        Assert.Contains("in clear", certificate.CannotProve.En, StringComparison.Ordinal);

        // Whoever was writing writes nothing more, and nobody begins.
        Assert.Equal("SPACE-018", (await Assert.ThrowsAsync<EcluseException>(() => upload.WriteAsync(100, new byte[1], default))).Code);
        Assert.Equal("SPACE-008", (await Assert.ThrowsAsync<EcluseException>(() => lab.SendAsync("d", [1]))).Code);
        Assert.Equal("SPACE-008", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.TakeAsync(lab.Space.Id, complete.Id, SpaceLab.Taker, default))).Code);
    }

    [Fact]
    public async Task An_erasure_that_was_killed_is_taken_up_again_and_ends_the_same()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        using var gate = SshSigner.Generate("gate");
        await lab.SendAsync("a", [1, 2, 3]);

        // Killed after the announcement; after the key; after the folder.
        await lab.Ledger.ErasingAsync(lab.Space.Id, lab.Clock.GetUtcNow(), SpaceActs.Erasing(lab.Space.Id, Agent), default);
        Assert.Equal("SPACE-008", (await Assert.ThrowsAsync<EcluseException>(() => lab.SendAsync("b", [1]))).Code);
        lab.Keys.Destroy(lab.Space.Id);
        lab.Depot.RemoveSpace(lab.Space.Id);

        await Erasing(lab, gate).RunAsync(lab.Space.Id, Agent, "checkpoint", default);
        await Erasing(lab, gate).RunAsync(lab.Space.Id, Agent, "checkpoint", default);

        Assert.Single(lab.Acts, act => act.Name == "space.erasing");
        Assert.Single(lab.Acts, act => act.Name == "space.erased");
        Assert.NotNull((await lab.Ledger.FindAsync(lab.Space.Id, default))!.ErasedAt);
    }

    [Fact]
    public async Task Objects_go_at_their_date_counted_from_receipt_also_unfinished_ones_and_whatever_a_file_s_date_says()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var complete = await lab.SendAsync("a", [1, 2, 3]);
        var begun = await lab.Exchange.BeginAsync(lab.Space.Id, SpaceLab.Sender, "b", 10, false, default);
        foreach (var file in lab.Files())
        {
            File.SetLastWriteTimeUtc(file, new DateTime(1999, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        lab.Clock.Advance(SpaceObject.UnfinishedMax - TimeSpan.FromSeconds(1));
        Assert.Empty(await DueAsync(lab));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([begun.Id], await DueAsync(lab));
        Assert.Equal("SPACE-002", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.ResumeAsync(lab.Space.Id, begun.Id, SpaceLab.Sender, default))).Code);

        lab.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.Empty(await DueAsync(lab));
        lab.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("SPACE-008", (await Assert.ThrowsAsync<EcluseException>(() => lab.Exchange.TakeAsync(lab.Space.Id, complete.Id, SpaceLab.Taker, default))).Code);
        Assert.Equal([complete.Id], await DueAsync(lab));
        Assert.Empty(lab.Files());
        Assert.Equal((0, 0), await lab.Ledger.UsedAsync(lab.Space.Id, default));
    }

    [Fact]
    public async Task What_no_row_counts_is_swept_the_second_time_and_what_somebody_writes_is_not()
    {
        using var lab = await new SpaceLab(engine: engine).OpenAsync();
        var sent = await lab.SendAsync("a", [1, 2, 3]);
        using var orphan = lab.Depot.Keep(lab.Space.Id);
        orphan.Write([1]);
        orphan.Complete();
        var part = Path.Combine(lab.Data.Spaces, lab.Space.Id, new string('a', 32) + ".age.part");
        await File.WriteAllBytesAsync(part, [1], TestContext.Current.CancellationToken);
        using var living = lab.Depot.Keep(lab.Space.Id);
        living.Write([1, 2]);

        await DueAsync(lab);
        Assert.Equal(6, lab.Files().Count);
        await DueAsync(lab);
        await DueAsync(lab);

        Assert.Equal(4, lab.Files().Count);
        Assert.Contains(lab.Files(), file => file.Contains(living.Id, StringComparison.Ordinal));
        Assert.Equal([1, 2, 3], (await lab.OpenTakenAsync(sent.Id)).Bytes);
    }

    private static Task<IReadOnlyList<string>> DueAsync(SpaceLab lab) =>
        lab.Exchange.RemoveDueAsync(lab.Space, Agent, one => one.Due <= lab.Clock.GetUtcNow(), (what, failure) => Assert.Fail($"{what}: {failure.Code}"), default);

    private static ErasingSpace Erasing(SpaceLab lab, SshSigner gate) => new(lab.Ledger, lab.Depot, lab.Keys, lab.Exchange, gate, lab.Clock);
}

/// <summary>The same, with the state in PostgreSQL.</summary>
public sealed class ErasingSpaceOnPostgresTests() : ErasingSpaceTests(StateOn.Postgres);
