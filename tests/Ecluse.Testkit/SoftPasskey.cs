using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ecluse.Testkit;

/// <summary>A passkey and the browser in front of it, in software: signs whatever it is asked, also what no browser would.</summary>
public sealed class SoftPasskey(string site) : IDisposable
{
    private static readonly string[] Transports = ["internal"];
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] credential = RandomNumberGenerator.GetBytes(16);
    private uint counter;

    /// <summary>Relying-party id.</summary>
    public string Site => site;

    /// <summary>What the authenticator says of the person: present and verified, unless a test says otherwise.</summary>
    public byte Flags { get; set; } = 0x05;

    /// <summary>Extensions behind the authenticator's data.</summary>
    public byte[] Extensions { get; set; } = [];

    /// <summary>The end of the client data, from the comma behind the origin.</summary>
    public string End { get; set; } = ",\"crossOrigin\":false}";

    /// <summary>What the client data says is done.</summary>
    public string Kind { get; set; } = "webauthn.get";

    /// <summary>The public key as an authenticator gives it.</summary>
    public byte[] Cose
    {
        get
        {
            var point = key.ExportParameters(false).Q;
            return [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        }
    }

    /// <summary>An assertion: what <c>navigator.credentials.get</c> answers.</summary>
    public (byte[] ClientData, byte[] AuthenticatorData, byte[] Signature) Sign(ReadOnlySpan<byte> challenge, string origin)
    {
        var clientData = Encoding.UTF8.GetBytes(
            $"{{\"type\":\"{Kind}\",\"challenge\":\"{Base64Url.EncodeToString(challenge)}\",\"origin\":\"{origin}\"{End}");
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++counter);
        byte[] data = [.. SHA256.HashData(Encoding.ASCII.GetBytes(site)), Flags, .. count, .. Extensions];
        var signature = key.SignData(
            [.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return (clientData, data, signature);
    }

    /// <summary>Id of the person, base64url, as the server gave it at enrolment and as the key gives it back.</summary>
    public string? User { get; set; }

    /// <summary>What <c>navigator.credentials.create</c> answers, as JSON.</summary>
    /// <param name="challenge">The server's challenge, base64url.</param>
    /// <param name="origin">The page's origin.</param>
    public string Enrol(string challenge, string origin)
    {
        var clientData = Encoding.UTF8.GetBytes(
            $"{{\"type\":\"webauthn.create\",\"challenge\":\"{challenge}\",\"origin\":\"{origin}\",\"crossOrigin\":false}}");
        var cose = Cose;
        byte[] data =
        [
            .. SHA256.HashData(Encoding.ASCII.GetBytes(site)), (byte)(Flags | 0x40), 0, 0, 0, 0, .. new byte[16],
            0, (byte)credential.Length, .. credential, .. cose,
        ];
        byte[] attestation =
        [
            0xa3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xa0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data,
        ];
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(clientData),
            attestationObject = Base64Url.EncodeToString(attestation),
            transports = Transports,
        });
    }

    /// <summary>What <c>navigator.credentials.get</c> answers, as JSON.</summary>
    /// <param name="challenge">The server's challenge, base64url.</param>
    /// <param name="origin">The page's origin.</param>
    public string SignIn(string challenge, string origin)
    {
        var (clientData, data, signature) = Sign(Base64Url.DecodeFromChars(challenge), origin);
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(clientData),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(signature),
            userHandle = User,
        });
    }

    private string Answer(object response) => JsonSerializer.Serialize(new
    {
        id = Base64Url.EncodeToString(credential),
        rawId = Base64Url.EncodeToString(credential),
        type = "public-key",
        clientExtensionResults = new { },
        authenticatorAttachment = "platform",
        response,
    });

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
