using System.Net;
using System.Net.Sockets;

namespace Ecluse.Host.Accounts;

/// <summary>Whether two addresses belong to one network: the first 24 bits of IPv4, the first 56 of IPv6.</summary>
internal static class Networks
{
    private const int Bytes4 = 3;
    private const int Bytes6 = 7;

    /// <summary>Compares two addresses as they are written; what is none is its own network.</summary>
    public static bool AreOne(string one, string other) =>
        IPAddress.TryParse(one, out var first) && IPAddress.TryParse(other, out var second) ? Prefix(first).SequenceEqual(Prefix(second)) : one == other;

    /// <summary>A name of the network that an address belongs to; what is none is its own network.</summary>
    public static string Of(string address) =>
        IPAddress.TryParse(address, out var parsed) ? "network:" + Convert.ToHexStringLower(Prefix(parsed)) : "network:" + address;

    private static ReadOnlySpan<byte> Prefix(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.GetAddressBytes().AsSpan(0, plain.AddressFamily == AddressFamily.InterNetwork ? Bytes4 : Bytes6);
    }
}
