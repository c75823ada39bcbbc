using System.Net;
using System.Text.RegularExpressions;

namespace Ecluse.Depot.S3;

/// <summary>Which bucket of which storage sealed files lie in, and who asks there. What is wrong with it is said when it is made.</summary>
public sealed partial record S3Place
{
    private readonly string secretKey;

    /// <summary>Makes it.</summary>
    /// <param name="endpoint">Address of the storage: <c>https://…</c>, or <c>http://</c> on this machine.</param>
    /// <param name="region">Region that requests are signed for.</param>
    /// <param name="bucket">Bucket, made beforehand.</param>
    /// <param name="prefix">What every name begins with: empty, or words that end with a slash.</param>
    /// <param name="accessKey">Id of the access key.</param>
    /// <param name="secretKey">The key.</param>
    /// <exception cref="S3Exception"><c>S3-001</c>, <c>S3-002</c>.</exception>
    public S3Place(Uri endpoint, string region, string bucket, string prefix, string accessKey, string secretKey)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        Require(endpoint.IsAbsoluteUri && endpoint is { AbsolutePath: "/", UserInfo: "", Query: "" }, "endpoint");
        Require(BucketName().IsMatch(bucket), "bucket");
        Require(PrefixText().IsMatch(prefix), "prefix");
        Require(RegionText().IsMatch(region), "region");
        Require(!string.IsNullOrWhiteSpace(accessKey), "access-key");
        Require(!string.IsNullOrWhiteSpace(secretKey), "secret-key");
        if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && IsThisMachine(endpoint)))
        {
            throw S3Exception.InClear();
        }

        (Endpoint, Region, Bucket, Prefix, AccessKey, this.secretKey) = (endpoint, region, bucket, prefix, accessKey, secretKey);
    }

    /// <summary>Address of the storage.</summary>
    public Uri Endpoint { get; }

    /// <summary>Region that requests are signed for.</summary>
    public string Region { get; }

    /// <summary>Bucket.</summary>
    public string Bucket { get; }

    /// <summary>What every name begins with.</summary>
    public string Prefix { get; }

    /// <summary>Id of the access key.</summary>
    public string AccessKey { get; }

    /// <summary>The same bucket, below one more word.</summary>
    public S3Place Below(string word) => new(Endpoint, Region, Bucket, Prefix + word + "/", AccessKey, secretKey);

    /// <summary>Where it is, without who asks: <c>s3://bucket/prefix (host)</c>.</summary>
    public override string ToString() => $"s3://{Bucket}/{Prefix} ({Endpoint.Authority})";

    internal Amazon.Runtime.AWSCredentials Credentials() => new Amazon.Runtime.BasicAWSCredentials(AccessKey, secretKey);

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw S3Exception.Malformed(what);
        }
    }

    private static bool IsThisMachine(Uri endpoint) =>
        endpoint.Host == "localhost" || (IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    private static partial Regex BucketName();

    [GeneratedRegex("^([A-Za-z0-9._-]{1,64}/){0,8}$")]
    private static partial Regex PrefixText();

    [GeneratedRegex("^[a-z0-9-]{1,64}$")]
    private static partial Regex RegionText();
}
