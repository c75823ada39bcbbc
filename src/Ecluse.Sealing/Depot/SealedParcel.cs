namespace Ecluse.Depot;

/// <summary>A parcel as it lies in the depot; what the manifest says of it.</summary>
/// <param name="Id">128 random bits, 32 lower-case hexadecimal characters.</param>
/// <param name="SealedBytes">Length of the file.</param>
/// <param name="Sha256Hex">SHA-256 of the file, lower-case hexadecimal.</param>
/// <param name="PlainBytes">Length of the NDJSON in it.</param>
public sealed record SealedParcel(string Id, long SealedBytes, string Sha256Hex, long PlainBytes);

/// <summary>A file that was removed from the depot, and whose absence was read back.</summary>
/// <param name="FileName">Name within the passage's folder.</param>
/// <param name="SealedBytes">Length it had; 0 when it was not there.</param>
/// <param name="Found">Whether it was there.</param>
public sealed record RemovedParcel(string FileName, long SealedBytes, bool Found);

/// <summary>What was removed with a passage.</summary>
/// <param name="Removed">Parcels, whole and unfinished.</param>
/// <param name="Strangers">Names in the passage's folder that are not ours; they stay, and so does the folder.</param>
public sealed record RemovedPassage(IReadOnlyList<RemovedParcel> Removed, IReadOnlyList<string> Strangers);
