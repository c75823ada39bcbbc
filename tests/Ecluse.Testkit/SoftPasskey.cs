using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecluse.Testkit;

/// <summary>A passkey and the browser in front of it, in software: signs whatever it is asked, also what no browser would.</summary>
public sealed class SoftPasskey(string site) : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
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

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
