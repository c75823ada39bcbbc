using System.Net;
using Ecluse.Errors;

namespace Ecluse.Host.Sftp;

/// <summary>Addresses and networks, one a line of a file that an operator writes; no file is an empty list.</summary>
internal sealed class AddressList
{
    private readonly IPNetwork[] networks;

    private AddressList(IPNetwork[] networks) => this.networks = networks;

    /// <summary>As they are written for sshd.</summary>
    public IEnumerable<string> Written => networks.Select(network => network.ToString());

    /// <summary>Reads a list.</summary>
    /// <exception cref="EcluseException"><c>SFTP-019</c>: a line is no address or network.</exception>
    public static AddressList Read(string file) => File.Exists(file) ? Parse(File.ReadAllLines(file), Path.GetFileName(file)) : new([]);

    public static AddressList Parse(IReadOnlyList<string> lines, string file) => new(
    [
        .. lines.Select((line, at) => (Words: line.Split('#')[0].Trim(), At: at + 1)).Where(line => line.Words.Length > 0)
            .Select(line => NetworkOf(line.Words) ?? throw SftpErrors.AddressListRefused(file, line.At)),
    ]);

    public bool Contains(IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork? NetworkOf(string words) =>
        IPNetwork.TryParse(words, out var network) ? network
        : IPAddress.TryParse(words, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
