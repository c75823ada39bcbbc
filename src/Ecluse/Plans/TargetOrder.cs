using System.Text.Json;
using System.Text.Json.Nodes;
using Ecluse.Documents;

namespace Ecluse.Plans;

/// <summary>
/// What a target gate that is a program of its own (<c>ecluse-gate</c>) needs to make its offer; it reads no YAML. Written where the
/// instruction is. Nothing of it is believed: the plan that follows is signed, and says it all again. Specification:
/// <c>docs/spec/plan.md</c>.
/// </summary>
/// <param name="Instruction">The instruction for which the offer is asked.</param>
/// <param name="Connection">Name of the target's connection, in the gate's own <c>connections.json</c>.</param>
/// <param name="Profile">The target's profile.</param>
/// <param name="Compiled">The same, compiled.</param>
/// <param name="EraseBy">The identity that the gate makes is destroyed then at the latest.</param>
public sealed record TargetOrder(
    DocumentReference Instruction, string Connection, DocumentReference Profile, CompiledProfile Compiled, DateTimeOffset EraseBy)
    : ICanonicalDocument
{
    /// <inheritdoc/>
    public static string DocumentType => "target-order/1";

    /// <inheritdoc/>
    public static JsonSerializerOptions Form => Passages.GateForms.Documents;
}

/// <summary>A profile as gates read it that have no YAML: its nodes, each with line and column in the profile's file.</summary>
/// <param name="Nodes">The root: <c>["m", line, column, key, value, …]</c>, <c>["l", …, item, …]</c> or <c>["t", …, text]</c>.</param>
public sealed record CompiledProfile(JsonArray Nodes);

/// <summary>What a signed plan carries for gates that hold nothing else: scope and both profiles.</summary>
/// <param name="Scope">What the instruction lists.</param>
/// <param name="Source">The source's profile; the plan names its hash.</param>
/// <param name="Target">The target's profile; the plan names its hash.</param>
public sealed record CompiledParts(Instructions.Scope Scope, CompiledProfile Source, CompiledProfile Target);
