using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Ecluse.Depot.S3;

/// <summary>
/// Sealed files in a bucket, <c>PREFIX ROOM/NAME</c>. What is put is read back whole and compared before it is called kept; what is removed is
/// listed again, in a bucket that says at that moment that it keeps no versions. Specification: <c>docs/spec/parcel.md</c>.
/// </summary>
public sealed class S3Store : ISealedStore, IDisposable
{
    private const int BlockLength = 128 * 1024;

    private readonly S3Place place;
    private readonly AmazonS3Client client;
    private bool isAsked;

    /// <summary>Opens it; asks nothing yet.</summary>
    /// <param name="place">Where.</param>
    public S3Store(S3Place place)
    {
        ArgumentNullException.ThrowIfNull(place);
        this.place = place;
        client = new AmazonS3Client(place.Credentials(), new AmazonS3Config
        {
            ServiceURL = place.Endpoint.ToString(),
            AuthenticationRegion = place.Region,
            ForcePathStyle = true,
            MaxErrorRetry = 2,

            // Not every storage knows them, and none is believed: what was put is read back.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>Most names of one answer, when listing; the storage may give fewer.</summary>
    internal int PageNames { get; init; } = 1000;

    /// <inheritdoc/>
    public string Place => place.ToString();

    /// <inheritdoc/>
    /// <exception cref="S3Exception"><c>S3-003</c>, <c>S3-004</c>, <c>S3-007</c>.</exception>
    public void Put(string room, string name, string finished)
    {
        if (!isAsked)
        {
            RefuseVersions();
            isAsked = true;
        }

        // Held while it is copied, so that it is not taken for one that nobody writes.
        using (var file = new FileStream(finished, FileMode.Open, FileAccess.Read, FileShare.Delete, BlockLength))
        {
            var sha256 = SHA256.HashData(file);
            file.Position = 0;

            // Signed over its bytes, in one piece: framing that a storage does not know would be kept as content.
            Ask(() => client.PutObjectAsync(new PutObjectRequest
            {
                BucketName = place.Bucket, Key = KeyOf(room, name), InputStream = file, AutoCloseStream = false, UseChunkEncoding = false,
            }));
            if (!SHA256.HashData(Open(room, name)).AsSpan().SequenceEqual(sha256))
            {
                throw S3Exception.Altered();
            }

            // Its room ended meanwhile: whoever removed it did not see this name.
            if (!File.Exists(finished))
            {
                Remove(room, [name]);
                throw new FileNotFoundException();
            }
        }

        File.Delete(finished);
    }

    /// <inheritdoc/>
    /// <exception cref="S3Exception"><c>S3-003</c>, <c>S3-004</c>.</exception>
    public Stream Open(string room, string name) =>
        Length(room, name) is { } length ? new S3Reading(from => Range(room, name, from), length) : throw new FileNotFoundException();

    /// <inheritdoc/>
    /// <exception cref="S3Exception"><c>S3-003</c>, <c>S3-004</c>.</exception>
    public bool Contains(string room, string name) => Length(room, name) is not null;

    /// <inheritdoc/>
    /// <exception cref="S3Exception"><c>S3-003</c>, <c>S3-004</c>.</exception>
    public IReadOnlyList<string> List(string room)
    {
        var under = KeyOf(room, "");
        return [.. Pages(new ListObjectsV2Request { BucketName = place.Bucket, Prefix = under })
            .SelectMany(page => page.S3Objects ?? []).Select(one => one.Key[under.Length..]).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    /// <exception cref="S3Exception"><c>S3-003</c>, <c>S3-004</c>.</exception>
    public IReadOnlyList<string> ListRooms() =>
        [.. Pages(new ListObjectsV2Request { BucketName = place.Bucket, Prefix = place.Prefix, Delimiter = "/" })
            .SelectMany(page => page.CommonPrefixes ?? []).Select(prefix => prefix[place.Prefix.Length..].TrimEnd('/')).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    /// <exception cref="S3Exception"><c>S3-003</c> to <c>S3-006</c>.</exception>
    public IReadOnlyList<RemovedParcel> Remove(string room, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var removed = names.Select(name => (Name: name, Length: Length(room, name)))
            .Select(one => new RemovedParcel(one.Name, one.Length ?? 0, one.Length is not null)).ToList();
        foreach (var name in names)
        {
            Ask(() => client.DeleteObjectAsync(place.Bucket, KeyOf(room, name)));
        }

        if (List(room).Intersect(names, StringComparer.Ordinal).Any())
        {
            throw DepotException.StillThere("");
        }

        // Asked afterwards: what is removed is gone from sight in any case, but only now may it be called erased.
        RefuseVersions();
        return removed;
    }

    /// <summary>Refuses a bucket that keeps what is removed from it, or kept it once, or does not tell.</summary>
    /// <exception cref="S3Exception"><c>S3-003</c> to <c>S3-006</c>.</exception>
    public void RefuseVersions()
    {
        var status = Ask(AskVersions).VersioningConfig?.Status?.Value;
        if (status is not (null or "" or "Off"))
        {
            throw S3Exception.KeepsVersions(status is "Enabled" or "Suspended" ? status : "?");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<GetBucketVersioningResponse> AskVersions()
    {
        try
        {
            return await client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = place.Bucket });
        }
        catch (AmazonS3Exception unknown) when (unknown.StatusCode is HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed
            || (unknown.StatusCode == HttpStatusCode.Forbidden && unknown.ErrorCode == "AccessDenied"))
        {
            throw S3Exception.VersionsUnknown(unknown);
        }
    }

    private long? Length(string room, string name) => Ask(async () =>
    {
        try
        {
            return (long?)(await client.GetObjectMetadataAsync(place.Bucket, KeyOf(room, name))).ContentLength;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    private Stream Range(string room, string name, long from) => Ask(async () =>
    {
        try
        {
            return (await client.GetObjectAsync(new GetObjectRequest
            {
                BucketName = place.Bucket, Key = KeyOf(room, name), ByteRange = new ByteRange(from, long.MaxValue),
            })).ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            throw new FileNotFoundException(null, missing);
        }
    });

    private IEnumerable<ListObjectsV2Response> Pages(ListObjectsV2Request request)
    {
        request.MaxKeys = PageNames;
        ListObjectsV2Response page;
        do
        {
            page = Ask(() => client.ListObjectsV2Async(request));
            yield return page;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true && request.ContinuationToken is not null);
    }

    private string KeyOf(string room, string name) => $"{place.Prefix}{room}/{name}";

    // The depots write and read as with a disk, on a thread of their own.
    private static T Ask<T>(Func<Task<T>> question)
    {
        try
        {
            return Task.Run(question).GetAwaiter().GetResult();
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized)
        {
            throw S3Exception.NotAllowed(refused);
        }
        catch (Exception failed) when (failed is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException
            || (failed is IOException and not FileNotFoundException))
        {
            throw S3Exception.Away(failed);
        }
    }
}
