using System.CommandLine;
using System.Globalization;
using System.Text;
using Ecluse.Errors;
using Ecluse.Host.Warnings;
using Ecluse.Warnings;

namespace Ecluse.Cli.Verbs;

/// <summary><c>ecluse warning add</c>: what somebody told by telephone, by letter or in person, also long before.</summary>
internal static class WarningAddVerb
{
    public static Command Create(VerbContext context)
    {
        var source = Of<WarningSource>("--source", "who told it", "qui l’a dit");
        source.Required = true;
        var subject = new Option<string[]>("--subject") { Description = "what about, may be repeated · objet, peut être répété", Required = true };
        subject.AcceptOnlyFromAmong([.. WarningWords.Names<WarningSubject>()]);
        var about = Of<WarningAbout>("--about", "whom of the handlers it is about", "lequel des référents il concerne");
        var told = new Option<string[]>("--told") { Description = "authorities that know · autorités qui le savent" };
        told.AcceptOnlyFromAmong([.. WarningWords.Authorities]);
        var received = new Option<DateTimeOffset?>("--received")
        {
            Description = "when the house first had it (now) · quand la maison l’a eu pour la première fois (maintenant)",
            HelpName = "2020-03-25T09:00Z",
            CustomParser = text =>
            {
                if (DateTimeOffset.TryParse(text.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                {
                    return at;
                }

                text.AddError("--received: 2020-03-25T09:00Z");
                return null;
            },
        };
        var words = new Option<string?>("--words") { Description = "file with what was said (standard input) · fichier de ce qui a été dit (entrée standard)", HelpName = "FILE" };
        var file = new Option<string[]>("--file") { Description = "file that came with it, a letter or a recording; may be repeated, 2 MiB in all · fichier qui l’accompagne, lettre ou enregistrement ; peut être répété, 2 Mio en tout", HelpName = "FILE" };
        var command = new Command("add", "writes one down, sealed to the handlers; says a receipt for whoever told it (exit 0, 2, 4) · en note un, scellé pour les référents ; donne un code pour son auteur (sortie 0, 2, 4)")
        {
            source, subject, about, told, received, words, file,
        };
        WarningVerb.On(command, context, async (parsed, answer, premises, cancellation) =>
        {
            var text = await ReadAsync(parsed.GetValue(words), context.Terminal, cancellation);
            var (id, receipt) = await premises.TakeAsync(
                new WarningTold(
                    WarningWords.Parse<WarningSource>(parsed.GetValue(source))!.Value,
                    [.. (parsed.GetValue(subject) ?? []).Select(name => WarningWords.Parse<WarningSubject>(name)!.Value)],
                    WarningWords.Parse<WarningAbout>(parsed.GetValue(about)) ?? WarningAbout.Nobody, parsed.GetValue(told) ?? [], text,
                    [.. (parsed.GetValue(file) ?? []).Select(FileOf)], parsed.GetValue(received)),
                cancellation);
            answer.Say($"{id}  receipt, shown once: {receipt}", $"{id}  code de suivi, montré une fois : {receipt}");
            answer.Json(new { id, receipt });
        });
        return command;
    }

    /// <summary>The text of a file, or of standard input.</summary>
    public static async Task<string> ReadAsync(string? file, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            await using var stream = file is null or "-" ? terminal.In() : File.OpenRead(file);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(cancellation).WaitAsync(cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw WarningErrors.Incomplete();
        }
    }

    // Too large is said before it is read: what is attached is kept in memory only.
    private static WarningAttachment FileOf(string path)
    {
        var file = new FileInfo(path);
        return !file.Exists ? throw WarningErrors.Incomplete()
            : file.Length > WarningTar.BytesMax ? throw WarningErrors.TooLarge()
            : new(file.Name, File.ReadAllBytes(path));
    }

    private static Option<string?> Of<T>(string name, string english, string french)
        where T : struct, Enum
    {
        var option = new Option<string?>(name) { Description = $"{english} · {french}" };
        option.AcceptOnlyFromAmong([.. WarningWords.Names<T>()]);
        return option;
    }
}
