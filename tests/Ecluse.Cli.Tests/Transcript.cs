using System.Text;
using Ecluse.Errors;
using Ecluse.Testkit;

namespace Ecluse.Cli;

/// <summary>Runs a transcript of <c>testdata</c>; the lines it knows are listed in the README there.</summary>
internal sealed class Transcript : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly Dictionary<string, string> kept = [];
    private byte[] output = [];
    private string errors = "";
    private int exit;
    private bool exitSeen = true;

    public void Dispose() => folder.Dispose();

    public async Task RunAsync(IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                await StepAsync(line.Trim());
            }
            catch (Xunit.Sdk.XunitException error)
            {
                Assert.Fail($"line {number}: {line}\n{error.Message}\nexit {exit}\nout: {Text}\nerr: {errors}");
            }
        }

        ExpectSuccess();
    }

    private string Text => Encoding.UTF8.GetString(output);

    private async Task StepAsync(string line)
    {
        var words = line.Split(' ', 3);
        switch (words)
        {
            case [""] or ["#", ..]:
                break;
            case ["$", "ecluse", var arguments]:
                ExpectSuccess();
                await RunVerbAsync(arguments);
                break;
            case ["exit", var code]:
                Assert.Equal(int.Parse(code), exit);
                exitSeen = true;
                break;
            case ["no", "out"]:
                Assert.Equal("", Text);
                break;
            case ["no", "err"]:
                Assert.Equal("", errors);
                break;
            case ["out", ..]:
                Assert.Contains(Filled(line["out ".Length..]), Text, StringComparison.Ordinal);
                break;
            case ["err", ..]:
                Assert.Contains(Filled(line["err ".Length..]), errors, StringComparison.Ordinal);
                break;
            case ["let", var name]:
                kept[name] = Text.Split('\n')[0];
                break;
            default:
                FileStep(words);
                break;
        }
    }

    private void FileStep(string[] words)
    {
        switch (words)
        {
            case ["write", var file, var text]:
                Write(file, Encoding.UTF8.GetBytes(Filled(text).Replace("\\n", "\n", StringComparison.Ordinal)));
                break;
            case ["mode", var file, var octal]:
                File.SetUnixFileMode(Of(file), (UnixFileMode)Convert.ToInt32(octal, 8));
                break;
            case ["flip", var file, var offset]:
                var bytes = File.ReadAllBytes(Of(file));
                var at = int.Parse(offset);
                bytes[at < 0 ? bytes.Length + at : at] ^= 1;
                Write(file, bytes);
                break;
            case ["cut", var file, var count]:
                Write(file, File.ReadAllBytes(Of(file))[..^int.Parse(count)]);
                break;
            case ["join", var file, var parts]:
                Write(file, [.. parts.Split(' ').SelectMany(part => File.ReadAllBytes(Of(part)))]);
                break;
            case ["same", var first, var second]:
                Assert.Equal(File.ReadAllBytes(Of(first)), File.ReadAllBytes(Of(second)));
                break;
            case ["there", var file]:
                Assert.True(File.Exists(Of(file)), "it is not there");
                break;
            case ["not", "there", var file]:
                Assert.False(File.Exists(Of(file)), "it is there");
                break;
            default:
                Assert.Fail("no such line is known");
                break;
        }
    }

    private async Task RunVerbAsync(string arguments)
    {
        var words = Filled(arguments).Split(' ').ToList();
        var input = Redirected(words, "<") is { } from ? File.ReadAllBytes(Of(from)) : [];
        var target = Redirected(words, ">");
        using var written = new MemoryStream();
        using var said = new StringWriter();
        var terminal = new Terminal(() => new MemoryStream(input), () => written, said, false, Language.English);

        exit = await CommandLine.RunAsync([.. words.Select(Place)], terminal, TimeProvider.System);
        exitSeen = false;
        output = written.ToArray();
        errors = said.ToString();
        if (target is not null)
        {
            Write(target, output);
        }
    }

    private void ExpectSuccess()
    {
        if (!exitSeen)
        {
            Assert.Equal(0, exit);
            exitSeen = true;
        }
    }

    private void Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(Of(file), bytes);
        File.SetUnixFileMode(Of(file), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string? Redirected(List<string> words, string arrow)
    {
        var at = words.IndexOf(arrow);
        if (at < 0)
        {
            return null;
        }

        var file = words[at + 1];
        words.RemoveRange(at, 2);
        return file;
    }

    private string Filled(string text) =>
        kept.Aggregate(text, (filled, pair) => filled.Replace($"{{{pair.Key}}}", pair.Value, StringComparison.Ordinal));

    private string Place(string word) => word.StartsWith("./", StringComparison.Ordinal) ? Of(word) : word;

    private string Of(string word) => folder.Of(word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : word);
}
