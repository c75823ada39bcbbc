using Ecluse.Depot;
using Ecluse.Durability;
using Ecluse.Errors;

namespace Ecluse.Passages;

/// <summary>The folder between two gates: plan, manifest, their signatures, sealed parcels.</summary>
public static class HandOver
{
    private const string Plan = "plan.json";
    private const string Manifest = "manifest.json";
    private const string Sig = ".sig";

    /// <summary>Writes what is sealed; the manifest's signature comes last, so that a cut hand-over is not one.</summary>
    public static async Task<Manifest> WriteAsync(
        LockParts parts, PassageWork work, string folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(work);
        var manifest = await Loading.OpenManifestAsync(parts.Ledger, work, cancellation);
        var plan = (await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Plan, cancellation))!;
        var list = (await parts.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation))!;
        Directory.CreateDirectory(folder);
        foreach (var parcel in manifest.Parcels)
        {
            cancellation.ThrowIfCancellationRequested();
            parts.Depot.CopyTo(work.Passage.Id, parcel.Id, folder);
        }

        await WriteAsync(folder, Plan, plan.Bytes, plan.Signature!, cancellation);
        await WriteAsync(folder, Manifest, list.Bytes, list.Signature!, cancellation);
        return manifest;
    }

    /// <summary>Writes a signed plan for a source gate that stands apart.</summary>
    public static async Task WritePlanAsync(string folder, byte[] plan, string signature, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        await WriteAsync(folder, Plan, plan, signature, cancellation);
    }

    /// <summary>Reads the signed plan of such a folder; nothing of it is believed yet.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-029</c>: something is missing.</exception>
    public static async Task<(byte[] Plan, string Signature)> ReadPlanAsync(string folder, CancellationToken cancellation)
    {
        Need(folder, Plan, Plan + Sig);
        return (await File.ReadAllBytesAsync(Path.Combine(folder, Plan), cancellation), await File.ReadAllTextAsync(Path.Combine(folder, Plan + Sig), cancellation));
    }

    /// <summary>Reads it; nothing of it is believed yet.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-029</c>: something is missing.</exception>
    public static async Task<HandedOver> ReadAsync(string folder, CancellationToken cancellation)
    {
        var (plan, signature) = await ReadPlanAsync(folder, cancellation);
        Need(folder, Manifest, Manifest + Sig);
        return new HandedOver(
            plan, signature,
            await File.ReadAllBytesAsync(Path.Combine(folder, Manifest), cancellation),
            await File.ReadAllTextAsync(Path.Combine(folder, Manifest + Sig), cancellation),
            folder);
    }

    private static async Task WriteAsync(string folder, string name, byte[] bytes, string signature, CancellationToken cancellation)
    {
        await WholeFile.WriteAsync(Path.Combine(folder, name), bytes, cancellation);
        await WholeFile.WriteAsync(Path.Combine(folder, name + Sig), signature, cancellation);
    }

    private static void Need(string folder, params string[] names)
    {
        foreach (var name in names)
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw PassageErrors.HandOverIncomplete(name);
            }
        }
    }
}
