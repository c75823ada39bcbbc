using Ecluse.Passages;

namespace Ecluse.Host.HandOvers;

/// <summary>What a source gate sends before its parcels: public bytes, each signed.</summary>
/// <param name="Plan">Exact bytes of the plan.</param>
/// <param name="PlanSignature">The signatory's approval.</param>
/// <param name="Manifest">Exact bytes of the manifest.</param>
/// <param name="ManifestSignature">The source gate's signature.</param>
/// <param name="LogKey">Key of the source's log.</param>
/// <param name="LogCheckpoint">Its latest checkpoint.</param>
/// <param name="LogLeaves">Its leaf hashes.</param>
internal sealed record HandOverPapers(
    byte[] Plan, string PlanSignature, byte[] Manifest, string ManifestSignature, byte[] LogKey, byte[] LogCheckpoint, byte[] LogLeaves);

/// <summary>What lies at the server for two gates.</summary>
/// <param name="Passage">Id of the passage.</param>
/// <param name="Contract">Number of its contract.</param>
/// <param name="State"><c>begun</c>, <c>whole</c>, <c>taken</c> or <c>erased</c>.</param>
/// <param name="EraseBy">Removed then at the latest.</param>
/// <param name="Parcels">Parcels of the manifest.</param>
/// <param name="Missing">Ids of those that are not here yet.</param>
/// <param name="Bytes">Bytes of those that are here.</param>
/// <param name="Hosting">Under which certificate, or why none is needed.</param>
internal sealed record HandOverStatus(
    string Passage, string Contract, string State, DateTimeOffset EraseBy, int Parcels, IReadOnlyList<string> Missing, long Bytes, string Hosting);

/// <summary>A signed paper that one gate sends the other: a question, or what is said of the answer to it.</summary>
/// <param name="Document">Exact bytes.</param>
/// <param name="Signature">The gate's signature.</param>
internal sealed record SignedPaper(byte[] Document, string Signature);

/// <summary>A hand-over as it is read again, with its verified papers.</summary>
/// <param name="Row">What the state keeps.</param>
/// <param name="Manifest">Its manifest.</param>
internal sealed record OpenedHandOver(Storage.HandOvers.HandOverRow Row, Manifest Manifest);
