using Ecluse.Errors;

namespace Ecluse.Gate;

/// <summary>What a verb answers.</summary>
/// <param name="Line">For standard output.</param>
/// <param name="Exit">Exit code.</param>
internal sealed record Said(Text Line, int Exit = 0);
