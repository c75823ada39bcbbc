namespace Ecluse.Errors;

/// <summary>
/// An error a person can act on: a stable code, what was found and what was expected, and what to do next.
/// Messages give shapes (type, length, class, row number) and never a value; no driver's text is passed on.
/// </summary>
/// <param name="code">Stable code, listed in <c>docs/reference/errors.md</c>; for example <c>SEAL-003</c>.</param>
/// <param name="problem">One sentence: the thing, what was found, what was expected.</param>
/// <param name="remedy">One sentence in the imperative: what to do next.</param>
/// <param name="kind">What the command line's exit code is taken from.</param>
/// <param name="cause">The lower-level failure, for the debugger only; its text is never printed.</param>
public class EcluseException(
    string code, Text problem, Text remedy, ErrorKind kind = ErrorKind.Failed, Exception? cause = null)
    : Exception(problem.English, cause)
{
    /// <summary>Stable code that people, logs and tests refer to.</summary>
    public string Code { get; } = code;

    /// <summary>What was found and what was expected.</summary>
    public Text Problem { get; } = problem;

    /// <summary>What the reader should do next.</summary>
    public Text Remedy { get; } = remedy;

    /// <summary>Which exit code it gives.</summary>
    public ErrorKind Kind { get; } = kind;
}
