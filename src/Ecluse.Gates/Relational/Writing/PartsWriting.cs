using System.Globalization;
using System.Text;
using Ecluse.Profiles;
using Ecluse.Profiles.Transforms;
using Ecluse.Records;

namespace Ecluse.Relational.Writing;

/// <summary>
/// Writes a column out of the records that stand within the row's own record. What does not join is refused; the plan has
/// counted the same before (<see cref="Plans.JoinDescription"/>).
/// </summary>
internal sealed class PartsWriting(WriteProgram program)
{
    private static readonly Dictionary<string, string> NoKeys = [];

    /// <summary>Records within the present one, each with the rule that says so.</summary>
    public IReadOnlyList<(LabRecord Record, WithinRow Within)> Parts { get; set; } = [];

    /// <summary>Code of the last refusal.</summary>
    public string Code { get; private set; } = Refusal.Check;

    /// <summary>Appends the column's text.</summary>
    public Outcome Write(PartsText column, LabRecord owner, TextBuffer output)
    {
        Code = Refusal.Check;
        var mine = Parts.Where(part => part.Within.Parts.ContainsKey(column.Part)).ToList();
        if (mine.Count == 0)
        {
            return column.Else is null ? Outcome.Refused : Outcome.Absent;
        }

        return column.At.Count == 0 ? Agreed(column, mine, output) : Joined(column, owner, mine, output);
    }

    private Outcome Agreed(PartsText column, List<(LabRecord Record, WithinRow Within)> mine, TextBuffer output)
    {
        string? said = null;
        for (var at = 0; at < mine.Count; at++)
        {
            if (!TryText(mine[at], column.Part, out var text) || (at > 0 && text != said))
            {
                return Outcome.Refused;
            }

            said = text;
        }

        output.Append(said ?? "");
        return said is null ? Outcome.Absent : Outcome.Value;
    }

    private Outcome Joined(PartsText column, LabRecord owner, List<(LabRecord Record, WithinRow Within)> mine, TextBuffer output)
    {
        var places = new (LabRecord Record, WithinRow Within)?[column.Separator is null ? 1 : mine.Count];
        foreach (var part in mine)
        {
            var isOwned = part.Within.Same.All(field => owner.Type.TryField(field.Name, out var same) && part.Record[field].SequenceEqual(owner[same]));
            if (!isOwned || Place(column, owner, part) is not { } place || place < 1 || place > places.Length || places[place - 1] is not null)
            {
                return Outcome.Refused;
            }

            places[place - 1] = part;
        }

        var start = output.Length;
        for (var at = 0; at < places.Length; at++)
        {
            output.Append(at > 0 ? column.Separator! : "");
            if (!TryText(places[at]!.Value, column.Part, out var text) || (column.Separator is { } sign && text?.Contains(sign, StringComparison.Ordinal) == true))
            {
                return Outcome.Refused;
            }

            output.Append(text ?? "");
        }

        output.Append(column.End);
        return output.Length > start ? Outcome.Value : Outcome.Absent;
    }

    // Each of the texts that say the place must say the same one, and name the record that the part stands within.
    private int? Place(PartsText column, LabRecord owner, (LabRecord Record, WithinRow Within) part)
    {
        int? said = null;
        foreach (var (name, under) in column.At)
        {
            if (!TryText(part, name, out var text) || text is null)
            {
                return null;
            }

            var bar = text.LastIndexOf('|');
            if (bar < 0 || text[..bar] != (owner.GetText(under) ?? "")
                || !int.TryParse(text.AsSpan(bar + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || (said is not null && said != number))
            {
                return null;
            }

            said = number;
        }

        return said;
    }

    private bool TryText((LabRecord Record, WithinRow Within) part, string name, out string? text)
    {
        text = null;
        if (!part.Within.Parts.TryGetValue(name, out var expression))
        {
            return true;
        }

        var written = new TextBuffer();
        var outcome = program.Write(expression, part.Record, NoKeys, written);
        text = outcome == Outcome.Value ? Encoding.UTF8.GetString(written.Text) : null;
        Code = outcome == Outcome.Refused ? program.Code : Refusal.Check;
        return outcome != Outcome.Refused;
    }
}
