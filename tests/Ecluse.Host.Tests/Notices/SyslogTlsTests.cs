using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ecluse.Alerts;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Testkit;
using Ecluse.Testkit.Servers;

namespace Ecluse.Host.Notices;

/// <summary>Syslog over TLS (RFC 5425) against a listener that shows a certificate: believed by its authority, name and dates, or told nothing.</summary>
public sealed class SyslogTlsTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly TestFolder folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task One_counted_message_goes_to_a_receiver_whose_certificate_is_of_the_authority_that_the_settings_name_and_the_session_is_ended()
    {
        var shown = Certificate("good", Now, "localhost");
        var (result, got, last) = await SendAsync(shown, trust: shown);

        Assert.Equal(new SendResult(true, "written"), result);
        var space = Array.IndexOf(got, (byte)' ');
        Assert.Equal(got.Length - space - 1, int.Parse(Encoding.ASCII.GetString(got[..space]), null));
        Assert.StartsWith("<106>1 2026-03-01T12:00:00.000Z lab-1 ecluse - alert-step [ecluse@32473 notice=\"n-1\"", Encoding.UTF8.GetString(got[(space + 1)..]), StringComparison.Ordinal);

        // The last record is an alert: close_notify, without which a receiver cannot tell the end from a cut.
        Assert.Equal(21, last);
    }

    [Theory]
    [InlineData("of another authority", "localhost", 0, "other")]
    [InlineData("of an authority that the machine does not know", "localhost", 0, null)]
    [InlineData("under another name", "elsewhere.example", 0, "shown")]
    [InlineData("that is over", "localhost", -9, "shown")]
    [InlineData("that has not begun", "localhost", 9, "shown")]
    public async Task Nothing_is_told_to_a_receiver_with_a_certificate(string because, string name, int days, string? trusted)
    {
        var shown = Certificate("shown", Now.AddDays(days), name);
        var other = Certificate("other", Now, "localhost");
        var (result, got, _) = await SendAsync(shown, trusted switch { "other" => other, "shown" => shown, _ => null });
        Assert.True((result, got.Length) == (new SendResult(false, "tls"), 0), $"{because}: {result}, {got.Length} bytes");
    }

    private string Certificate(string name, DateTimeOffset now, string host)
    {
        Directory.CreateDirectory(folder.Of(name));
        ServerCertificate.Write(folder.Of(name), now, host);
        return folder.Of(name);
    }

    // A listener that shows this certificate; gives what it understood and the kind of the last record that came.
    private static async Task<(SendResult Result, byte[] Got, int Last)> SendAsync(string shown, string? trust)
    {
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var settings = new SyslogSettings("soc", "localhost", ((IPEndPoint)receiver.LocalEndpoint).Port, SyslogTransport.Tls, trust is null ? null : Path.Combine(trust, "ca.pem"));
        var notice = new OutgoingNotice(
            "n-1", NoticeKind.AlertStep, "a-000000000001", AlertLevel.Critical, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
            new Text("Alert a-000000000001, critical", "Alerte a-000000000001, niveau critique"), new Text("Body", "Corps"), null, null);
        var sending = new SyslogSender(settings, "lab-1").SendAsync(notice, Stop);
        using var client = await receiver.AcceptTcpClientAsync(Stop);
        using var got = new MemoryStream();
        var records = new RecordKinds(client.GetStream());
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(shown, "server.pem"), Path.Combine(shown, "server.key"));
            await using var tls = new SslStream(records);
#pragma warning disable CA5398 // The kind of a record can be read in TLS 1.2 alone: later every record looks the same.
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = SslProtocols.Tls12 }, Stop);
#pragma warning restore CA5398
            await tls.CopyToAsync(got, Stop);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // The sender did not believe it and hung up.
        }

        return (await sending, got.ToArray(), records.Last);
    }

    // Reads the lengths of TLS records as they pass, to know what the last of them was.
    private sealed class RecordKinds(Stream inner) : Stream
    {
        private readonly List<byte> head = [];
        private int left;

        public int Last { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            foreach (var one in buffer[..count].ToArray())
            {
                Take(one);
            }

            return count;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Take(byte one)
        {
            if (left > 0)
            {
                left--;
                return;
            }

            head.Add(one);
            if (head.Count == 5)
            {
                (Last, left) = (head[0], (head[3] << 8) | head[4]);
                head.Clear();
            }
        }
    }
}
