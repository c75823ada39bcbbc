using System.CommandLine;
using Ecluse.Cli.Help;
using Ecluse.Errors;

namespace Ecluse.Cli;

public sealed class HelpPageTests
{
    private static readonly Terminal Nowhere = new(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Language.English);

    [Fact]
    public void Every_command_option_and_argument_is_described_in_both_languages()
    {
        var all = Symbols(CommandLine.Root(Nowhere, TimeProvider.System)).ToList();

        Assert.True(all.Count > 100);
        Assert.All(all, symbol =>
        {
            var (english, french) = (HelpPage.In(symbol.Description, Language.English), HelpPage.In(symbol.Description, Language.French));
            Assert.True(english.Length > 0 && french.Length > 0 && english != french, $"{symbol.Name}: {symbol.Description}");
        });
    }

    [Theory]
    [InlineData("en", "Arguments", "id of the passage")]
    [InlineData("fr", "Partout", "identifiant du passage")]
    public async Task Help_is_given_to_whoever_asks_whatever_else_is_missing(string language, string title, string words)
    {
        using var output = new MemoryStream();
        var terminal = new Terminal(() => Stream.Null, () => output, TextWriter.Null, false, Language.English);

        Assert.Equal(0, await CommandLine.RunAsync(["passage", "accept", "--help", "--lang", language], terminal, TimeProvider.System));

        var text = System.Text.Encoding.UTF8.GetString(output.ToArray());
        Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Contains("--acceptance ACCEPTANCE", text, StringComparison.Ordinal);
    }

    private static IEnumerable<Symbol> Symbols(Command command) =>
        [command, .. command.Arguments, .. command.Options, .. command.Subcommands.SelectMany(Symbols)];
}
