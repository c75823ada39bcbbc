using Ecluse.Errors;

namespace Ecluse.Documents;

/// <summary>Gathers the problems of one file, so that its author sees all of them at once.</summary>
/// <param name="file">Name of the file, for the message.</param>
public sealed class ProblemList(string file)
{
    private readonly List<DocumentProblem> problems = [];

    /// <summary>How many there are.</summary>
    public int Count => problems.Count;

    /// <summary>Adds a problem of a node.</summary>
    public void Add(string code, DocumentNode node, Text problem)
    {
        ArgumentNullException.ThrowIfNull(node);
        problems.Add(new DocumentProblem(code, node.Mark, node.Path, problem));
    }

    /// <summary>Adds problems found elsewhere.</summary>
    public void AddRange(IEnumerable<DocumentProblem> others) => problems.AddRange(others);

    /// <summary>Ends the reading when there is a problem.</summary>
    /// <exception cref="DocumentException">There is at least one; all are in it, in the order of the file.</exception>
    public void ThrowIfAny()
    {
        if (problems.Count > 0)
        {
            throw new DocumentException(
                file, [.. problems.OrderBy(problem => problem.Mark.Line).ThenBy(problem => problem.Mark.Column)]);
        }
    }
}
