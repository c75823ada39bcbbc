using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ecluse.Connections;
using Ecluse.Profiles;

namespace Ecluse.Host.Providers;

/// <summary>Reads <c>providers.yaml</c> of the data folder (<c>docs/operating/openid-connect.md</c>); none where there is no such file.</summary>
internal static partial class ProviderFile
{
    public const string FileName = "providers.yaml";

    private static readonly string[] Usual = ["mfa"];

    /// <summary>Every provider of the file, by name.</summary>
    /// <exception cref="Errors.EcluseException"><c>CONN-002</c>: others can read it; <c>CONN-003</c>; <c>OIDC-001</c>, <c>OIDC-002</c>.</exception>
    public static IReadOnlyList<Provider> Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path))
        {
            return [];
        }

        ConnectionsFile.RefuseOthers(path);
        return [.. ProfileYaml.Parse(File.ReadAllText(path, Encoding.UTF8), path, "CONN-003").Entries.Select(entry => One(entry.Key.Text, entry.Value))];
    }

    private static Provider One(string name, ProfileNode node)
    {
        node.Only("organisation", "issuer", "client", "secret", "two-factors");
        Require(NameText().IsMatch(name), name, "name");
        Require(Uri.TryCreate(node.Need("issuer").Text, UriKind.Absolute, out var issuer) && IsSafe(issuer), name, "issuer");
        return new(
            name, node.Need("organisation").Text, node.Need("issuer").Text, node.Need("client").Text, Secret(name, node.Need("secret").Only("file", "credential")),
            node.Find("two-factors") is { } words ? [.. words.OneOrMore.Select(word => word.Text)] : Usual);
    }

    // Tokens are believed by keys that come over this way.
    private static bool IsSafe(Uri issuer) => issuer is { Query: "", UserInfo: "" } && (issuer.Scheme == Uri.UriSchemeHttps
        || (issuer.Scheme == Uri.UriSchemeHttp && (issuer.Host == "localhost" || (IPAddress.TryParse(issuer.Host, out var address) && IPAddress.IsLoopback(address)))));

    private static string Secret(string name, ProfileNode node)
    {
        var path = node.Find("file")?.Text
            ?? Path.Combine(Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") ?? "/nowhere", Path.GetFileName(node.Need("credential").Text));
        if (!File.Exists(path))
        {
            throw ProviderErrors.NoSecret(name);
        }

        ConnectionsFile.RefuseOthers(path);
        return File.ReadLines(path, Encoding.UTF8).FirstOrDefault()?.Trim() is { Length: > 0 } secret ? secret : throw ProviderErrors.NoSecret(name);
    }

    private static void Require(bool holds, string name, string what)
    {
        if (!holds)
        {
            throw ProviderErrors.Malformed(name.Length <= 40 ? name : name[..40], what);
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex NameText();
}
