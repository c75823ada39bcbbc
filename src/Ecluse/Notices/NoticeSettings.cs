using System.Net;
using Ecluse.Documents;
using Ecluse.Errors;

namespace Ecluse.Notices;

/// <summary>By which ways people are told, as <c>notifications.yaml</c> says it. Secrets stand in files of their own.</summary>
/// <param name="Console">Where the console is found, for a link; null for none.</param>
/// <param name="Mail">E-mail; null where none is sent.</param>
/// <param name="Webhooks">Webhooks.</param>
/// <param name="Syslog">Syslog receivers.</param>
public sealed record NoticeSettings(Uri? Console, MailSettings? Mail, IReadOnlyList<WebhookSettings> Webhooks, IReadOnlyList<SyslogSettings> Syslog)
{
    private static readonly DocumentSchema Schema = DocumentSchema.FromResource(typeof(NoticeSettings).Assembly, "notifications.schema.json");

    /// <summary>Nothing but the console.</summary>
    public static NoticeSettings None { get; } = new(null, null, [], []);

    /// <summary>The ways there are.</summary>
    public NoticeWays Ways => new(Mail is not null, [.. Webhooks.Select(one => one.Name), .. Syslog.Select(one => one.Name)]);

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="bytes">Its exact bytes.</param>
    /// <exception cref="EcluseException">
    /// <c>DOC-…</c>: not such a file; <c>NOTICE-001</c>: without TLS to another machine; <c>NOTICE-002</c>: a name twice; <c>NOTICE-003</c>: not an
    /// address; each with its line.
    /// </exception>
    public static NoticeSettings Read(string file, ReadOnlySpan<byte> bytes)
    {
        var root = YamlDocument.Read(file, bytes, Schema);
        var problems = new ProblemList(file);
        var mail = root.Mapping("mail") is { } one ? ReadMail(one, problems) : null;
        var hooks = (root.Sequence("webhooks")?.Mappings ?? []).Select(hook => ReadWebhook(hook, problems)).ToList();
        var syslog = (root.Sequence("syslog")?.Mappings ?? []).Select(receiver => new SyslogSettings(
            receiver.Text("name")!, receiver.Text("host")!, (int)receiver.Integer("port")!, Enum.Parse<SyslogTransport>(receiver.Text("transport")!, ignoreCase: true), receiver.Text("trust"))).ToList();
        var names = new HashSet<string> { NoticeWays.Console, NoticeWays.Mail };
        foreach (var named in (root.Sequence("webhooks")?.Mappings ?? []).Concat(root.Sequence("syslog")?.Mappings ?? []))
        {
            if (!names.Add(named.Text("name")!))
            {
                problems.Add("NOTICE-002", named.Scalar("name")!, new(
                    "each webhook and syslog receiver has a name of its own, which is neither console nor mail",
                    "chaque webhook et chaque récepteur syslog porte un nom à lui, autre que console ou mail"));
            }
        }

        problems.ThrowIfAny();
        return new(root.Text("console") is { } console ? new Uri(console) : null, mail, hooks, syslog);
    }

    /// <summary>Whether a host is this very machine.</summary>
    public static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static MailSettings ReadMail(DocumentMapping one, ProblemList problems)
    {
        var mail = new MailSettings(
            one.Text("host")!, (int)one.Integer("port")!, Enum.Parse<MailSecurity>(one.Text("security")!, ignoreCase: true), one.Text("from")!,
            one.Text("user"), one.Text("password-file"), one.Text("trust"), one.Texts("to"));
        if (mail.Security == MailSecurity.None && !IsLoopback(mail.Host))
        {
            problems.Add("NOTICE-001", one.Scalar("security")!, NotClear);
        }

        foreach (var address in mail.To.Append(mail.From).Where(address => !MailAddresses.Is(address)))
        {
            problems.Add("NOTICE-003", one, new("from and to are plain addresses: name@example.org", "from et to sont des adresses simples : nom@exemple.org"));
        }

        return mail;
    }

    private static WebhookSettings ReadWebhook(DocumentMapping hook, ProblemList problems)
    {
        if (!Uri.TryCreate(hook.Text("url"), UriKind.Absolute, out var url) || url.UserInfo.Length > 0 || (url.Scheme != Uri.UriSchemeHttps && !IsLoopback(url.Host)))
        {
            problems.Add("NOTICE-001", hook.Scalar("url")!, NotClear);
        }

        return new(hook.Text("name")!, url ?? new Uri("https://localhost"), hook.Text("key-file")!, hook.Text("trust"));
    }

    private static Text NotClear => new(
        "to another machine it goes by TLS alone (https, starttls, tls), and no password stands in an address",
        "vers une autre machine, seulement par TLS (https, starttls, tls), et aucun mot de passe ne figure dans une adresse");
}

/// <summary>How e-mail is sent.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">Under which protection.</param>
/// <param name="From">Sender.</param>
/// <param name="User">Name to sign in with; null for none.</param>
/// <param name="PasswordFile">File with the password, its owner's alone; null for none.</param>
/// <param name="Trust">Certificate of the authority that the server's is believed by (PEM); null for the system's.</param>
/// <param name="To">Whom the watcher outside tells; Écluse itself tells people at their own addresses.</param>
public sealed record MailSettings(
    string Host, int Port, MailSecurity Security, string From, string? User, string? PasswordFile, string? Trust, IReadOnlyList<string> To);

/// <summary>Protection of e-mail on its first way.</summary>
public enum MailSecurity
{
    /// <summary>TLS begun in the dialogue; refused where the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>None: to this very machine only.</summary>
    None,
}

/// <summary>A webhook.</summary>
/// <param name="Name">Name, for policies.</param>
/// <param name="Url">Where to.</param>
/// <param name="KeyFile">File with the key that signs, its owner's alone.</param>
/// <param name="Trust">As of e-mail.</param>
public sealed record WebhookSettings(string Name, Uri Url, string KeyFile, string? Trust);

/// <summary>A syslog receiver.</summary>
/// <param name="Name">Name, for policies.</param>
/// <param name="Host">Where to.</param>
/// <param name="Port">Its port.</param>
/// <param name="Transport">How.</param>
/// <param name="Trust">As of e-mail.</param>
public sealed record SyslogSettings(string Name, string Host, int Port, SyslogTransport Transport, string? Trust);

/// <summary>How syslog goes.</summary>
public enum SyslogTransport
{
    /// <summary>RFC 5426: nobody says whether it arrived.</summary>
    Udp,

    /// <summary>RFC 6587, octets counted.</summary>
    Tcp,

    /// <summary>RFC 5425: the same inside TLS.</summary>
    Tls,
}
