using System.Globalization;

namespace Ecluse.Signatures;

/// <summary>Reads one line of an <c>allowed_signers</c> file.</summary>
internal static class AllowedSignersLine
{
    private static readonly string[] DateForms = ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    public static AllowedSigner Parse(string line, int number, TimeZoneInfo zone)
    {
        var fields = Fields(line, number);
        var principals = fields[0].Trim('"');
        var hasOptions = !IsKeyType(fields[1]);
        var keyAt = hasOptions ? 2 : 1;
        if (fields.Count < keyAt + 2 || principals.Length == 0)
        {
            throw SignatureErrors.AllowedSignersLine(number);
        }

        var entry = new AllowedSigner(principals, [], null, null, Key(fields, keyAt, number));
        return hasOptions
            ? Split(fields[1], ',').Aggregate(entry, (read, option) => Option(read, option, number, zone))
            : entry;
    }

    private static AllowedSigner Option(AllowedSigner entry, string option, int number, TimeZoneInfo zone)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        var name = (equals < 0 ? option : option[..equals]).ToUpperInvariant();
        var quoted = equals < 0 ? "" : option[(equals + 1)..];
        var value = quoted is ['"', .., '"'] && quoted.Length > 2
            ? quoted[1..^1]
            : throw SignatureErrors.AllowedSignersLine(number);
        return name switch
        {
            "NAMESPACES" when entry.Namespaces.Count == 0 => entry with { Namespaces = value.Split(',') },
            "VALID-AFTER" when entry.ValidAfter is null => entry with { ValidAfter = Date(value, number, zone) },
            "VALID-BEFORE" when entry.ValidBefore is null => entry with { ValidBefore = Date(value, number, zone) },
            _ => throw SignatureErrors.AllowedSignersLine(number),
        };
    }

    private static DateTimeOffset Date(string written, int number, TimeZoneInfo zone)
    {
        var utc = written.EndsWith('Z');
        if (!DateTime.TryParseExact(
            utc ? written[..^1] : written, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw SignatureErrors.AllowedSignersLine(number);
        }

        return new DateTimeOffset(date, utc ? TimeSpan.Zero : zone.GetUtcOffset(date)).ToUniversalTime();
    }

    private static SshPublicKey Key(List<string> fields, int at, int number)
    {
        try
        {
            return SshPublicKey.Parse(string.Join(' ', fields[at..]));
        }
        catch (Errors.EcluseException problem) when (problem.Code == "SIGN-007")
        {
            throw SignatureErrors.AllowedSignersLine(number);
        }
    }

    private static bool IsKeyType(string field) =>
        field.StartsWith("ssh-", StringComparison.Ordinal)
        || field.StartsWith("sk-", StringComparison.Ordinal)
        || field.StartsWith("ecdsa-", StringComparison.Ordinal);

    private static List<string> Fields(string line, int number)
    {
        var fields = Split(line, ' ', '\t');
        return fields.Count >= 3 ? fields : throw SignatureErrors.AllowedSignersLine(number);
    }

    /// <summary>Splits at separators outside double quotes; several separators count as one.</summary>
    private static List<string> Split(string text, params ReadOnlySpan<char> separators)
    {
        var parts = new List<string>();
        var quoted = false;
        var from = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            quoted ^= index < text.Length && text[index] == '"';
            if (index == text.Length || (!quoted && separators.Contains(text[index])))
            {
                if (index > from)
                {
                    parts.Add(text[from..index]);
                }

                from = index + 1;
            }
        }

        return parts;
    }
}
