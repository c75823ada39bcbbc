using System.Text;

namespace Ecluse.Host.Sftp;

/// <summary>
/// A path as every part of the server sees it: the names between the slashes, at most three. Made in one place out of what a client sent
/// and never of strings put together again; it never becomes a path on a disk.
/// </summary>
internal sealed record SftpPath
{
    /// <summary>Most bytes of a path.</summary>
    public const int BytesMax = 1024;

    /// <summary>Most bytes of a name.</summary>
    public const int NameBytesMax = 255;

    /// <summary>Most names: space, object, segment.</summary>
    public const int NamesMax = 3;

    /// <summary>The folder of all spaces.</summary>
    public static readonly SftpPath Root = new([]);

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly string[] names;

    private SftpPath(string[] names) => this.names = names;

    /// <summary>How many names: 0 for the root, 1 for a space, 2 for what lies in one, 3 for a segment.</summary>
    public int Depth => names.Length;

    public string Space => names[0];

    public string Name => names[1];

    public string Segment => names[2];

    /// <summary>Reads what a client sent.</summary>
    /// <exception cref="Errors.EcluseException"><c>SFTP-001</c>: it is no path that could be here.</exception>
    public static SftpPath Parse(ReadOnlySpan<byte> sent)
    {
        if (sent.Length > BytesMax)
        {
            throw SftpErrors.PathRefused();
        }

        var kept = new List<string>(NamesMax);
        foreach (var name in Decode(sent).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (name)
            {
                case ".":
                    break;
                case "..":
                    kept.RemoveRange(Math.Max(0, kept.Count - 1), Math.Min(1, kept.Count));
                    break;
                default:
                    kept.Add(kept.Count < NamesMax && IsName(name) ? name : throw SftpErrors.PathRefused());
                    break;
            }
        }

        return kept.Count == 0 ? Root : new([.. kept]);
    }

    public bool Equals(SftpPath? other) => other is not null && names.SequenceEqual(other.names, StringComparer.Ordinal);

    public override int GetHashCode() => names.Aggregate(0, HashCode.Combine);

    /// <summary>As the client is told it.</summary>
    public string ToClient() => "/" + string.Join('/', names);

    /// <summary>How deep it is and nothing else: a name is whatever somebody typed.</summary>
    public override string ToString() => $"path of {Depth}";

    private static bool IsName(string name) => Strict.GetByteCount(name) <= NameBytesMax && !name.Any(char.IsControl);

    private static string Decode(ReadOnlySpan<byte> sent)
    {
        try
        {
            return Strict.GetString(sent);
        }
        catch (DecoderFallbackException)
        {
            throw SftpErrors.PathRefused();
        }
    }
}
