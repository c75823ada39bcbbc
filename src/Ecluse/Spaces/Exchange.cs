using System.Collections.Concurrent;
using System.Text;
using Ecluse.Age;
using Ecluse.Depot;
using Ecluse.Errors;

namespace Ecluse.Spaces;

/// <summary>
/// What people do in spaces: send, ask how far it is, take, remove. One of these in a process, so that of two writers of one object the
/// later goes on. Whether an account may act at all is asked before, by whoever calls.
/// </summary>
/// <param name="ledger">Where spaces and objects are kept.</param>
/// <param name="depot">Where the segments are.</param>
/// <param name="keys">Where the keys of names are.</param>
/// <param name="clock">What time it is.</param>
public sealed class Exchange(ISpaceLedger ledger, SegmentDepot depot, SpaceKeys keys, TimeProvider clock)
{
    // One taking, however many ranges a client asks for.
    private static readonly TimeSpan OneTaking = TimeSpan.FromHours(1);

    /// <summary>Told, by person, space and code, of who asked for what is closed; the watch listens.</summary>
    public Action<string, string, string>? Refused { get; set; }

    /// <summary>Told the id of each object whose files are gone; the memory of what was erased listens.</summary>
    public Action<string>? Removed { get; init; }

    private readonly ConcurrentDictionary<string, Upload> writers = new();
    private readonly ConcurrentDictionary<string, HashSet<string>> uncounted = new();

    /// <summary>The open spaces in which a person has a part, the latest first.</summary>
    public async Task<IReadOnlyList<Space>> SpacesOfAsync(string person, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return [.. (await ledger.ListAsync(cancellation)).Where(space => space.IsOpen(now) && space.PartOf(person) is not null)];
    }

    /// <summary>A space in which a person has a part, open or not.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>.</exception>
    public async Task<Space> GetAsync(string space, string person, CancellationToken cancellation) =>
        SpaceIds.IsSpace(space) && await ledger.FindAsync(space, cancellation) is { } found && found.PartOf(person) is not null
            ? found
            : throw SpaceErrors.NotFound();

    /// <summary>What a person sees: who sends, their own; who takes, what is complete. Removed ones are not among them.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>.</exception>
    public async Task<IReadOnlyList<SpaceObject>> ListAsync(string space, string person, CancellationToken cancellation)
    {
        var part = (await GetAsync(space, person, cancellation)).PartOf(person);
        return [.. (await ledger.ObjectsAsync(space, cancellation)).Where(one => Sees(one, person, part))];
    }

    /// <summary>An object by the name under which this very person sent it; null where there is none.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-008</c>, <c>SPACE-016</c>.</exception>
    public async Task<SpaceObject?> StatAsync(string space, string person, string name, CancellationToken cancellation)
    {
        await OpenAsync(space, person, SpacePart.Sends, cancellation);
        return await ledger.FindNamedAsync(space, keys.HmacOf(space, person, name), cancellation);
    }

    /// <summary>An object that a person sees, by its id.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-002</c>.</exception>
    public async Task<SpaceObject> FindAsync(string space, string id, string person, CancellationToken cancellation)
    {
        var part = (await GetAsync(space, person, cancellation)).PartOf(person);
        return SpaceIds.IsObject(id) && await ledger.FindObjectAsync(space, id, cancellation) is { } found && Sees(found, person, part)
            ? found
            : throw SpaceErrors.ObjectNotFound();
    }

