using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Passages;

namespace Ecluse.Gate.State;

/// <summary>
/// One line of a gate's book: an act's journal entry and what it changed, written in one piece (rule 10). What is null did not change.
/// </summary>
/// <param name="Entry">Exact text of the journal entry; null where a line only raises an epoch.</param>
/// <param name="Of">Passage that the line speaks of.</param>
/// <param name="Step">Whether it is a step of that passage.</param>
/// <param name="Intends">Whether it is what the passage's worker does next: it is found again after a crash.</param>
/// <param name="TookMs">How long the step took, in milliseconds.</param>
/// <param name="Plan">A plan or an offer that is kept from now on.</param>
/// <param name="Forgotten">Hash of a plan that is not.</param>
/// <param name="Opened">A passage that exists from now on.</param>
/// <param name="To">The passage's state from now on.</param>
/// <param name="Until">The passage's erase-by from now on.</param>
/// <param name="Epoch">The passage's epoch from now on.</param>
/// <param name="Document">A document of the passage, in place of one of the same kind.</param>
/// <param name="Parcel">A parcel that is sealed or taken in.</param>
/// <param name="Commitment">Its commitment.</param>
/// <param name="Renewed">Parcels in the place of those of the same number, which keep their commitment and their load.</param>
/// <param name="Load">How a parcel's load ended.</param>
internal sealed record GateLine(
    string? Entry = null, string? Of = null, bool Step = false, bool Intends = false, long? TookMs = null, StoredPlan? Plan = null, string? Forgotten = null,
    Passage? Opened = null, PassageState? To = null, DateTimeOffset? Until = null, long? Epoch = null, PassageDocument? Document = null,
    Parcel? Parcel = null, string? Commitment = null, IReadOnlyList<Parcel>? Renewed = null, LoadedParcel? Load = null);

/// <summary>How lines are written.</summary>
[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(GateLine))]
internal sealed partial class GateLines : JsonSerializerContext;
