using Ecluse.Age;
using Ecluse.Durability;

namespace Ecluse.Depot;

/// <summary>
/// Segments on a disk: <c>FOLDER/SPACE/ID.age</c>, each written once. Works under its folder only, holds no identity, and takes no name
/// from anybody. Specification: <c>docs/spec/spaces.md</c>.
/// </summary>
/// <param name="folder">Folder of all spaces; made, for this account only, with the first of them.</param>
public sealed class SegmentDepot(string folder)
{
    private const UnixFileMode MyFolder =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const int RemovalTries = 16;

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
    public FileStream Read(string space, string id)
    {
        var path = PathOf(space, id);
        return OnDisk(() => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0));
    }

    /// <summary>Whether a segment lies there, whole.</summary>
    public bool Contains(string space, string id) => File.Exists(PathOf(space, id));

    /// <summary>Ids of everything in a space's folder that is ours, whole or unfinished.</summary>
    public IReadOnlyList<string> List(string space) => Directory.Exists(SpaceFolder(space))
        ? [.. Directory.EnumerateFiles(SpaceFolder(space)).Select(path => IdIn(Path.GetFileName(path))).OfType<string>().Distinct()]
        : [];

    /// <summary>Ids of what lies in a space's folder, whole or unfinished, and is being written by nobody at this moment.</summary>
    public IReadOnlyList<string> ListIdle(string space) => [.. List(space).Where(id => !IsWritten(PathOf(space, id) + DepotNames.UnfinishedSuffix))];

    /// <summary>Spaces that have a folder here.</summary>
    public IReadOnlyList<string> ListSpaces() => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Removes segments, whole or unfinished, and reads back that they are gone. May be repeated.</summary>
    /// <exception cref="DepotException"><c>DEPOT-005</c> to <c>DEPOT-007</c>, <c>DEPOT-010</c>.</exception>
    public void Remove(string space, IReadOnlyCollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var names = ids.Select(DepotNames.CheckParcel)
            .SelectMany(id => new[] { id + DepotNames.SegmentSuffix, id + DepotNames.SegmentSuffix + DepotNames.UnfinishedSuffix }).ToHashSet();
        OnDisk(() =>
        {
            if (names.Count > 0 && Directory.Exists(SpaceFolder(space)))
            {
                foreach (var name in names)
                {
                    File.Delete(Path.Combine(SpaceFolder(space), name));
                }

                FolderSync.Flush(SpaceFolder(space));
                ReadBack(SpaceFolder(space), names);
            }

            return true;
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
                ReadBack(folder, [space]);
            }

            return true;
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

    private static void ReadBack(string path, IReadOnlyCollection<string> gone)
    {
        if (Directory.EnumerateFileSystemEntries(path).Any(entry => gone.Contains(Path.GetFileName(entry))))
        {
            throw DepotException.StillThere("");
        }
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
        var path = PathOf(space, id);
        return OnDisk(() => new SegmentWriter(id, path, recipients));
    }

    private string SpaceFolder(string space) => Path.Combine(folder, DepotNames.CheckPassage(space));

    private string PathOf(string space, string id) => Path.Combine(SpaceFolder(space), DepotNames.CheckParcel(id) + DepotNames.SegmentSuffix);
}
