using Ecluse.Errors;
using Ecluse.Spaces;

namespace Ecluse.Host.Sftp;

/// <summary>
/// The depot as one person finds it: their spaces as folders; in a space what they sent, under their names or by id; or, for who takes,
/// each object as a folder of sealed files, and the same as one tar that no listing names: who gets a whole space does not get all of it twice.
/// </summary>
/// <param name="exchange">The spaces.</param>
/// <param name="person">Who it is.</param>
/// <param name="clock">What time it is.</param>
/// <param name="mayTakeIn">Refuses where nothing of a laboratory may be taken in.</param>
internal sealed class DepotTree(Exchange exchange, string person, TimeProvider clock, Func<CancellationToken, Task> mayTakeIn) : ISftpTree
{
    // Whoever gets an object gets its files one after the other.
    private static readonly TimeSpan OneGetting = TimeSpan.FromSeconds(5);

    private (string Path, TakenObject Taken, long At)? getting;

    public IReadOnlyList<SftpEntry>? List(SftpPath path) => path.Depth switch
    {
        0 => [.. Wait(exchange.SpacesOfAsync(person, CancellationToken.None)).Select(FolderOf)],
        1 => [.. Objects(Space(path))],
        2 when Space(path).PartOf(person) == SpacePart.Takes => [.. Files(path).Select(file => new SftpEntry(file.Name, file.Length, ReceivedAt(path), IsFolder: false))],
        _ => null,
    };

    public SftpEntry? Find(SftpPath path) => path.Depth switch
    {
        1 => FolderOf(Space(path)),
        2 when Space(path).PartOf(person) == SpacePart.Takes => SpaceIds.ObjectOfTar(path.Name) is { } id
            ? TarEntry(exchange.FindAsync(path.Space, id, person, CancellationToken.None), Files(path.Space, id), path.Name)
            : Entry(Object(path), path.Name, isFolder: true),
        2 => Own(path) is { } own ? Entry(own, path.Name, isFolder: false) : null,
        _ => Files(path).FirstOrDefault(file => file.Name == path.Segment) is { } file
            ? new SftpEntry(file.Name, file.Length, ReceivedAt(path), IsFolder: false)
            : null,
    };

    public ISftpUpload Write(SftpPath path, OpenFlags how)
    {
        if (path.Depth != 2)
        {
            throw SftpErrors.NothingThere();
        }

        var there = Wait(exchange.StatAsync(path.Space, person, path.Name, CancellationToken.None));
        if (there is not null && (there.State == ObjectState.Complete || there.Layout == ObjectLayout.Segments || how.HasFlag(OpenFlags.Exclusive)))
        {
            throw SpaceErrors.NameTaken();
        }

        if (there is not null && how.HasFlag(OpenFlags.Truncate))
        {
            Wait(exchange.RemoveAsync(path.Space, there.Id, person, CancellationToken.None));
            there = null;
        }

        if (there is null && (how & (OpenFlags.Create | OpenFlags.Truncate)) == 0)
        {
            throw SftpErrors.NothingThere();
        }

        if (there is null)
        {
            Wait(mayTakeIn(CancellationToken.None));
        }

        there ??= Wait(exchange.BeginAsync(path.Space, person, path.Name, declared: null, isSegmented: false, CancellationToken.None));
        return new DepotUpload(exchange, Wait(exchange.ResumeAsync(path.Space, there.Id, person, CancellationToken.None)), person);
    }

    public ISftpSegment Read(SftpPath path)
    {
        if (path.Depth == 2 && SpaceIds.ObjectOfTar(path.Name) is { } id && Space(path).PartOf(person) == SpacePart.Takes)
        {
            return new DepotSegment(Wait(exchange.TakeAsync(path.Space, id, person, CancellationToken.None)).OpenTar());
        }

        if (path.Depth != 3)
        {
            throw path.Depth == 2 ? SftpErrors.NoWayBack() : SftpErrors.NothingThere();
        }

        return ReadFile(path);
    }

    public void Rename(SftpPath from, SftpPath to) => Wait(exchange.RenameAsync(from.Space, person, from.Name, to.Name, CancellationToken.None));

    public void Remove(SftpPath path)
    {
        if (path.Depth != 2)
        {
            throw SftpErrors.NothingThere();
        }

        var there = Space(path).PartOf(person) == SpacePart.Takes ? Object(path) : Own(path) ?? throw SpaceErrors.ObjectNotFound();
        Wait(exchange.RemoveAsync(path.Space, there.Id, person, CancellationToken.None));
    }

    private DepotSegment ReadFile(SftpPath path)
    {
        var place = $"{path.Space}/{path.Name}";
        if (getting is not { } current || current.Path != place || clock.GetElapsedTime(current.At) > OneGetting)
        {
            if (!SpaceIds.IsObject(path.Name) || !Files(path).Any(one => one.Name == path.Segment))
            {
                throw SftpErrors.NothingThere();
            }

            getting = current = (place, Wait(exchange.TakeAsync(path.Space, path.Name, person, CancellationToken.None)), clock.GetTimestamp());
        }

        var file = current.Taken.Files.FirstOrDefault(one => one.Name == path.Segment) ?? throw SftpErrors.NothingThere();
        return new DepotSegment(current.Taken.Open(file));
    }

    private static SftpEntry FolderOf(Space space) => new(space.Id, 0, space.OpenedAt, IsFolder: true);

    private static SftpEntry Entry(SpaceObject one, string name, bool isFolder) => new(name, isFolder ? 0 : one.Received, one.CompletedAt ?? one.BegunAt, isFolder);

    private static SftpEntry TarEntry(Task<SpaceObject> finding, IReadOnlyList<SealedFile> files, string name) =>
        Entry(Wait(finding), name, isFolder: false) with { Size = TakenObject.TarLength(files) };

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    private Space Space(SftpPath path) => Wait(exchange.GetAsync(path.Space, person, CancellationToken.None));

    private SpaceObject Object(SftpPath path) => Wait(exchange.FindAsync(path.Space, path.Name, person, CancellationToken.None));

    private DateTimeOffset ReceivedAt(SftpPath path) => Object(path) is var one ? one.CompletedAt ?? one.BegunAt : default;

    private IReadOnlyList<SealedFile> Files(SftpPath path) => Files(path.Space, path.Name);

    private IReadOnlyList<SealedFile> Files(string space, string id) => Wait(exchange.FilesAsync(space, id, person, CancellationToken.None));

    private IEnumerable<SftpEntry> Objects(Space space)
    {
        var isTaker = space.PartOf(person) == SpacePart.Takes;
        return Wait(exchange.ListAsync(space.Id, person, CancellationToken.None)).Select(one => Entry(one, one.Id, isTaker));
    }

    // By the name that was typed, or by the id that a listing shows.
    private SpaceObject? Own(SftpPath path)
    {
        if (Wait(exchange.StatAsync(path.Space, person, path.Name, CancellationToken.None)) is { } named)
        {
            return named;
        }

        try
        {
            return SpaceIds.IsObject(path.Name) ? Object(path) : null;
        }
        catch (EcluseException missing) when (missing.Kind == ErrorKind.NotFound)
        {
            return null;
        }
    }
}
