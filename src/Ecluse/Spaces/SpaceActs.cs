using System.Security.Cryptography;
using System.Text;
using Ecluse.Acts;

namespace Ecluse.Spaces;

/// <summary>The acts of spaces, as the journal keeps them: ids and hashes.</summary>
internal static class SpaceActs
{
    private static readonly Dictionary<string, string> None = [];

    public static Act Opened(Space space, string by) => new(
        "space.opened", by,
        new Dictionary<string, string> { ["space"] = space.Id, ["contract"] = space.Contract, ["instruction"] = space.Instruction },
        new Dictionary<string, string> { ["instruction"] = space.InstructionSha256 });

    public static Act Received(string space, SpaceObject one, IReadOnlyList<Segment> segments) => new(
        "object.received", one.By, Of(space, one.Id), new Dictionary<string, string> { ["object"] = HashOf(segments) });

    public static Act Taken(string space, string id, string by) => new("object.taken", by, Of(space, id), None);

    public static Act Removing(string space, string id, string by) => new("object.removing", by, Of(space, id), None);

    // Announced, perhaps, under another log: the outcome answers what stands open about the same object.
    public static Act Removed(string space, string id, string by) => new("object.removed", by, Of(space, id), None);

    public static Act Erasing(string space, string by) =>
        new("space.erasing", by, new Dictionary<string, string> { ["space"] = space }, None);

    public static Act Erased(string space, string by, string certificateSha256) => new(
        "space.erased", by, new Dictionary<string, string> { ["space"] = space },
        new Dictionary<string, string> { ["certificate"] = certificateSha256 });

    /// <summary>SHA-256 over the segments' hashes, in order, in lower-case hex without anything between.</summary>
    public static string HashOf(IReadOnlyList<Segment> segments) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(segments.Select(one => one.Sha256)))));

    private static Dictionary<string, string> Of(string space, string id) => new() { ["space"] = space, ["object"] = id };
}
