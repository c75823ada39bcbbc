using System.Globalization;
using System.Text.RegularExpressions;
using Ecluse.Layout;

namespace Ecluse.Pages.Tests.Layout;

/// <summary>WCAG AA on the tokens of the style sheet themselves: text 4.5, marks and controls 3.</summary>
public sealed partial class ContrastTests
{
    public static TheoryData<string> Schemes => ["light", "dark", "print"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Text_is_readable_on_every_ground(string scheme)
    {
        string[] grounds = ["paper", "surface", "sunk"];
        string[] inks = ["ink", "ink-2", "ink-3", "ok", "warn", "bad", "water-4"];
        var tokens = Tokens(scheme);
        Assert.All(grounds.SelectMany(ground => inks.Select(ink => (ink, ground))), pair => AtLeast(4.5, tokens, pair.ink, pair.ground));
        Assert.All(["ok", "warn", "bad"], tone =>
        {
            AtLeast(4.5, tokens, tone, $"{tone}-bg");
            AtLeast(4.5, tokens, "ink", $"{tone}-bg");
        });
        AtLeast(4.5, tokens, "on-water", "water-4");
        AtLeast(4.5, tokens, "water-4", "water-1");
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Marks_can_be_told_from_their_ground(string scheme)
    {
        var tokens = Tokens(scheme);
        Assert.All(["control", "water-3", "stone-2", "gate", "focus"], mark => AtLeast(3, tokens, mark, "surface"));
        AtLeast(3, tokens, "gate", "water-1");
        AtLeast(3, tokens, "water-3", "water-1");
        AtLeast(3, tokens, "water-4", "water-2");
    }

    private static void AtLeast(double least, Dictionary<string, string> tokens, string front, string ground)
    {
        var (a, b) = (Luminance(tokens[front]), Luminance(tokens[ground]));
        var ratio = (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
        Assert.True(ratio >= least, $"{front} on {ground}: {ratio:0.00}, at least {least} wanted");
    }

    private static double Luminance(string hex)
    {
        var full = hex.Length == 4 ? string.Concat(hex[1..].Select(c => $"{c}{c}")) : hex[1..];
        var parts = full.Chunk(2).Select(two => Convert.ToInt32(new string(two), 16) / 255.0)
            .Select(v => v <= 0.03928 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    private static Dictionary<string, string> Tokens(string scheme)
    {
        var tokens = new Dictionary<string, string>();
        var blocks = Root().Matches(PageStyle.Css).Where(block => block.Value.Contains("--paper", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, blocks.Count);
        foreach (var block in scheme switch { "light" => [blocks[0]], "dark" => [blocks[0], blocks[1]], _ => new[] { blocks[0], blocks[2] } })
        {
            foreach (Match token in Token().Matches(block.Value))
            {
                tokens[token.Groups[1].Value] = token.Groups[2].Value.ToLower(CultureInfo.InvariantCulture);
            }
        }

        return tokens;
    }

    [GeneratedRegex(@":root \{[^}]*\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z0-9-]+): *(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})")]
    private static partial Regex Token();
}
