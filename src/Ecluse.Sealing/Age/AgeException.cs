using Ecluse.Errors;

namespace Ecluse.Age;

/// <summary>An age file, key or choice of recipients that was refused; codes <c>AGE-001</c> to <c>AGE-010</c>.</summary>
public sealed class AgeException : EcluseException
{
    internal AgeException(AgeFailure failure, string code, Text problem, Text remedy, ErrorKind kind)
        : base(code, problem, remedy, kind) => Failure = failure;

    /// <summary>The class of the failure.</summary>
    public AgeFailure Failure { get; }
}
