using Ecluse.Accounts;
using Ecluse.Host.Accounts;
using Ecluse.Host.Guard;
using Ecluse.Host.Sftp;
using Ecluse.Signatures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ecluse.Host.Api;

/// <summary><c>/api/v1/ssh-certificate</c>: a short-lived certificate for SFTP.</summary>
internal static class SshCertificateApi
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/ssh-certificate", CertifyAsync).Needs(Right.OwnWays)
        .Takes<SshSubject>().Says<SshCertified>("Certifies a key for SFTP, for eight hours at most and no longer than the session.");

    private static async Task<IResult> CertifyAsync(HttpContext context, SshAuthority authority, CancellationToken cancellation)
    {
        var asked = await ApiJson.ReadAsync<SshSubject>(context, cancellation);
        var (line, until) = await authority.CertifyAsync(SignedIn.Of(context), SshPublicKey.Parse(asked.Key), cancellation);
        return ApiJson.Answer(new SshCertified(line, until));
    }
}

/// <summary>A key to certify.</summary>
/// <param name="Key">Its public line, ed25519.</param>
internal sealed record SshSubject(string Key);

/// <summary>A certificate.</summary>
/// <param name="Certificate">The line of the <c>-cert.pub</c> file.</param>
/// <param name="Until">It ends then at the latest; earlier with its session.</param>
internal sealed record SshCertified(string Certificate, DateTimeOffset Until);
