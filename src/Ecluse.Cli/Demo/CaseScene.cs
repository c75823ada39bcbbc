using Ecluse.Errors;

namespace Ecluse.Cli.Demo;

/// <summary>One reproach of 2022, played: what happened, the same thing attempted here, and the refusal that must come.</summary>
/// <param name="Paragraph">Paragraph of decision SAN-2022-009.</param>
/// <param name="Reproach">What happened.</param>
/// <param name="Attempt">What is tried.</param>
/// <param name="Code">Code that must refuse it; null when the point is what the answer holds.</param>
/// <param name="Play">Tries it: exit code, standard output, standard error.</param>
/// <param name="Holds">For a scene without refusal: whether the answer is the right one.</param>
internal sealed record CaseScene(
    string Paragraph,
    Text Reproach,
    Text Attempt,
    string? Code,
    Func<Task<(int Exit, string Output, string Error)>> Play,
    Func<string, bool>? Holds = null)
{
    /// <summary>Number of the rule of the lock that refuses it.</summary>
    public int Rule => Paragraph switch
    {
        "§8" => 6,
        "§36" => 1,
        "§41, §49" or "§44" => 2,
        "§45" => 7,
        "§60, §62" => 4,
        "§64" => 10,
        _ => 3,
    };
}
