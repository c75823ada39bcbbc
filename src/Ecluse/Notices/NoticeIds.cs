using System.Security.Cryptography;

namespace Ecluse.Notices;

/// <summary>Ids of notifications: random, never used again; the receiver tells a second copy by them.</summary>
public static class NoticeIds
{
    /// <summary>A new one: <c>n-</c> and 16 hex.</summary>
    public static string New() => "n-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
}
