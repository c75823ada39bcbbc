using System.Security.Cryptography;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Signatures;

namespace Ecluse.Erasure;

/// <summary>
/// What is to be returned is returned before it is erased (GDPR art. 28(3)(g)): announced, handed over, read again, receipted.
/// </summary>
/// <param name="parts">What it works with.</param>
public sealed class Returning(LockParts parts)
{
    /// <summary>Name of the receipt in the folder handed over; its signature stands beside it.</summary>
    public const string ReceiptFile = "receipt.json";

    private const string Returned = "passage.returned";

    private readonly IPassageLedger ledger = parts.Ledger;

    /// <summary>Hands over and keeps the signed receipt.</summary>
    /// <param name="work">The passage.</param>
    /// <param name="by">Who hands over.</param>
    /// <param name="handOver">Copies parcels and documents; gives back the folder.</param>
    /// <param name="checkpoint">The journal's latest checkpoint.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="EcluseException">
    /// <c>ERASE-014</c>: the plan says delete; <c>DEPOT-…</c>: a parcel is missing or damaged, and nothing is handed over;
    /// <c>PASSAGE-017</c>: the passage is being ended.
    /// </exception>
    public async Task<(ReturnReceipt Receipt, PassageDocument Document)> RunAsync(
        PassageWork work, string by, Func<Task<string>> handOver, string checkpoint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(handOver);
        if (work.Plan.Fate != "return")
        {
            throw EraseErrors.NothingToReturn();
        }

        var manifest = await Loading.OpenManifestAsync(ledger, work, cancellation);
        manifest.Parcels.ToList().ForEach(parcel => parts.Depot.Check(work.Passage.Id, parcel.Id, parcel.Sha256, parcel.SealedBytes));
        var intent = await ledger.NoteAsync(null, work.Act("passage.returning", by), cancellation);
        var files = await ReadAgainAsync(await handOver(), manifest, cancellation);
        var receipt = new ReturnReceipt(
            work.Passage.Id, work.PlanSha256, parts.Clock.GetUtcNow(), by,
            [
                .. work.Plan.Recipients.Where(one => one.Holder == "controller").Select(one => new ReturnedTo(one.Recipient, one.Where)),
            ],
            files, checkpoint);
        var bytes = CanonicalDocument.Write(receipt);
        var gate = parts.IsTargetOf(work.Plan) ? parts.TargetGate : parts.SourceGate;
        var document = new PassageDocument(DocumentKind.Return, bytes, gate.Sign(SignatureNamespaces.Return, bytes).Armor());
        await ledger.NoteAsync(
            work.Passage.Id, work.Act(Returned, by, ("receipt", Sha256Hex.Of(bytes))) with { Intent = intent }, document, cancellation);
        return (receipt, document);
    }

    /// <summary>Refuses an early erasure of an accepted passage whose parcels were not returned yet.</summary>
    /// <exception cref="EcluseException"><c>ERASE-013</c>.</exception>
    public static async Task RefuseBeforeAsync(
        IPassageLedger ledger, PassageWork work, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(work);
        if (work.Plan.Fate == "return" && work.Passage.State == PassageState.Accepted && now < work.Passage.EraseBy
            && await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Return, cancellation) is null)
        {
            throw EraseErrors.ReturnFirst();
        }
    }

    /// <summary>What the certificate says of it; null where the plan says delete.</summary>
    public static async Task<ReturnFate?> FateAsync(IPassageLedger ledger, PassageWork work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(work);
        if (work.Plan.Fate != "return")
        {
            return null;
        }

        if (await ledger.FindDocumentAsync(work.Passage.Id, DocumentKind.Return, cancellation) is not { } document)
        {
            return ReturnFate.Not;
        }

        var receipt = CanonicalDocument.Read<ReturnReceipt>(document.Bytes);
        return new ReturnFate(
            ReturnFate.Returned, receipt.At, Sha256Hex.Of(document.Bytes), receipt.Files.Count, receipt.Files.Sum(file => file.Bytes),
            [.. receipt.Recipients.Select(one => one.Recipient)]);
    }

    // What lies in the folder is told, not what was meant to be put there; files that were there before are not ours.
    private static async Task<IReadOnlyList<ReturnedFile>> ReadAgainAsync(
        string folder, Manifest manifest, CancellationToken cancellation)
    {
        var parcels = manifest.Parcels.ToDictionary(parcel => parcel.Id, parcel => parcel.Sha256);
        var files = new List<ReturnedFile>();
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var id = name.Split('.')[0];
            if (parcels.ContainsKey(id) || name.StartsWith("plan.json", StringComparison.Ordinal)
                || name.StartsWith("manifest.json", StringComparison.Ordinal))
            {
                await using var file = File.OpenRead(path);
                var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation));
                files.Add(parcels.GetValueOrDefault(id, sha256) == sha256
                    ? new ReturnedFile(name, sha256, file.Length)
                    : throw EraseErrors.NotAsReturned(name));
            }
        }

        return files;
    }
}
