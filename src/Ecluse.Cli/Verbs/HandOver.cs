using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Passages;

namespace Ecluse.Cli.Verbs;

/// <summary>The folder between two gates: plan, manifest, their signatures, sealed parcels.</summary>
internal static class HandOver
{
    private const string Plan = "plan.json";
    private const string Manifest = "manifest.json";

    /// <summary>Writes what is sealed; the manifest's signature comes last, so that a cut hand-over is not one.</summary>
    public static async Task<Manifest> WriteAsync(
        Installation installation, PassageWork work, string folder, CancellationToken cancellation)
    {
        var manifest = await Loading.OpenManifestAsync(installation.Ledger, work, cancellation);
        var plan = (await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Plan, cancellation))!;
        var list = (await installation.Ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Manifest, cancellation))!;
        Directory.CreateDirectory(folder);
        foreach (var parcel in manifest.Parcels)
        {
            cancellation.ThrowIfCancellationRequested();
            installation.Parts.Depot.CopyTo(work.Passage.Id, parcel.Id, folder);
        }

        foreach (var (name, document) in new[] { (Plan, plan), (Manifest, list) })
        {
            await WholeFile.WriteAsync(Path.Combine(folder, name), document.Bytes, cancellation);
            await WholeFile.WriteAsync(Path.Combine(folder, name + ".sig"), document.Signature!, cancellation);
        }

        return manifest;
    }

    /// <summary>Reads it; nothing of it is believed yet.</summary>
    /// <exception cref="EcluseException"><c>PASSAGE-029</c>: something is missing.</exception>
    public static async Task<HandedOver> ReadAsync(string folder, CancellationToken cancellation)
    {
        foreach (var name in new[] { Plan, Plan + ".sig", Manifest, Manifest + ".sig" })
        {
            if (!File.Exists(Path.Combine(folder, name)))
            {
                throw PassageErrors.HandOverIncomplete(name);
            }
        }

        return new HandedOver(
            await File.ReadAllBytesAsync(Path.Combine(folder, Plan), cancellation),
            await File.ReadAllTextAsync(Path.Combine(folder, Plan + ".sig"), cancellation),
            await File.ReadAllBytesAsync(Path.Combine(folder, Manifest), cancellation),
            await File.ReadAllTextAsync(Path.Combine(folder, Manifest + ".sig"), cancellation),
            folder);
    }
}
