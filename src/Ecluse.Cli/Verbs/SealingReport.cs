using System.CommandLine;
using System.Text.Json;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary>What a sealing verb says when it is done: nothing on a data stream, one line or one object elsewhere.</summary>
internal static class SealingReport
{
    /// <summary>Says it on standard output when the data went to a file, else on standard error, and only for --json.</summary>
    public static void Write(ParseResult parsed, VerbContext context, string? path, Text text, object json)
    {
        var asked = parsed.GetValue(CommandLine.Json);
        if (path is null && !asked)
        {
            return;
        }

        var to = path is null ? context.Terminal.Error : context.Terminal.Text;
        to.WriteLine(asked ? JsonSerializer.Serialize(json) : text.In(context.Language(parsed)));
    }
}
