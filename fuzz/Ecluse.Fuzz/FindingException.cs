namespace Ecluse.Fuzz;

/// <summary>An input shows a fault: another exception than ours, too much memory, or a round trip that does not hold.</summary>
internal sealed class FindingException(string what, Exception? cause = null) : Exception(what, cause);
