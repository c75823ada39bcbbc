using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Cli.Lock;

/// <summary>One passage, sealed and not loaded, on which each test tries one forgery and takes it back.</summary>
public sealed class SealedPassageTests : IAsyncLifetime
{
    private PreparedPassage passage = null!;
    private Manifest manifest = null!;

    public async ValueTask InitializeAsync()
    {
        passage = await PreparedPassage.OpenAsync();
        manifest = await passage.SealAsync();
    }

    public ValueTask DisposeAsync()
    {
        passage.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_manifest_that_does_not_agree_with_the_signed_plan_is_refused_by_name()
    {
        var stranger = manifest.Recipients[0][..^4] + "qqqq";
        var (first, second) = (manifest.Parcels[0], manifest.Parcels[1]);
        await RefusedAsync("MANIFEST-001", manifest with { Passage = "p-000000000000" });
        await RefusedAsync("MANIFEST-002", manifest with { PlanSha256 = new string('0', 64) });
        await RefusedAsync("MANIFEST-003", manifest with { Gate = manifest.Gate + "x" });
        await RefusedAsync("MANIFEST-004", manifest with { Recipients = [stranger] });
        await RefusedAsync("MANIFEST-004", manifest with { Recipients = [.. manifest.Recipients, stranger] });
        await RefusedAsync("MANIFEST-005", manifest with { Recipients = [] });
        await RefusedAsync("MANIFEST-006", manifest with { Parcels = [.. manifest.Parcels.Skip(1)] });
        await RefusedAsync("MANIFEST-006", manifest with { Parcels = [.. manifest.Parcels.SkipLast(1)] });
        await RefusedAsync("MANIFEST-007", manifest with { Parcels = [second, first, .. manifest.Parcels.Skip(2)] });
        await RefusedAsync("MANIFEST-008", manifest with { Parcels = [first, .. manifest.Parcels] });
        await RefusedAsync("MANIFEST-009", manifest with { LeftOut = 1 }, resign: false);
    }

    [Fact]
    public async Task A_parcel_that_is_not_the_one_sealed_is_refused_and_nothing_is_loaded()
    {
        var before = passage.Rows();
        var path = Path.Combine(passage.DepotFolder, manifest.Parcels[0].Id + ".ndjson.zst.age");
        var other = await File.ReadAllBytesAsync(Path.Combine(passage.DepotFolder, manifest.Parcels[1].Id + ".ndjson.zst.age"));
        var right = await File.ReadAllBytesAsync(path);
        foreach (var at in new[] { 0, right.Length / 3, right.Length / 2, right.Length - 1 })
        {
            var flipped = right.ToArray();
            flipped[at] ^= 1;
            await File.WriteAllBytesAsync(path, flipped);
            (await passage.PassAsync()).Refused("DEPOT-003", ErrorKind.SealBroken);
        }

        await File.WriteAllBytesAsync(path, right[..^1]);
        (await passage.PassAsync()).Refused("DEPOT-002", ErrorKind.SealBroken);
        await File.WriteAllBytesAsync(path, other);
        Assert.Contains((await passage.PassAsync()).Must((int)ErrorKind.SealBroken).Code, new[] { "DEPOT-002", "DEPOT-003" });
        File.Delete(path);
        Assert.Contains(manifest.Parcels[0].Id, (await passage.PassAsync()).Error, StringComparison.Ordinal);

        passage.Rows().MustEqual(before);
        await File.WriteAllBytesAsync(path, right);
        (await passage.PassAsync()).Must(0);
    }

    private async Task RefusedAsync(string code, Manifest forged, bool resign = true)
    {
        var bytes = CanonicalDocument.Write(forged);
        var signature = await passage.WithAsync((installation, _) => Task.FromResult(installation.Parts.SourceGate.Sign(
            SignatureNamespaces.Manifest, resign ? bytes : CanonicalDocument.Write(manifest)).Armor()));
        await passage.ReplaceAsync(DocumentKind.Manifest, bytes, signature);
        (await passage.PassAsync()).Refused(code);
        Assert.Equal(0, passage.Rows().Patients);
    }
}
