using System.Globalization;
using System.Text;

namespace Ecluse.Testkit.Traces;

/// <summary>One line of a system-call trace: the call, the file or socket of its first argument, its strings.</summary>
/// <param name="Seconds">When, since 1970.</param>
/// <param name="Call">Name of the system call.</param>
/// <param name="Target">What the first descriptor stands for, as the kernel names it; empty when it is none.</param>
/// <param name="Arguments">The rest of the line, escapes included.</param>
internal sealed record TraceLine(double Seconds, string Call, string Target, string Arguments)
{
    /// <summary>Reads a line; null for signals, exits and calls that failed.</summary>
    public static TraceLine? Read(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var open = line.IndexOf('(', StringComparison.Ordinal);
        if (space < 0 || open < space
            || !double.TryParse(line.AsSpan(0, space), CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var arguments = line[(open + 1)..];
        return arguments.Contains(" = -1 E", StringComparison.Ordinal) && !Tells(line[(space + 1)..open])
            ? null
            : new TraceLine(seconds, line[(space + 1)..open], TargetOf(arguments), arguments);
    }

    /// <summary>Every quoted string of the arguments, decoded.</summary>
    public IEnumerable<byte[]> Strings()
    {
        for (var at = 0; (at = Arguments.IndexOf('"', at)) >= 0;)
        {
            var end = Arguments.IndexOf('"', at + 1);
            if (end < 0)
            {
                yield break;
            }

            yield return Unescape(Arguments.AsSpan(at + 1, end - at - 1));
            at = end + 1;
        }
    }

    /// <summary>The bytes that a write or a send handed to the kernel.</summary>
    public byte[] Payload()
    {
        if (!Arguments.Contains("iov_base=", StringComparison.Ordinal))
        {
            // A socket's own name may stand in quotes inside its angle brackets: the payload comes after them.
            var start = Arguments.IndexOf(">, \"", StringComparison.Ordinal);
            start = start < 0 ? Arguments.IndexOf(", \"", StringComparison.Ordinal) + 3 : start + 4;
            var end = Arguments.IndexOf('"', start);
            return start < 3 || end < 0 ? [] : Unescape(Arguments.AsSpan(start, end - start));
        }

        var bytes = new List<byte>();
        for (var at = 0; (at = Arguments.IndexOf("iov_base=\"", at, StringComparison.Ordinal)) >= 0;)
        {
            at += "iov_base=\"".Length;
            var end = Arguments.IndexOf('"', at);
            bytes.AddRange(Unescape(Arguments.AsSpan(at, (end < 0 ? Arguments.Length : end) - at)));
        }

        return [.. bytes];
    }

    /// <summary>The offset that a positioned write was made at; -1 when it was not positioned.</summary>
    public long Offset()
    {
        if (!Call.StartsWith("pwrite", StringComparison.Ordinal))
        {
            return -1;
        }

        var end = Arguments.LastIndexOf(") = ", StringComparison.Ordinal);
        var fields = (end < 0 ? Arguments : Arguments[..end]).Split(", ");
        var text = Call == "pwritev2" ? fields[^2] : fields[^1];
        return long.TryParse(text, CultureInfo.InvariantCulture, out var offset) ? offset : -1;
    }

    // A connection under way answers "in progress", and the name of a file that could not be made was told all the same.
    private static bool Tells(string call) => call is "connect" or "openat" or "mkdir" or "mkdirat" or "rename" or "execve";

    private static string TargetOf(string arguments)
    {
        var open = arguments.IndexOf('<', StringComparison.Ordinal);
        if (open <= 0 || !arguments[..open].All(char.IsAsciiDigit))
        {
            return "";
        }

        var close = open;
        for (var depth = 0; close < arguments.Length; close++)
        {
            depth += arguments[close] == '<' ? 1 : arguments[close] == '>' && arguments[close - 1] != '-' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(Unescape(arguments.AsSpan(open + 1, close - open - 1)));
    }

    private static byte[] Unescape(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length / 4);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\' && at + 3 < text.Length && text[at + 1] == 'x')
            {
                bytes.Add(byte.Parse(text.Slice(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 3;
            }
            else
            {
                bytes.Add((byte)(text[at] & 0xFF));
            }
        }

        return [.. bytes];
    }
}