    /// <summary>Begins an object, or finds the unfinished one of that name; one of another length or layout makes room for it.</summary>
    /// <param name="space">Id of the space.</param>
    /// <param name="person">Id of the person who sends.</param>
    /// <param name="name">Name as it was typed; or a handle, where the sender seals the name.</param>
    /// <param name="declared">Length in bytes as they are sent; null where it is not known.</param>
    /// <param name="isSegmented">Whether each request carries one whole age file, the name's first, the end's last.</param>
    /// <param name="cancellation">Stops before anything is kept.</param>
    /// <exception cref="EcluseException">
    /// <c>SPACE-001</c>, <c>SPACE-004</c>, <c>SPACE-006</c> to <c>SPACE-008</c>, <c>SPACE-016</c>; <c>DEPOT-…</c>.
    /// </exception>
    public async Task<SpaceObject> BeginAsync(
        string space, string person, string name, long? declared, bool isSegmented, CancellationToken cancellation)
    {
        var found = await OpenAsync(space, person, SpacePart.Sends, cancellation);
        var layout = found.Grade == Grade.OnArrival ? ObjectLayout.Plain : isSegmented ? ObjectLayout.Segments : ObjectLayout.OneFile;
        var hmac = keys.HmacOf(space, person, name);
        if (await ledger.FindNamedAsync(space, hmac, cancellation) is { } there)
        {
            if (there.State == ObjectState.Complete)
            {
                throw SpaceErrors.NameTaken();
            }

            if (there.Declared == declared && there.Layout == layout)
            {
                return there;
            }

            await RemoveAsync(space, there.Id, person, cancellation);
        }

        var now = clock.GetUtcNow();
        var until = now.AddDays(found.KeepDays);
        var begun = new SpaceObject(
            SpaceIds.NewObject(), space, person, ObjectState.Unfinished, layout, 0, declared, 0, now, until < found.EraseBy ? until : found.EraseBy);
        var sealedName = layout == ObjectLayout.Segments ? null : SealName(found, name);
        await KeepAsync(space, sealedName, () => ledger.BeginAsync(begun, hmac, sealedName, CancellationToken.None));
        return begun with { Segments = sealedName is null ? 0 : 1 };
    }

    /// <summary>Goes on with an unfinished object of this very person; whoever wrote it before writes nothing more.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-002</c>, <c>SPACE-007</c>, <c>SPACE-008</c>, <c>SPACE-018</c>.</exception>
    public async Task<Upload> ResumeAsync(string space, string id, string person, CancellationToken cancellation)
    {
        var found = await OpenAsync(space, person, SpacePart.Sends, cancellation);
        await EndWriterAsync(id);
        var unfinished = await FindAsync(space, id, person, cancellation);
        if (unfinished.State != ObjectState.Unfinished)
        {
            throw SpaceErrors.TakenOver();
        }

        if (unfinished.Due <= clock.GetUtcNow())
        {
            throw SpaceErrors.Closed();
        }

        var upload = new Upload(ledger, depot, clock, found, unfinished, Ended);
        if (!writers.TryAdd(id, upload))
        {
            throw SpaceErrors.TakenOver();
        }

        return upload;
    }

    /// <summary>Gives an object of this very person another name within its space.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-002</c>, <c>SPACE-006</c> to <c>SPACE-008</c>, <c>SPACE-016</c>; <c>DEPOT-…</c>.</exception>
    public async Task RenameAsync(string space, string person, string name, string to, CancellationToken cancellation)
    {
        var found = await OpenAsync(space, person, SpacePart.Sends, cancellation);
        var there = await ledger.FindNamedAsync(space, keys.HmacOf(space, person, name), cancellation) ?? throw SpaceErrors.ObjectNotFound();
        var hmac = keys.HmacOf(space, person, to);
        if (there.Layout == ObjectLayout.Segments || await ledger.FindNamedAsync(space, hmac, cancellation) is not null)
        {
            throw SpaceErrors.NameTaken();
        }

        // The name is new plaintext: it is sealed anew, under a file key of its own.
        var sealedName = SealName(found, to);
        Segment? before = null;
        await KeepAsync(space, sealedName, async () => before = await ledger.RenameAsync(space, there.Id, hmac, sealedName, CancellationToken.None));
        if (before is not null)
        {
            depot.Remove(space, [before.File]);
        }
    }

    /// <summary>Removes an object: who sends, their own; who takes, what is complete.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-002</c>, <c>SPACE-008</c>; <c>DEPOT-…</c>.</exception>
    public async Task RemoveAsync(string space, string id, string person, CancellationToken cancellation)
    {
        var found = await FindAsync(space, id, person, cancellation);
        await RemoveAsync(found, person, cancellation);
    }

    /// <summary>Takes a complete object; whoever sent it does not.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-002</c>, <c>SPACE-007</c>, <c>SPACE-008</c>, <c>SPACE-021</c>.</exception>
    public async Task<TakenObject> TakeAsync(string space, string id, string person, CancellationToken cancellation)
    {
        await OpenAsync(space, person, SpacePart.Takes, cancellation);
        var found = await FindAsync(space, id, person, cancellation);
        if (found.Due <= clock.GetUtcNow())
        {
            throw Closed(space, person);
        }

        await ledger.TakenAsync(space, id, clock.GetUtcNow(), OneTaking, SpaceActs.Taken(space, id, person), cancellation);
        return new TakenObject(depot, found, await ledger.SegmentsAsync(id, cancellation));
    }

