using System.Buffers;
using Ecluse.Age;
using Ecluse.Durability;

namespace Ecluse.Depot;

/// <summary>
/// Parcels: <c>FOLDER/PASSAGE/ID.ndjson.zst.age</c>, on a disk or in another store under the same names. What is being written lies in the
/// folder. Works there only, and needs no identity to write, list or remove. Specification: <c>docs/spec/parcel.md</c>.
/// </summary>
/// <param name="folder">The depot; made, for this account only, when it is not there.</param>
/// <param name="elsewhere">Where whole parcels lie, if not in the folder.</param>
public sealed class ParcelDepot(string folder, ISealedStore? elsewhere = null)
{
    private const UnixFileMode MyFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int HashBlock = 128 * 1024;

    private readonly DiskStore disk = new(folder);
    private readonly ISealedStore store = elsewhere ?? new DiskStore(folder);

    /// <summary>Where whole parcels lie, as a certificate names it; empty for this machine's own disk.</summary>
    public string Place => store.Place;

    /// <summary>Name of a parcel's file, in every depot and in every folder between two.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c>: not the id of a parcel.</exception>
    public static string FileNameOf(string id) => DepotNames.CheckParcel(id) + DepotNames.Suffix;

    /// <summary>Name of a passage's folder.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c>: not the id of a passage.</exception>
    public static string FolderNameOf(string passageId) => DepotNames.CheckPassage(passageId);

    /// <summary>Begins a parcel.</summary>
    /// <param name="passageId">1 to 64 letters (ASCII), digits and dashes.</param>
    /// <param name="recipients">Exactly those of the signed plan.</param>
    /// <returns>A stream for the NDJSON; the parcel exists only after its <see cref="ParcelWriter.Complete"/>.</returns>
    /// <exception cref="DepotException"><c>DEPOT-004</c> to <c>DEPOT-007</c>.</exception>
    /// <exception cref="AgeException"><c>AGE-008</c>, <c>AGE-009</c>.</exception>
    public ParcelWriter Create(string passageId, IReadOnlyList<AgeRecipient> recipients)
    {
        var passage = PassageFolder(passageId);
        var id = DepotNames.NewId();
        return OnDisk(id, () =>
        {
            MakeFolder(folder);
            MakeFolder(passage);
            return new ParcelWriter(id, PathOf(passageId, id) + DepotNames.UnfinishedSuffix, recipients, part => store.Put(passageId, FileNameOf(id), part));
        });
    }

