using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;

namespace Ecluse.Host.Guard;

/// <summary>
/// The judge of the issue: every port that the server opened and every route, by every method, without an account. What comes back is
/// sign-in, health, enrolment by a code, static files, and nothing that belongs to anybody.
/// </summary>
public sealed class JudgeTests
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

    // What may be there for nobody in particular: pages to sign in and enrol, the form for whoever has something to tell, and the static
    // files, health and signing site beside them.
    private static readonly string[] Doors =
        ["/sign-in", "/enrol", "/health", "/assets/", "/s/", "/signing/back", "/api/v1/sign-in", "/warning", "/.well-known/security.txt"];

    private static readonly string[] Guesses =
    [
        "/", "/index.html", "/admin", "/login", "/.git/config", "/.env", "/ecluse.db", "/data/ecluse.db", "/keys/signing/journal.key", "/backup.age", "/robots.txt",
        "/api", "/api/v1", "/api/v2/passages", "/API/V1/PASSAGES", "/api/v1/passages/", "/api/v1//passages", "//passages", "/passages%2f", "/passages/..%2f..%2fecluse.db",
        "/assets/../ecluse.db", "/assets/..%2f..%2fecluse.db", "/assets/%2e%2e/%2e%2e/etc/passwd", "/s/../passages", "/health/rules", "/metrics",
        "/swagger", "/openapi.json", "/api/v1/openapi", "/depot", "/spaces", "/files", "/.well-known/security.txt", "/enrol/../people", "/sign-in/../journal",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_no_account_gets_sign_in_health_enrolment_and_static_files_and_nothing_else_by_any_method_on_any_route()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        string[] secrets = [.. first.Marks, .. second.Marks, (await running.PersonAsync("Ève Caradec"))];
        var faults = new List<string>();
        foreach (var (path, isOpen) in Paths(running, first))
        {
            foreach (var method in Methods)
            {
                if (await FaultAsync(running, method, path, isOpen, secrets) is { } fault)
                {
                    faults.Add($"{method} {path}: {fault}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(40)));
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task The_server_opens_its_one_port_on_loopback_and_says_nothing_on_it_to_who_does_not_speak_http()
    {
        await using var running = await RunningServer.StartAsync();
        var opened = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(one => one.Port == running.Server.Address.Port).ToList();
        Assert.All(opened, one => Assert.True(IPAddress.IsLoopback(one.Address), one.ToString()));
        Assert.Single(opened);

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, running.Server.Address.Port, Stop);
        await using var stream = client.GetStream();
        var text = "";
        try
        {
            await stream.WriteAsync("SSH-2.0-hello\r\n\r\n"u8.ToArray(), Stop);
            var said = new byte[4096];
            text = Encoding.ASCII.GetString(said, 0, await stream.ReadAsync(said, Stop));
        }
        catch (IOException)
        {
            // A line cut before its answer says nothing either.
        }

        Assert.True(text.Length == 0 || text.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Health_says_one_word_to_anybody_and_which_rule_does_not_hold_to_a_security_officer_of_the_processor_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, _) = await TwoLaboratories.AddAsync(running);
        var (officer, passkey) = await running.EnrolledAsync();
        using var stranger = running.Open();
        Assert.Equal("ok", await stranger.TextAsync("/health"));
        Assert.DoesNotContain("does not hold", await officer.TextAsync("/health/rules"), StringComparison.Ordinal);

        running.Clock.Advance(TimeSpan.FromDays(20));
        await officer.SignInAsync(passkey);
        var answer = await stranger.GetAsync("/health");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ok"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
        var rules = WebUtility.HtmlDecode(await officer.TextAsync("/health/rules"));
        Assert.Contains("does not hold", rules, StringComparison.Ordinal);
        Assert.DoesNotContain(first.Passage, rules, StringComparison.Ordinal);

        var (theirs, _) = await running.InvitedAsync(officer, "Anne Sauldre", "security-officer", first.Name);
        Assert.Equal(HttpStatusCode.Forbidden, (await theirs.GetAsync("/health/rules")).StatusCode);
    }

    private static IEnumerable<(string Path, bool IsOpen)> Paths(RunningServer running, Laboratory lab) => running.Server.Endpoints.All
        .Select(one => (Fill(one.Route, lab), one.Rule!.IsOpen)).Concat(Guesses.Select(path => (path, false))).DistinctBy(one => one.Item1);

    private static string Fill(string route, Laboratory lab) => System.Text.RegularExpressions.Regex.Replace(
        route, @"\{[^}]*\}", route.Contains("contracts", StringComparison.Ordinal) ? lab.Contract : route.Contains("instructions", StringComparison.Ordinal) ? lab.Instruction
            : route.Contains("plans", StringComparison.Ordinal) ? lab.Plan : lab.Passage);

    private static async Task<string?> FaultAsync(RunningServer running, string method, string path, bool isOpen, string[] secrets)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, running.Server.Address.Port, Stop);
        await using var stream = socket.GetStream();
        var origin = running.Server.Address.GetLeftPart(UriPartial.Authority);

        // By hand, because a client would tidy the path.
        var host = path.StartsWith("/s/", StringComparison.Ordinal) ? $"sign.localhost:{running.Server.Address.Port}" : running.Server.Address.Authority;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin.Replace("//localhost", "//" + host.Split(':')[0], StringComparison.Ordinal)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), Stop);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(Stop);
        var status = answer.Length == 0 ? 0 : int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);

        // Health may be bad, and where nobody handles warnings the form takes none and says so.
        return secrets.FirstOrDefault(mark => answer.Contains(mark, StringComparison.Ordinal) && !path.Contains(mark, StringComparison.Ordinal)) is { } mark ? $"tells {mark}"
            : status is >= 200 and < 300 && !(isOpen && Doors.Any(door => path == door || path.StartsWith(door, StringComparison.Ordinal))) ? $"was answered {status}"
            : status is >= 300 and < 400 && !answer.Contains("Location: /sign-in", StringComparison.OrdinalIgnoreCase) && !isOpen ? $"was sent elsewhere ({status})"
            : status >= 500 && !(status == 501 || path is "/health" or "/warning") ? $"failed with {status}"
            : null;
    }
}