    /// <summary>The files of a complete object, for whoever takes; looking at them is not taking.</summary>
    /// <exception cref="EcluseException"><c>SPACE-001</c>, <c>SPACE-002</c>, <c>SPACE-007</c>, <c>SPACE-008</c>.</exception>
    public async Task<IReadOnlyList<SealedFile>> FilesAsync(string space, string id, string person, CancellationToken cancellation)
    {
        await OpenAsync(space, person, SpacePart.Takes, cancellation);
        var found = await FindAsync(space, id, person, cancellation);
        return new TakenObject(depot, found, await ledger.SegmentsAsync(id, cancellation)).Files;
    }

    /// <summary>
    /// Removes what is due of an open space, and what a killed removal left; then files that no row counts and nobody writes, if they were so
    /// the last time too.
    /// </summary>
    /// <param name="space">The space.</param>
    /// <param name="agent">Id under which this is done.</param>
    /// <param name="isDue">Whether an object is to go: past its date, or removed before and brought back by a restore.</param>
    /// <param name="failed">Told of each object that could not be removed; the others are all the same.</param>
    /// <param name="cancellation">Stops between two.</param>
    /// <returns>Ids of the objects removed.</returns>
    public async Task<IReadOnlyList<string>> RemoveDueAsync(
        Space space, string agent, Func<SpaceObject, bool> isDue, Action<string, EcluseException> failed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(isDue);
        ArgumentNullException.ThrowIfNull(failed);
        var removed = new List<string>();
        foreach (var one in await ledger.ObjectsAsync(space.Id, cancellation))
        {
            if (one.RemovedAt is not null || (one.State != ObjectState.Removed && !isDue(one)))
            {
                continue;
            }

            try
            {
                await RemoveAsync(one, agent, cancellation);
                removed.Add(one.Id);
            }
            catch (EcluseException failure)
            {
                failed(one.Id, failure);
            }
        }

        await SweepAsync(space.Id, cancellation);
        return removed;
    }

    /// <summary>Ends whoever writes an object; what they had not counted is gone.</summary>
    internal async Task EndWriterAsync(string id)
    {
        if (writers.TryRemove(id, out var before))
        {
            await before.TakeOverAsync();
        }
    }

    private async Task RemoveAsync(SpaceObject one, string by, CancellationToken cancellation)
    {
        await new Removing(ledger, depot, clock).RunAsync(one, by, EndWriterAsync, cancellation);
        Removed?.Invoke(one.Id);
    }

    private static bool Sees(SpaceObject one, string person, SpacePart? part) => one.State != ObjectState.Removed
        && (part == SpacePart.Sends ? one.By == person : one.State == ObjectState.Complete);

    // Twice in a row: between a segment's end and its counting nobody holds the file.
    private async Task SweepAsync(string space, CancellationToken cancellation)
    {
        var idle = depot.ListIdle(space);
        var counted = await ledger.FilesAsync(space, cancellation);
        var strangers = idle.Where(id => !counted.Contains(id)).ToHashSet(StringComparer.Ordinal);
        var before = uncounted.GetValueOrDefault(space) ?? [];
        depot.Remove(space, [.. strangers.Where(before.Contains)]);
        uncounted[space] = strangers;
    }

    private void Ended(Upload upload) => writers.TryRemove(KeyValuePair.Create(upload.Object.Id, upload));

    private async Task<Space> OpenAsync(string space, string person, SpacePart part, CancellationToken cancellation)
    {
        var found = await GetAsync(space, person, cancellation);
        return found.PartOf(person) != part ? throw SpaceErrors.NotYourPart()
            : found.IsOpen(clock.GetUtcNow()) ? found
            : throw Closed(space, person);
    }

    private EcluseException Closed(string space, string person)
    {
        var closed = SpaceErrors.Closed();
        Refused?.Invoke(person, space, closed.Code);
        return closed;
    }

    private Segment SealName(Space space, string name)
    {
        using var writer = depot.Seal(space.Id, [.. space.Recipients.Select(AgeRecipient.Parse)]);
        writer.Write(Encoding.UTF8.GetBytes(name));
        var done = writer.Complete();
        return new Segment(0, done.Id, SegmentKind.Name, 0, 0, done.SealedBytes, done.Sha256Hex);
    }

    // A segment on the disk that the state then does not take is removed; where the state failed, the sweep looks.
    private async Task KeepAsync(string space, Segment? segment, Func<Task> keep)
    {
        try
        {
            await keep();
        }
        catch (EcluseException) when (segment is not null)
        {
            depot.Remove(space, [segment.File]);
            throw;
        }
    }
}