    /// <summary>
    /// Compares the whole file with the manifest, then gives its NDJSON. Not a byte is parsed before the comparison.
    /// </summary>
    /// <param name="passageId">Passage.</param>
    /// <param name="id">Parcel.</param>
    /// <param name="expectedSha256">From the signed manifest, lower-case hexadecimal.</param>
    /// <param name="expectedBytes">From the signed manifest: length of the sealed file.</param>
    /// <param name="identities">Tried in order.</param>
    /// <param name="plainBytesMax">From the signed manifest: what the parcel may unfold to.</param>
    /// <returns>A stream that throws instead of ending when anything is wrong; commit nothing before it ended.</returns>
    /// <exception cref="DepotException"><c>DEPOT-001</c> to <c>DEPOT-003</c>, <c>DEPOT-005</c> to <c>DEPOT-009</c>.</exception>
    /// <exception cref="AgeException"><c>AGE-001</c> to <c>AGE-004</c>; <c>AGE-003</c> is the wrong identity.</exception>
    public Stream Open(
        string passageId,
        string id,
        string expectedSha256,
        long expectedBytes,
        IReadOnlyList<AgeIdentity> identities,
        long plainBytesMax = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(expectedSha256);
        var file = OpenSealed(passageId, id);
        try
        {
            Compare(file, id, expectedSha256, expectedBytes);
            file.Position = 0;

            // Compared once more while it is read: the file could be exchanged under an open handle.
            var compared = new ComparedStream(file, id, expectedSha256);
            return new ParcelReader(AgeDecryptor.Open(compared, identities, AgeEncoding.Binary), id, plainBytesMax);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Copies a sealed parcel as it is into a folder, under the name that it has here.</summary>
    /// <exception cref="DepotException"><c>DEPOT-001</c>, <c>DEPOT-004</c> to <c>DEPOT-007</c>.</exception>
    public void CopyTo(string passageId, string id, string outside) => OnDisk(id, () =>
    {
        var path = Path.Combine(outside, FileNameOf(id));
        using (var source = OpenSealed(passageId, id))
        {
            CopyToPart(source, path + DepotNames.UnfinishedSuffix);
        }

        File.Move(path + DepotNames.UnfinishedSuffix, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return path;
    });

    /// <summary>Takes a sealed parcel in from a folder; it stands here only if it is the one that the manifest lists.</summary>
    /// <param name="passageId">Passage.</param>
    /// <param name="id">Parcel.</param>
    /// <param name="outside">Folder in which it lies.</param>
    /// <param name="expectedSha256">From the signed manifest, lower-case hexadecimal.</param>
    /// <param name="expectedBytes">From the signed manifest: length of the sealed file.</param>
    /// <exception cref="DepotException"><c>DEPOT-001</c> to <c>DEPOT-007</c>.</exception>
    public void TakeFrom(string passageId, string id, string outside, string expectedSha256, long expectedBytes) => OnDisk(id, () =>
    {
        var part = PathOf(passageId, id) + DepotNames.UnfinishedSuffix;
        MakeFolder(folder);
        MakeFolder(PassageFolder(passageId));
        using (var given = new FileStream(
            Path.Combine(outside, FileNameOf(id)), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
        {
            Compare(given, id, expectedSha256, expectedBytes);
            given.Position = 0;
            CopyToPart(given, part);
        }

        store.Put(passageId, FileNameOf(id), part);
        return part;
    });

    /// <summary>Takes a sealed parcel in as it arrives; it stands here, whole and flushed, only if it is the one that the manifest lists.</summary>
    /// <param name="passageId">Passage.</param>
    /// <param name="id">Parcel.</param>
    /// <param name="given">Sealed bytes, read once; no more than one byte beyond the expected is read.</param>
    /// <param name="expectedSha256">From the signed manifest, lower-case hexadecimal.</param>
    /// <param name="expectedBytes">From the signed manifest: length of the sealed file.</param>
    /// <param name="cancellation">Leaves an unfinished file, which erasure removes like any other.</param>
    /// <exception cref="DepotException"><c>DEPOT-001</c> to <c>DEPOT-007</c>.</exception>
    public async Task ReceiveAsync(
        string passageId, string id, Stream given, string expectedSha256, long expectedBytes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(given);
        var part = PathOf(passageId, id) + DepotNames.UnfinishedSuffix;
        var file = OnDisk(id, () =>
        {
            MakeFolder(folder);
            MakeFolder(PassageFolder(passageId));
            return new FileStream(part, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        });
        await using (file)
        {
            var block = new byte[HashBlock];
            int read;
            while (file.Length <= expectedBytes && (read = await given.ReadAsync(block, cancellation)) > 0)
            {
                OnDisk(id, () =>
                {
                    file.Write(block.AsSpan(0, read));
                    return read;
                });
            }

            file.Position = 0;
            Compare(file, id, expectedSha256, expectedBytes);
            OnDisk(id, () =>
            {
                file.Flush(flushToDisk: true);
                return 0;
            });
        }

        OnDisk(id, () =>
        {
            store.Put(passageId, FileNameOf(id), part);
            return 0;
        });
    }

    /// <summary>The sealed bytes of a parcel, as they lie here.</summary>
    /// <exception cref="DepotException"><c>DEPOT-001</c>, <c>DEPOT-005</c> to <c>DEPOT-007</c>.</exception>
    public Stream OpenSealed(string passageId, string id)
    {
        var name = NameIn(passageId, id);
        return OnDisk(id, () => store.Open(passageId, name));
    }

    /// <summary>Compares the whole file with the manifest; opens nothing and needs no identity.</summary>
    /// <param name="passageId">Passage.</param>
    /// <param name="id">Parcel.</param>
    /// <param name="expectedSha256">From the signed manifest, lower-case hexadecimal.</param>
    /// <param name="expectedBytes">From the signed manifest: length of the sealed file.</param>
    /// <exception cref="DepotException"><c>DEPOT-001</c> to <c>DEPOT-003</c>, <c>DEPOT-005</c> to <c>DEPOT-007</c>.</exception>
    public void Check(string passageId, string id, string expectedSha256, long expectedBytes)
    {
        ArgumentNullException.ThrowIfNull(expectedSha256);
        using var file = OpenSealed(passageId, id);
        Compare(file, id, expectedSha256, expectedBytes);
    }

    /// <summary>Whether a parcel lies in the depot, whole.</summary>
    public bool Contains(string passageId, string id) => store.Contains(DepotNames.CheckPassage(passageId), FileNameOf(id));

    /// <summary>Ids of the whole parcels of a passage, in no order that means anything.</summary>
    public IReadOnlyList<string> List(string passageId) => Ids(store, passageId, unfinished: false);

    /// <summary>Ids of parcels whose writing was interrupted: nobody can open them, and they may be removed.</summary>
    public IReadOnlyList<string> ListUnfinished(string passageId) => Ids(disk, passageId, unfinished: true);

    /// <summary>Passages of which something lies in the depot.</summary>
    public IReadOnlyList<string> ListPassages() => [.. disk.ListRooms().Union(store.ListRooms()).Order(StringComparer.Ordinal)];

    /// <summary>Removes a parcel, whole or unfinished, and reads back that it is gone. May be repeated.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c>, <c>DEPOT-006</c>, <c>DEPOT-010</c>.</exception>
    public RemovedParcel Delete(string passageId, string id)
    {
        var name = NameIn(passageId, id);
        return OnDisk(id, () =>
        {
            var part = disk.Remove(passageId, [name + DepotNames.UnfinishedSuffix])[0];
            var whole = store.Remove(passageId, [name])[0];
            return whole.Found || !part.Found ? whole : part;
        });
    }

    /// <summary>Removes everything of a passage that is ours, then its folder, and reads back that they are gone.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c>, <c>DEPOT-006</c>, <c>DEPOT-010</c>.</exception>
    public RemovedPassage DeletePassage(string passageId)
    {
        var passage = PassageFolder(passageId);
        return OnDisk("", () =>
        {
            var (removed, strangers) = RemoveOurs(disk, passageId);
            if (elsewhere is not null)
            {
                var there = RemoveOurs(elsewhere, passageId);
                (removed, strangers) = ([.. removed, .. there.Removed], [.. strangers, .. there.Strangers]);
            }

            if (Directory.Exists(passage) && !Directory.EnumerateFileSystemEntries(passage).Any())
            {
                Directory.Delete(passage);
                FolderSync.Flush(folder);
                DiskStore.ReadBack(folder, [passageId]);
            }

            return new RemovedPassage(removed, strangers);
        });
    }

    // Removed where it lies, listed again there.
    private static (List<RemovedParcel> Removed, List<string> Strangers) RemoveOurs(ISealedStore from, string passageId)
    {
        var names = from.List(passageId);
        List<string> ours = [.. names.Where(IsOurs)];
        return ([.. from.Remove(passageId, ours)], [.. names.Except(ours)]);
    }

    private static bool IsOurs(string name) =>
        DepotNames.IdIn(name, unfinished: false) is not null || DepotNames.IdIn(name, unfinished: true) is not null;

    private static T OnDisk<T>(string parcel, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            throw parcel.Length > 0 && DiskTroubles.Of(error) == DiskTrouble.Missing
                ? DepotException.Missing(parcel)
                : DepotException.Disk(parcel, error);
        }
    }

    // Beside it first, flushed: a cut copy is a .part, which erasure removes like any other.
    private static void CopyToPart(Stream source, string part)
    {
        using var copy = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None);
        source.CopyTo(copy, HashBlock);
        copy.Flush(flushToDisk: true);
    }

    private static void Compare(Stream file, string id, string expectedSha256, long expectedBytes)
    {
        if (file.Length != expectedBytes)
        {
            throw DepotException.SizeDiffers(id, file.Length, expectedBytes);
        }

        using var compared = new ComparedStream(file, id, expectedSha256, leaveOpen: true);
        var block = ArrayPool<byte>.Shared.Rent(HashBlock);
        while (compared.Read(block) > 0)
        {
        }

        ArrayPool<byte>.Shared.Return(block);
    }

    private static void MakeFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, MyFolder);
        FolderSync.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static string NameIn(string passageId, string id)
    {
        DepotNames.CheckPassage(passageId);
        return FileNameOf(id);
    }

    private static List<string> Ids(ISealedStore from, string passageId, bool unfinished) =>
        [.. from.List(DepotNames.CheckPassage(passageId)).Select(name => DepotNames.IdIn(name, unfinished)).OfType<string>()];

    private string PassageFolder(string passageId) => Path.Combine(folder, DepotNames.CheckPassage(passageId));

    private string PathOf(string passageId, string id) =>
        Path.Combine(PassageFolder(passageId), DepotNames.CheckParcel(id) + DepotNames.Suffix);
}
