using System.Text;

namespace Ecluse.Signatures;

/// <summary>OpenSSH's armour: a BEGIN line, base64 in lines, an END line; nothing before, nothing after.</summary>
internal static class SshArmor
{
    public const string Signature = "SSH SIGNATURE";
    public const string PrivateKey = "OPENSSH PRIVATE KEY";
    private const int Columns = 70;

    public static string Encode(ReadOnlySpan<byte> bytes, string label)
    {
        var text = new StringBuilder().Append("-----BEGIN ").Append(label).Append("-----\n");
        var base64 = Convert.ToBase64String(bytes);
        for (var from = 0; from < base64.Length; from += Columns)
        {
            text.Append(base64.AsSpan(from, Math.Min(Columns, base64.Length - from))).Append('\n');
        }

        return text.Append("-----END ").Append(label).Append("-----\n").ToString();
    }

    public static byte[] Decode(string armored, string label)
    {
        var malformed = Malformed(label);
        var lines = armored.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        var body = lines.Length > 2 ? lines[1..^1] : [];
        var framed = lines[0] == $"-----BEGIN {label}-----" && lines[^1] == $"-----END {label}-----";
        return framed && body.Length > 0 && body.All(line => line.Length is > 0 and <= 76)
            ? StrictBase64.Decode(string.Concat(body), malformed)
            : throw malformed();
    }

    private static Func<Exception> Malformed(string label) =>
        label == Signature ? SignatureErrors.MalformedSignature : SignatureErrors.MalformedPrivateKey;
}
