using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli.Remote;

/// <summary>The page that says which verbs drive a server and which work on this machine alone, against what the command line does.</summary>
public sealed class VerbPlacesTests
{
    private const string Page = "docs/reference/verbs.md";

    [Fact]
    public void The_page_names_every_verb_once_on_the_side_where_it_works()
    {
        var (there, here) = (Rows("## Here, and at a server with"), Rows("## On this machine alone"));
        var verbs = Verbs(CommandLine.Root(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English), TimeProvider.System), "").ToList();
        Assert.Equal(verbs.Where(RemoteVerbs.Has).Order(StringComparer.Ordinal), there.Select(row => row.Verb).Order(StringComparer.Ordinal));
        Assert.Equal(verbs.Where(verb => !RemoteVerbs.Has(verb)).Order(StringComparer.Ordinal), here.Select(row => row.Verb).Order(StringComparer.Ordinal));
        Assert.All(here, row => Assert.True(row.Why.Length > 20, $"Why is {row.Verb} of this machine alone?"));
        Assert.True(verbs.Count > 80, "the walk through the verbs found few");
    }

    // A verb is what does something when it is typed; nouns with verbs of their own may be one too.
    private static IEnumerable<string> Verbs(Command command, string path)
    {
        foreach (var one in command.Subcommands)
        {
            var name = path.Length == 0 ? one.Name : $"{path} {one.Name}";
            if (one.Action is not null)
            {
                yield return name;
            }

            foreach (var verb in Verbs(one, name))
            {
                yield return verb;
            }
        }
    }

    // | noun | verbs | why |; the noun itself is a dash.
    private static List<(string Verb, string Why)> Rows(string heading)
    {
        var lines = File.ReadAllLines(RepositoryRoot.Of(Page));
        var rows = lines.SkipWhile(line => !line.StartsWith(heading, StringComparison.Ordinal)).Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries));
        return
        [
            .. from cells in rows
               from verb in cells[2].Split(", ")
               let noun = cells[1].Trim('`')
               select (verb == "–" ? noun : $"{noun} {verb}", cells[3]),
        ];
    }
}
