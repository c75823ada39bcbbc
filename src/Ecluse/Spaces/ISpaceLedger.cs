using Ecluse.Acts;
using Ecluse.Errors;

namespace Ecluse.Spaces;

/// <summary>
/// Where spaces and objects are kept. Each writing method is one transaction, with the act's journal entry where there is an act
/// (rule 10); limits and offsets are checked inside it, so that they hold whoever writes at the same time.
/// </summary>
public interface ISpaceLedger
{
    /// <summary>Keeps a new space.</summary>
    Task OpenAsync(Space space, Act act, CancellationToken cancellation);

    /// <summary>A space by its id, or null.</summary>
    Task<Space?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>Every space, the latest first, erased ones too.</summary>
    Task<IReadOnlyList<Space>> ListAsync(CancellationToken cancellation);

    /// <summary>The objects of a space, in the order in which they were begun, removed ones too.</summary>
    Task<IReadOnlyList<SpaceObject>> ObjectsAsync(string space, CancellationToken cancellation);

    /// <summary>An object by its id, or null.</summary>
    Task<SpaceObject?> FindObjectAsync(string space, string id, CancellationToken cancellation);

    /// <summary>The object that has a name's HMAC, or null.</summary>
    Task<SpaceObject?> FindNamedAsync(string space, string nameHmac, CancellationToken cancellation);

    /// <summary>The counted segments of an object, in order.</summary>
    Task<IReadOnlyList<Segment>> SegmentsAsync(string id, CancellationToken cancellation);

    /// <summary>Random ids of every file that a space's rows count, those of removed objects not among them.</summary>
    Task<IReadOnlySet<string>> FilesAsync(string space, CancellationToken cancellation);

    /// <summary>Bytes and objects that count against a space's limits now.</summary>
    Task<(long Bytes, int Objects)> UsedAsync(string space, CancellationToken cancellation);

    /// <summary>Begins an object.</summary>
    /// <param name="begun">The object, of which nothing is counted yet.</param>
    /// <param name="nameHmac">The name's HMAC.</param>
    /// <param name="name">The segment that holds the name; null where the sender will send it.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="EcluseException"><c>SPACE-004</c>: it does not fit; <c>SPACE-006</c>: the name is there; <c>SPACE-008</c>: the space takes nothing more.</exception>
    Task BeginAsync(SpaceObject begun, string nameHmac, Segment? name, CancellationToken cancellation);

    /// <summary>Counts a segment, which is on the disk for good.</summary>
    /// <returns>The object as it stands then.</returns>
    /// <exception cref="EcluseException">
    /// <c>SPACE-003</c>: it does not begin where the object ends; <c>SPACE-004</c>: it does not fit; <c>SPACE-008</c>: the space takes nothing more;
    /// <c>SPACE-018</c>: the object is not unfinished any more; <c>SPACE-019</c>: too many.
    /// </exception>
    Task<SpaceObject> CountAsync(string space, string id, Segment segment, CancellationToken cancellation);

    /// <summary>Completes an object: its end is counted in the same transaction.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="id">Id of the object.</param>
    /// <param name="end">The end that the depot sealed; null where the last counted segment is the sender's.</param>
    /// <param name="at">When.</param>
    /// <param name="act">The act.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="EcluseException"><c>SPACE-003</c>: more was counted meanwhile; <c>SPACE-008</c>, <c>SPACE-018</c>.</exception>
    Task<SpaceObject> CompleteAsync(string space, string id, Segment? end, DateTimeOffset at, Act act, CancellationToken cancellation);

    /// <summary>Gives an object another name: the HMAC, and the segment that holds the name.</summary>
    /// <returns>The segment that held the name before; null where there was none.</returns>
    /// <exception cref="EcluseException"><c>SPACE-002</c>, <c>SPACE-006</c>, <c>SPACE-008</c>.</exception>
    Task<Segment?> RenameAsync(string space, string id, string nameHmac, Segment name, CancellationToken cancellation);

    /// <summary>Announces that an object is removed: from then on nobody adds to it, takes it or finds its name.</summary>
    Task RemovingAsync(string space, string id, Act act, CancellationToken cancellation);

    /// <summary>Keeps that an object's files are gone.</summary>
    Task RemovedAsync(string space, string id, DateTimeOffset at, Act act, CancellationToken cancellation);

    /// <summary>Keeps that a person took an object, unless the last time is less than a while ago.</summary>
    Task TakenAsync(string space, string id, DateTimeOffset at, TimeSpan again, Act act, CancellationToken cancellation);

    /// <summary>Announces that a space is erased: from then on it takes nothing more and gives nothing out.</summary>
    Task ErasingAsync(string space, DateTimeOffset at, Act act, CancellationToken cancellation);

    /// <summary>Keeps that a space is erased, with its certificate; forgets every name.</summary>
    Task ErasedAsync(string space, DateTimeOffset at, byte[] certificate, string signature, Act act, CancellationToken cancellation);

    /// <summary>Certificate and signature of an erased space with the index of its entry; null before.</summary>
    Task<(byte[] Bytes, string Signature, long Entry)?> CertificateAsync(string space, CancellationToken cancellation);
}
