using Ecluse.Errors;

namespace Ecluse.Documents;

/// <summary>One thing that is wrong in a file that a person wrote. Never shows a value of the file.</summary>
/// <param name="Code">Stable code, listed in <c>docs/reference/errors/document.md</c>.</param>
/// <param name="Mark">Where.</param>
/// <param name="Path">Path of the node; empty at the root.</param>
/// <param name="Problem">What stands there and what was expected.</param>
public sealed record DocumentProblem(string Code, Mark Mark, string Path, Text Problem)
{
    /// <summary>The problem with its place, one line: <c>line 4, column 3 (parties): …</c></summary>
    public Text Line
    {
        get
        {
            var at = Path.Length == 0 ? "" : $" ({Path})";
            return new(
                $"line {Mark.Line}, column {Mark.Column}{at}: {Problem.English}",
                $"ligne {Mark.Line}, colonne {Mark.Column}{at} : {Problem.French}");
        }
    }
}

/// <summary>A file that a person wrote has one or several problems; all that could be found at once are told.</summary>
public sealed class DocumentException : EcluseException
{
    internal DocumentException(string file, IReadOnlyList<DocumentProblem> problems)
        : base(
            problems[0].Code,
            new Text(
                $"{file} has {problems.Count} {(problems.Count == 1 ? "error" : "errors")}:\n"
                + string.Join('\n', problems.Select(problem => "  " + problem.Line.English)),
                $"{file} contient {problems.Count} {(problems.Count == 1 ? "erreur" : "erreurs")} :\n"
                + string.Join('\n', problems.Select(problem => "  " + problem.Line.French))),
            new Text("Correct the lines named and run the command again.",
                "Corrigez les lignes citées, puis relancez la commande."),
            ErrorKind.Usage)
    {
        File = file;
        Problems = problems;
    }

    /// <summary>Name of the file, as it was given.</summary>
    public string File { get; }

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; }
}
