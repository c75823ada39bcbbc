using System.Globalization;
using Ecluse.Host.Composition;
using Ecluse.Host.Guard;
using Ecluse.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.Warnings;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116): the file of the data folder, while its signature verifies and it is in force.</summary>
/// <param name="installation">Where it stands.</param>
internal sealed class SecurityTxt(Installation installation)
{
    /// <summary>Longest time ahead that a file may claim.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private string FilePath => Path.Combine(installation.Data.Path, "security.txt");

    /// <summary>Maps it.</summary>
    public static void Map(WebApplication application) => application.MapGet("/.well-known/security.txt", (SecurityTxt file) =>
        file.Read() is { } shown ? Results.Bytes(shown.Bytes, "text/plain; charset=utf-8") : Results.NotFound()).Open();

    /// <summary>Whether there is none, or it is shown and will be for some time yet.</summary>
    public bool IsGoodFor(TimeSpan yet) => !File.Exists(FilePath) || Read()?.Expires - installation.Clock.GetUtcNow() > yet;

    /// <summary>The file and its end; null where it may not be shown.</summary>
    public (byte[] Bytes, DateTimeOffset Expires)? Read()
    {
        if (!File.Exists(FilePath) || !File.Exists(FilePath + ".key"))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(FilePath);
        if (OpenPgpCleartext.Verify(bytes, File.ReadAllBytes(FilePath + ".key")) is not { } text)
        {
            return null;
        }

        var fields = text.Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .Select(parts => (Name: parts[0].Trim().ToLowerInvariant(), Value: parts[1].Trim())).ToList();
        var ends = fields.Where(field => field.Name == "expires").ToList();
        var now = installation.Clock.GetUtcNow();
        return fields.Any(field => field.Name == "contact" && field.Value.Length > 0) && ends.Count == 1
            && DateTimeOffset.TryParse(ends[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires) && expires > now && expires - now <= Longest
            ? (bytes, expires)
            : null;
    }
}
