using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.Cli;

/// <summary>A verb's answer: text for people, or one JSON object with <c>--json</c>; never both.</summary>
internal sealed class Answer(VerbContext context, ParseResult parsed)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Whether the answer is JSON.</summary>
    public bool IsJson { get; } = parsed.GetValue(CommandLine.Json);

    /// <summary>The reader's language.</summary>
    public Language Language { get; } = context.Language(parsed);

    /// <summary>A number as the reader writes it.</summary>
    public string Number(long number) => Numbers.Of(number, Language);

    /// <summary>Says one line to people.</summary>
    public void Say(string english, string french)
    {
        if (!IsJson)
        {
            context.Terminal.Text.WriteLine(Language == Language.French ? french : english);
        }
    }

    /// <summary>Says one line that is the same in both languages.</summary>
    public void Say(string line) => Say(line, line);

    /// <summary>Says an object to machines.</summary>
    public void Json<T>(T answer)
    {
        if (IsJson)
        {
            context.Terminal.Text.WriteLine(JsonSerializer.Serialize(answer, Options));
        }
    }
}
