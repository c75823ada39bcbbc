using System.Text.RegularExpressions;
using Ecluse.Errors;

namespace Ecluse.Alerts;

/// <summary>What a rule found: why it fired, about whom and what, and what to do. Ids and counts; never a patient's value, never a typed name.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="RuleVersion">Which text of the rule: the first 16 hex digits of its file's hash.</param>
/// <param name="Level">How much is at stake.</param>
/// <param name="Subject">Typed id: <c>account:…</c>, <c>space:…</c>, <c>passage:…</c>, <c>key:…</c>, <c>installation</c>.</param>
/// <param name="Controller">Name of the controller whose data it may touch, as contracts have it; null where it touches the installation.</param>
/// <param name="Title">What it is, in a line.</param>
/// <param name="Why">Why it fired.</param>
/// <param name="Todo">What to do.</param>
/// <param name="At">When the first of it was seen.</param>
/// <param name="Evidence">Typed ids and counts: <c>event:812</c>, <c>count:57</c>; each of the form of <see cref="IsForm"/>.</param>
/// <param name="Group">Repeats of one group count up on one alert while it is open.</param>
public sealed partial record Finding(
    string Rule, string RuleVersion, AlertLevel Level, string Subject, string? Controller, Text Title, Text Why, Text Todo, DateTimeOffset At,
    IReadOnlyList<string> Evidence, string Group)
{
    /// <summary>In the place of a subject or of evidence that is not of the form.</summary>
    public const string Withheld = "withheld";

    /// <summary>Pieces of evidence that an alert keeps.</summary>
    public const int EvidenceMax = 40;

    /// <summary>Whether a text is a typed id or count: ASCII, no space, at most 120 characters; a name or a sentence is none.</summary>
    public static bool IsForm(string text) => Form().IsMatch(text);

    /// <summary>A finding that may be kept: what is not of the form is withheld, and there is not too much of it.</summary>
    public Finding Checked() => this with
    {
        Subject = IsForm(Subject) ? Subject : Withheld,
        Evidence = [.. Evidence.Take(EvidenceMax).Select(one => IsForm(one) ? one : Withheld)],
    };

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,30}(:[A-Za-z0-9._:/@=+-]{1,88})?\z")]
    private static partial Regex Form();
}
