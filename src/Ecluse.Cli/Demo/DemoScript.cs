using System.Text;
using Ecluse.Errors;

namespace Ecluse.Cli.Demo;

/// <summary>
/// Runs real commands of this executable, one after the other, in one folder, and shows each as a person would type it:
/// the demonstration has no way of its own through the lock.
/// </summary>
internal sealed class DemoScript(VerbContext context, string folder, Language language)
{
    /// <summary>Exit code of the last command.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Folder of the demonstration.</summary>
    public string Folder { get; } = folder;

    /// <summary>Announces a step.</summary>
    public void Step(string english, string french)
    {
        context.Terminal.Error.WriteLine();
        context.Terminal.Error.WriteLine(language == Language.French ? $"▌ {french}" : $"▌ {english}");
    }

    /// <summary>Runs a command whose success the demonstration needs; only the command itself is shown.</summary>
    public async Task<string> QuietAsync(params string[] args)
    {
        await ShowAsync(args);
        var (exit, output, error) = await TryAsync(show: false, args);
        return exit == 0 ? output : throw Broken(args[0], exit, error);
    }

    /// <summary>Runs a command whose success the demonstration needs; its answer is shown.</summary>
    /// <exception cref="EcluseException"><c>DEMO-001</c>: it failed.</exception>
    public async Task<string> RunAsync(params string[] args)
    {
        var (exit, output, error) = await TryAsync(show: true, args);
        return exit == 0 ? output : throw Broken(args[0], exit, error);
    }

    /// <summary>Runs a command and gives back how it ended.</summary>
    public async Task<(int Exit, string Output, string Error)> TryAsync(bool show, params string[] args)
    {
        if (show)
        {
            await ShowAsync(args);
        }

        using var output = new MemoryStream();
        using var error = new StringWriter();
        var terminal = new Terminal(
            () => Stream.Null, () => output, show ? new Both(context.Terminal.Error, error) : error,
            show && context.Terminal.IsInteractive, language);
        ExitCode = await CommandLine.RunAsync(
            [.. args, "--data", Path.Combine(Folder, "data"), "--lang", language == Language.French ? "fr" : "en"], terminal,
            context.Clock);
        var text = Encoding.UTF8.GetString(output.ToArray());
        if (show)
        {
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await context.Terminal.Error.WriteLineAsync("    " + line);
            }
        }

        return (ExitCode, text, error.ToString());
    }

    private Task ShowAsync(string[] args) =>
        context.Terminal.Error.WriteLineAsync($"  $ ecluse {string.Join(' ', args.Select(Shown))}");

    /// <summary>A command that the demonstration needs has failed.</summary>
    public static EcluseException Broken(string verb, int exit, string error) => new(
        "DEMO-001",
        new($"A gate did not hold: ecluse {verb} ended with {exit}. {error}", $"Une porte n’a pas tenu : ecluse {verb} a fini par {exit}. {error}"),
        new("The folder is left as it is: look there, or run the command by hand.",
            "Le dossier est laissé en l’état : y regarder, ou relancer la commande à la main."));

    private string Shown(string argument)
    {
        var relative = argument.StartsWith(Folder, StringComparison.Ordinal)
            ? Path.GetRelativePath(Folder, argument) : argument;
        return relative.Contains(' ', StringComparison.Ordinal) ? $"\"{relative}\"" : relative;
    }

    /// <summary>Writes to the person's terminal and keeps what was written.</summary>
    private sealed class Both(TextWriter shown, TextWriter kept) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            shown.Write(value);
            kept.Write(value);
        }

        public override void Write(string? value)
        {
            shown.Write(value);
            kept.Write(value);
        }
    }
}
