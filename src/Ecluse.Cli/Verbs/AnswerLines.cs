using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary>What a verb says: lines for people, or one JSON object with <c>--json</c>; never both.</summary>
internal sealed class AnswerLines(VerbContext context, ParseResult parsed)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly List<string> lines = [];

    public Language Language { get; } = context.Language(parsed);

    /// <summary>A line in both languages.</summary>
    public void Say(string english, string french) => lines.Add(new Text(english, french).In(Language));

    /// <summary>A line that is the same in both.</summary>
    public void Say(string line) => lines.Add(line);

    /// <summary>Writes the lines, or the object.</summary>
    public void Write(object json) => context.Terminal.Text.WriteLine(parsed.GetValue(CommandLine.Json)
        ? JsonSerializer.Serialize(json, Options)
        : string.Join('\n', lines));
}
