using Ecluse.Documents;

namespace Ecluse.Plans;

/// <summary>
/// What a target gate that stands elsewhere tells the source side before the plan: what its system can hold, which gate it is
/// and to which recipient to seal. Holds no secret. Specification: <c>docs/spec/plan.md</c>.
/// </summary>
/// <param name="Id">Id that the plan will bear, <c>l-</c> and 12 hex digits: the identity is kept under it.</param>
/// <param name="Instruction">The instruction for which it is made.</param>
/// <param name="Gate">Public key of the target gate, OpenSSH form.</param>
/// <param name="Recipient">age recipient of the passage.</param>
/// <param name="Profile">The target's profile.</param>
/// <param name="Description">What the target can hold.</param>
/// <param name="Holds">Fields that can be read back from the target, by record type.</param>
/// <param name="Compiled">The target's profile, compiled, for the plan to carry.</param>
public sealed record TargetOffer(
    string Id,
    DocumentReference Instruction,
    string Gate,
    string Recipient,
    DocumentReference Profile,
    TargetDescription Description,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Holds,
    CompiledProfile? Compiled = null) : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "target-offer/1";

    /// <inheritdoc/>
    public static System.Text.Json.JsonSerializerOptions Form => Passages.GateForms.Documents;
}
