using System.Text;
using Ecluse.Host.Spaces;

namespace Ecluse.Fuzz.Targets;

/// <summary>The headers of tus, as any client may write them.</summary>
internal static class TusTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("tus-metadata", Metadata, () => [Seeds.Text("filename csOpc3VsdGF0cy5jc3Y=,filetype dGV4dC9jc3Y=,layout c2VnbWVudHM="), Seeds.Text("a,b YQ=="), Seeds.Text("")])
        {
            Words = ["filename", "layout", " ", ",", "=", "==", "YQ=="],
        },
        new("tus-checksum", Checksum, () => [Seeds.Text("sha256 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), Seeds.Text("sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=")])
        {
            Words = ["sha1 ", "sha256 ", "=", "+", "/"],
        },
        new("tus-number", Number, () => [Seeds.Text("0"), Seeds.Text("999999999999999999"), Seeds.Text("-1")]) { Words = ["0", "9", "-", "+", " ", "e"] },
    ];

    // What was read is written in one way only, and read again the same.
    private static void Metadata(byte[] bytes)
    {
        if (TusHeaders.Metadata(Encoding.Latin1.GetString(bytes)) is not { } read)
        {
            return;
        }

        var written = string.Join(',', read.Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value))}"));
        var again = TusHeaders.Metadata(written);
        Must.Hold(again is not null && again.Count == read.Count && read.All(pair => again[pair.Key] == pair.Value), "metadata is read otherwise again");
        Must.Hold(read.Count <= 20, "more pairs than there may be");
    }

    private static void Checksum(byte[] bytes)
    {
        if (TusHeaders.Checksum(Encoding.Latin1.GetString(bytes)) is ({ } algorithm, var hash))
        {
            Must.Hold(hash.Length == (algorithm.Name == "SHA256" ? 32 : 20), "a hash of another length than its algorithm's");
        }
    }

    private static void Number(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        if (TusHeaders.Number(text) is { } number)
        {
            Must.Hold(number >= 0 && text.TrimStart('0') == (number == 0 ? "" : $"{number}"), "a number is not what was written");
        }
    }
}
