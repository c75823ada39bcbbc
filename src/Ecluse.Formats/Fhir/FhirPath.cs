using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Ecluse.Fhir;

/// <summary>
/// The path of a place in a line, for a message: names of the format and positions only. A name that the format does
/// not have could itself be somebody's, and is written <c>?</c>.
/// </summary>
internal static class FhirPath
{
    private static readonly FrozenSet<string> Names = FhirResources.Names.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Walks the line again up to the place; only for errors.</summary>
    internal static string Of(ReadOnlySpan<byte> line, long offset)
    {
        var steps = new Stack<(string Name, int Position)>();
        steps.Push(("$", -1));
        var reader = new Utf8JsonReader(line);
        try
        {
            while (reader.Read() && reader.TokenStartIndex <= offset)
            {
                Follow(ref reader, steps, offset);
            }
        }
        catch (JsonException)
        {
            // The path ends where the JSON does.
        }

        return string.Concat(steps.Reverse().Select((step, depth) => depth == 0 ? "$" : step.Name));
    }

    private static void Follow(ref Utf8JsonReader reader, Stack<(string Name, int Position)> steps, long offset)
    {
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            Leave(steps);
            return;
        }

        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? "?" : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            steps.Push((Names.Contains(name) ? "." + name : ".?", -1));
            return;
        }

        if (steps.Peek().Position >= 0)
        {
            EnterElement(steps);
        }

        if (reader.TokenType == JsonTokenType.StartArray)
        {
            steps.Push(("", 0));
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            steps.Push(("", -1));
        }
        else if (reader.TokenStartIndex < offset)
        {
            steps.Pop();
        }
    }

    private static void EnterElement(Stack<(string Name, int Position)> steps)
    {
        var (name, position) = steps.Pop();
        steps.Push((name, position + 1));
        steps.Push(($"[{position.ToString(CultureInfo.InvariantCulture)}]", -1));
    }

    // Leaves the object or the list, and the member or the element that held it.
    private static void Leave(Stack<(string Name, int Position)> steps)
    {
        steps.Pop();
        if (steps.Count > 1)
        {
            steps.Pop();
        }
    }
}
