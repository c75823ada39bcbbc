namespace Ecluse.Erasure;

/// <summary>What a certificate says of a storage beside this machine's disk.</summary>
internal static class Stored
{
    /// <summary>One line where there is such a storage; none otherwise.</summary>
    public static string[] Places(string place, string room) =>
        place.Length == 0 ? [] : [$"{place}, {room}: removed, listed again, not there; the storage said that it keeps no versions"];
}
