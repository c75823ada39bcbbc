using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Testkit;

namespace Ecluse.Cli.Dyes;

/// <summary>Somebody who follows every link of the console and downloads what it offers.</summary>
internal static partial class LinkWalk
{
    private const int PagesMax = 500;

    /// <summary>Sees every page that links lead to; each entry of the journal by its number is left out.</summary>
    /// <param name="browser">Signed in.</param>
    /// <param name="shown">Gets what each page sent, archives taken apart.</param>
    /// <param name="begin">Where it begins, beside the first page.</param>
    /// <returns>The paths.</returns>
    public static async Task<HashSet<string>> SeeAsync(Browser browser, List<(string Where, byte[] Bytes)> shown, params string[] begin)
    {
        var (waiting, seen) = (new Queue<string>(["/", .. begin]), new HashSet<string>());
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path))
            {
                continue;
            }

            Assert.True(seen.Count < PagesMax, $"more pages than are walked: {path}");
            using var answer = await browser.GetAsync(path);
            var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            shown.Add((path, bytes));
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                foreach (Match link in Link().Matches(Encoding.UTF8.GetString(bytes)))
                {
                    waiting.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value));
                }
            }
            else if (path.EndsWith(".zip", StringComparison.Ordinal) && answer.IsSuccessStatusCode)
            {
                await TakeApartAsync(path, bytes, shown);
            }
        }

        return seen;
    }

    private static async Task TakeApartAsync(string path, byte[] bytes, List<(string Where, byte[] Bytes)> shown)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        foreach (var entry in zip.Entries)
        {
            using var inner = new MemoryStream();
            await using var stream = await entry.OpenAsync(TestContext.Current.CancellationToken);
            await stream.CopyToAsync(inner, TestContext.Current.CancellationToken);
            shown.Add(($"{path}: {entry.FullName}", [.. Encoding.UTF8.GetBytes(entry.FullName), .. inner.ToArray()]));
        }
    }

    [GeneratedRegex("(?:href|src)=\"(/(?!assets/|journal/[0-9]|[^\"]*lang=)[^\"#]*)\"")]
    private static partial Regex Link();
}
