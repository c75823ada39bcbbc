using Ecluse.Durability;

namespace Ecluse.Depot;

/// <summary>Sealed files on a disk: <c>FOLDER/ROOM/NAME</c>. What is being written lies beside them under a name of its own.</summary>
/// <param name="folder">Folder of all rooms.</param>
internal sealed class DiskStore(string folder) : ISealedStore
{
    public string Place => "";

    public void Put(string room, string name, string finished)
    {
        var path = PathOf(room, name);
        File.Move(finished, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    public Stream Open(string room, string name) =>
        new FileStream(PathOf(room, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);

    public bool Contains(string room, string name) => File.Exists(PathOf(room, name));

    // Whatever it is: a folder there is a stranger too.
    public IReadOnlyList<string> List(string room) => Names(Path.Combine(folder, room), Directory.EnumerateFileSystemEntries);

    public IReadOnlyList<string> ListRooms() => Names(folder, Directory.EnumerateDirectories);

    public IReadOnlyList<RemovedParcel> Remove(string room, IReadOnlyList<string> names)
    {
        var removed = names.Select(name => Remove(new FileInfo(PathOf(room, name)))).ToList();
        var path = Path.Combine(folder, room);
        if (names.Count > 0 && Directory.Exists(path))
        {
            FolderSync.Flush(path);
            ReadBack(path, names);
        }

        return removed;
    }

    /// <summary>Throws where a name that was removed is still listed.</summary>
    /// <exception cref="DepotException"><c>DEPOT-010</c>.</exception>
    public static void ReadBack(string path, IReadOnlyCollection<string> gone)
    {
        if (Directory.EnumerateFileSystemEntries(path).Any(entry => gone.Contains(Path.GetFileName(entry))))
        {
            throw DepotException.StillThere("");
        }
    }

    private static RemovedParcel Remove(FileInfo file)
    {
        var removed = new RemovedParcel(file.Name, file.Exists ? file.Length : 0, file.Exists);
        try
        {
            file.Delete();
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing is there, nor was.
        }

        return removed;
    }

    private static List<string> Names(string path, Func<string, IEnumerable<string>> entries) => Directory.Exists(path)
        ? [.. entries(path).Select(entry => Path.GetFileName(entry)!).Order(StringComparer.Ordinal)]
        : [];

    private string PathOf(string room, string name) => Path.Combine(folder, room, name);
}
