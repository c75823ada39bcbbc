namespace Ecluse.Documents;

/// <summary>A place in a file that a person wrote.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column in characters, from 1.</param>
public readonly record struct Mark(int Line, int Column);
