using Ecluse.Errors;

namespace Ecluse.Gate;

/// <summary>A command line of this program: one verb, at most one thing that it is about, and options with values.</summary>
internal sealed record Arguments(string Verb, string? Thing, IReadOnlyDictionary<string, string> Options)
{
    private static readonly string[] Languages = ["LC_ALL", "LC_MESSAGES", "LANG"];
    private static readonly Dictionary<string, string> Short = new() { ["-o"] = "--output" };

    /// <summary>Data folder; <c>gate</c> here when not said.</summary>
    public string Data => Options.GetValueOrDefault("--data") ?? "gate";

    /// <summary>Language asked for, else that of the environment.</summary>
    public static Language LanguageOf(string[] args)
    {
        var at = Array.IndexOf(args, "--lang");
        var asked = at >= 0 && at + 1 < args.Length ? args[at + 1] : Languages.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return asked?.StartsWith("fr", StringComparison.OrdinalIgnoreCase) == true ? Language.French : Language.English;
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="EcluseException"><c>APART-001</c>.</exception>
    public static Arguments Read(string[] args)
    {
        var (words, options) = (new List<string>(), new Dictionary<string, string>());
        for (var at = 0; at < args.Length; at++)
        {
            if (!args[at].StartsWith('-'))
            {
                words.Add(args[at]);
                continue;
            }

            var name = Short.GetValueOrDefault(args[at], args[at]);
            var isKnown = name is "--data" or "--lang" or "--to" or "--output" or "--kind";
            options[name] = isKnown && ++at < args.Length ? args[at] : throw GateErrors.Usage(name);
        }

        return words.Count is 1 or 2 ? new(words[0], words.ElementAtOrDefault(1), options) : throw GateErrors.Usage($"{words.Count} words");
    }

    /// <summary>The thing that the verb is about.</summary>
    public string Need() => Thing ?? throw GateErrors.Usage(Verb);

    /// <summary>An option that the verb cannot do without.</summary>
    public string Need(string option) => Options.GetValueOrDefault(option) ?? throw GateErrors.Usage($"{Verb} without {option}");
}
