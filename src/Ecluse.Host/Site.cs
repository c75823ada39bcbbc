using System.Net;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host;

/// <summary>Where the server stands: the name under which browsers reach it, the address it listens on, and who ends TLS.</summary>
/// <param name="Name">Host name; passkeys belong to it, so it is chosen once.</param>
internal sealed record Site(string Name)
{
    private const int PortOfHttps = 443;

    /// <summary>Address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port to listen on; 0 for a free one.</summary>
    public int Port { get; init; }

    /// <summary>For TLS 1.2 and 1.3 and nothing else; null where the server itself speaks http.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>Whether a reverse proxy of this machine ends TLS before it: only then is anything believed that it says of the client.</summary>
    public bool IsBehindProxy { get; init; }

    /// <summary>Host of the signing site, the relying-party id of every signing passkey.</summary>
    public string Signing => "sign." + Name;

    /// <summary>Whether browsers speak https to it.</summary>
    public bool IsHttps => IsBehindProxy || Certificate is not null;

    /// <summary>Whether it is this machine's alone, under the name that browsers keep for that.</summary>
    public bool IsLocal => Name == Server.Name && IPAddress.IsLoopback(Address);

    /// <summary>Its address for a browser.</summary>
    /// <param name="port">Port that it got.</param>
    public Uri UriAt(int port) =>
        IsBehindProxy ? new($"https://{Name}") : new($"{(IsHttps ? "https" : "http")}://{Name}:{port}");

    /// <summary>Origin of one of its two names, as a browser that sent this request writes it.</summary>
    /// <param name="request">Request to either name.</param>
    /// <param name="host"><see cref="Name"/> or <see cref="Signing"/>.</param>
    public static string OriginAt(HttpRequest request, string host)
    {
        var usual = request.IsHttps ? PortOfHttps : 80;
        var port = request.Host.Port ?? usual;
        return port == usual ? $"{request.Scheme}://{host}" : $"{request.Scheme}://{host}:{port}";
    }

    /// <summary>Nothing is shown to another machine in clear, and nothing is believed of a proxy that is not this machine's.</summary>
    /// <exception cref="EcluseException"><c>SERVE-044</c>, <c>SERVE-045</c>.</exception>
    public Site Checked()
    {
        if (Uri.CheckHostName(Name) != UriHostNameType.Dns || Name.Any(char.IsAsciiLetterUpper))
        {
            throw ServerErrors.NotAName();
        }

        if ((!IsLocal && !IsHttps) || (IsBehindProxy && (Certificate is not null || !IPAddress.IsLoopback(Address))))
        {
            throw ServerErrors.InClear();
        }

        if (Certificate is { } shown && !(shown.Leaf.MatchesHostname(Name) && shown.Leaf.MatchesHostname(Signing)))
        {
            throw ServerErrors.CertificateOfAnotherName(Name);
        }

        return this;
    }
}
