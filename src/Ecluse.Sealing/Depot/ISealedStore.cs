namespace Ecluse.Depot;

/// <summary>
/// Where finished sealed files lie: rooms (a passage, a space) with names in them. It is given whole files only, knows no key, and takes
/// no name from anybody but the depots above it. Disk trouble is thrown as <see cref="IOException"/>; what is not there as
/// <see cref="FileNotFoundException"/>. Specification: <c>docs/spec/parcel.md</c>, <em>Where they lie</em>.
/// </summary>
public interface ISealedStore
{
    /// <summary>Where this is, as a certificate names it; empty for the data folder's own disk.</summary>
    string Place { get; }

    /// <summary>
    /// Takes a finished, flushed file of this machine. When this returns it lies there whole, for good, under its name, and the file is gone;
    /// when this throws, the name stands for nothing that anybody counts.
    /// </summary>
    /// <param name="room">Room.</param>
    /// <param name="name">Name in it; what bore it before is replaced.</param>
    /// <param name="finished">Path of the file.</param>
    void Put(string room, string name, string finished);

    /// <summary>Opens it to be read and sought in.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    Stream Open(string room, string name);

    /// <summary>Whether it lies there.</summary>
    bool Contains(string room, string name);

    /// <summary>Names in a room; none where there is no such room.</summary>
    IReadOnlyList<string> List(string room);

    /// <summary>Rooms that there are.</summary>
    IReadOnlyList<string> ListRooms();

    /// <summary>Removes names from a room and reads back that they are gone. May be repeated.</summary>
    /// <returns>One for each name, in their order.</returns>
    /// <exception cref="DepotException"><c>DEPOT-010</c>: one is still listed.</exception>
    IReadOnlyList<RemovedParcel> Remove(string room, IReadOnlyList<string> names);
}
