using Ecluse.Age;
using Ecluse.Durability;

namespace Ecluse.Depot;

/// <summary>
/// Segments: <c>FOLDER/SPACE/ID.age</c>, each written once, on a disk or in another store under the same names. What is being written lies in
/// the folder. Works there only, holds no identity, and takes no name from anybody. Specification: <c>docs/spec/spaces.md</c>.
/// </summary>
/// <param name="folder">Folder of all spaces; made, for this account only, with the first of them.</param>
/// <param name="elsewhere">Where whole segments lie, if not in the folder.</param>
public sealed class SegmentDepot(string folder, ISealedStore? elsewhere = null)
{
    private const UnixFileMode MyFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int RemovalTries = 16;

    private readonly DiskStore disk = new(folder);
    private readonly ISealedStore store = elsewhere ?? new DiskStore(folder);

    /// <summary>Where whole segments lie, as a certificate names it; empty for this machine's own disk.</summary>
    public string Place => store.Place;

    /// <summary>Makes the folder of a space. Nothing else makes it: what comes after its erasure finds no place.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>, <c>DEPOT-011</c>.</exception>
    public void Open(string space)
    {
        var path = SpaceFolder(space);
        OnDisk(() =>
        {
            MakeFolder(folder);
            MakeFolder(path);
            return true;
        });
    }

    /// <summary>Begins a segment that is sealed here, to an age file of its own with a file key of its own.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="recipients">Those of the space.</param>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>, <c>DEPOT-011</c>.</exception>
    /// <exception cref="AgeException"><c>AGE-008</c>, <c>AGE-009</c>.</exception>
    public SegmentWriter Seal(string space, IReadOnlyList<AgeRecipient> recipients) => Create(space, recipients);

    /// <summary>Begins a segment that was sealed elsewhere and is kept as it is.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>, <c>DEPOT-011</c>.</exception>
    public SegmentWriter Keep(string space) => Create(space, null);

    /// <summary>Opens a sealed segment for reading; may be sought in.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>; <c>DEPOT-012</c>: it is not there.</exception>
    public Stream Read(string space, string id)
    {
        var name = NameIn(space, id);
        return OnDisk(() => store.Open(space, name));
    }

    /// <summary>Whether a segment lies there, whole.</summary>
    public bool Contains(string space, string id) => store.Contains(DepotNames.CheckPassage(space), NameIn(space, id));

    /// <summary>Ids of everything of a space that is ours, whole or unfinished.</summary>
    public IReadOnlyList<string> List(string space) =>
        [.. disk.List(DepotNames.CheckPassage(space)).Concat(elsewhere?.List(space) ?? []).Select(IdIn).OfType<string>().Distinct()];

    /// <summary>Ids of what lies in a space, whole or unfinished, and is being written by nobody at this moment.</summary>
    public IReadOnlyList<string> ListIdle(string space) => [.. List(space).Where(id => !IsWritten(PathOf(space, id) + DepotNames.UnfinishedSuffix))];

    /// <summary>Spaces of which something lies here.</summary>
    public IReadOnlyList<string> ListSpaces() => [.. disk.ListRooms().Union(store.ListRooms()).Order(StringComparer.Ordinal)];

    /// <summary>Removes segments, whole or unfinished, and reads back that they are gone. May be repeated.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>, <c>DEPOT-010</c>.</exception>
    public void Remove(string space, IReadOnlyCollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        List<string> whole = [.. ids.Select(id => NameIn(space, id)).Distinct()];
        OnDisk(() =>
        {
            disk.Remove(space, [.. whole.Select(name => name + DepotNames.UnfinishedSuffix), .. whole]);
            return elsewhere?.Remove(space, whole);
        });
    }

    /// <summary>Removes whatever lies in a space's folder, then the folder, and reads back that both are gone. May be repeated.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>, <c>DEPOT-010</c>.</exception>
    public void RemoveSpace(string space)
    {
        var path = SpaceFolder(space);
        OnDisk(() =>
        {
            // A writer that has not heard yet may leave one more name behind.
            for (var tries = 0; Directory.Exists(path) && tries < RemovalTries; tries++)
            {
                foreach (var file in Directory.EnumerateFiles(path))
                {
                    File.Delete(file);
                }

                FolderSync.Flush(path);
                RemoveEmpty(path);
            }

            if (Directory.Exists(folder))
            {
                FolderSync.Flush(folder);
                DiskStore.ReadBack(folder, [space]);
            }

            // After the folder: whoever puts now finds its own file gone and takes back what it put.
            return elsewhere?.Remove(space, elsewhere.List(space));
        });
    }

    // Whoever writes holds a lock on the file, in whichever process.
    private static bool IsWritten(string part)
    {
        try
        {
            using var free = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            return DiskTroubles.Of(error) != DiskTrouble.Missing;
        }
    }

    private static void RemoveEmpty(string path)
    {
        try
        {
            Directory.Delete(path);
        }
        catch (IOException) when (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            // Tried again, and told if it stays so.
        }
    }

    private static string NameIn(string space, string id)
    {
        DepotNames.CheckPassage(space);
        return DepotNames.CheckParcel(id) + DepotNames.SegmentSuffix;
    }

    private static string? IdIn(string name)
    {
        var whole = name.EndsWith(DepotNames.UnfinishedSuffix, StringComparison.Ordinal) ? name[..^DepotNames.UnfinishedSuffix.Length] : name;
        var id = whole.EndsWith(DepotNames.SegmentSuffix, StringComparison.Ordinal) ? whole[..^DepotNames.SegmentSuffix.Length] : null;
        return DepotNames.IsParcel(id) ? id : null;
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

    private static T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (DiskTroubles.IsDisk(error))
        {
            throw DepotException.OfSegment(error);
        }
    }

    private SegmentWriter Create(string space, IReadOnlyList<AgeRecipient>? recipients)
    {
        var id = DepotNames.NewId();
        var part = PathOf(space, id) + DepotNames.UnfinishedSuffix;
        return OnDisk(() => new SegmentWriter(id, part, recipients, finished => store.Put(space, NameIn(space, id), finished)));
    }

    private string SpaceFolder(string space) => Path.Combine(folder, DepotNames.CheckPassage(space));

    private string PathOf(string space, string id) => Path.Combine(SpaceFolder(space), DepotNames.CheckParcel(id) + DepotNames.SegmentSuffix);
}
