using System.Net;
using System.Security.Cryptography;
using Ecluse.Host.Accounts;
using Ecluse.Signatures;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Watch;
using Ecluse.Testkit;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Api;

/// <summary>Machines: a request is theirs when their key signed it, now, for the first time; and they do nothing else.</summary>
public sealed class AgentTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_an_agent_s_only_when_its_enrolled_key_signed_it_just_now_and_once()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        using var gate = SshSigner.Generate("gate");
        using var stranger = SshSigner.Generate("stranger");
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate));
        await EnrolAsync(officer, gate, "Gate of the vendor");
        running.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(running, gate));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, stranger));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate, after: -(Agents.Window + TimeSpan.FromSeconds(1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate, after: Agents.Window + TimeSpan.FromSeconds(1)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate, signedPath: "/api/v1/hand-overs/p-000000000000"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate, query: "?more=1", signedPath: "/api/v1/hand-overs"));

        var once = Sign(running, gate, "/api/v1/hand-overs");
        Assert.Equal(HttpStatusCode.OK, await SendAsync(running, "/api/v1/hand-overs", once));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(running, "/api/v1/hand-overs", once));

        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/agents/{Agents.IdOf(gate.PublicKey)}/withdraw")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate));
        Assert.Contains("API-021", await (await officer.PostFormAsync("/agents", ("name", "Again"), ("key", gate.PublicKey.ToLine()))).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_signed_before_the_server_started_is_not_taken_again_after()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        using var gate = SshSigner.Generate("gate");
        await EnrolAsync(officer, gate, "Gate");
        Assert.Equal(HttpStatusCode.OK, await AskAsync(running, gate));
        running.Clock.Advance(TimeSpan.FromSeconds(5));
        await running.RestartAsync();

        // For the port that it has now: nothing but the instant of signing keeps it out.
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, gate, after: TimeSpan.FromSeconds(-5)));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(running, gate));
    }

    [Fact]
    public async Task An_agent_reaches_nothing_that_is_a_person_s_and_a_person_nothing_that_is_an_agent_s()
    {
        await using var running = await RunningServer.StartAsync();
        await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        using var gate = SshSigner.Generate("gate");
        await EnrolAsync(officer, gate, "Gate");
        using var person = await ApiCaller.ConfirmedAsync(running, officer);
        foreach (var (method, route, rule) in running.Server.Endpoints.All.Where(one => !one.Rule!.IsOpen))
        {
            var path = route.Replace("{id}", "p-00000000bbb1", StringComparison.Ordinal).Replace("{parcel}", new string('0', 32), StringComparison.Ordinal);
            var asAgent = await SendAsync(running, path, Sign(running, gate, path, method, method == "GET" ? null : ""), method, method == "GET" ? null : "");
            if (rule!.ForAgents)
            {
                Assert.True(path.TrimEnd('/') == "/api/v1/hand-overs" || asAgent is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{method} {route}: {asAgent}");
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                Assert.Equal(HttpStatusCode.Forbidden, (await person.SendAsync(request)).StatusCode);
            }
            else
            {
                Assert.True(asAgent is HttpStatusCode.Forbidden or HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, $"{method} {route}: {asAgent}");
            }
        }
    }

    [Fact]
    public async Task A_body_that_is_not_the_one_signed_is_refused()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        using var gate = SshSigner.Generate("gate");
        await EnrolAsync(officer, gate, "Gate");
        const string Path = "/api/v1/hand-overs";
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(running, Path, Sign(running, gate, Path, "POST", "{}"), "POST", "{}"));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(running, Path, Sign(running, gate, Path, "POST", "{}"), "POST", "{ }", "{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(running, Path, Sign(running, gate, Path, "POST"), "POST", "{}", noDigest: true));
    }

    [Theory]
    [InlineData("ssh-rsa AAAAB3NzaC1yc2E", "name")]
    [InlineData("not a key", "name")]
    [InlineData("", "name")]
    public async Task Only_an_ed25519_key_with_a_name_is_enrolled(string key, string name)
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostFormAsync("/agents", ("name", name), ("key", key))).StatusCode);
        using var gate = SshSigner.Generate("gate");
        Assert.Equal(HttpStatusCode.BadRequest, (await officer.PostFormAsync("/agents", ("name", ""), ("key", gate.PublicKey.ToLine()))).StatusCode);
    }

    [Fact]
    public async Task A_controller_s_officer_sees_and_withdraws_machines_of_that_controller_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (theirs, _) = await running.InvitedAsync(officer, "Anne Sauldre", "security-officer", first.Name);
        var (others, _) = await running.InvitedAsync(officer, "Bruno Beuvron", "security-officer", second.Name);
        using var gate = SshSigner.Generate("gate");
        await EnrolAsync(theirs, gate, "Gate of the Sauldre");
        Assert.Contains("Gate of the Sauldre", await theirs.TextAsync("/agents"), StringComparison.Ordinal);
        Assert.DoesNotContain("Gate of the Sauldre", await others.TextAsync("/agents"), StringComparison.Ordinal);
        foreach (var browser in new[] { others, officer })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await browser.PostFormAsync($"/agents/{Agents.IdOf(gate.PublicKey)}/withdraw")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, await AskAsync(running, gate));
    }

    [Fact]
    public async Task A_machine_whose_signature_is_refused_again_and_again_is_told_and_one_that_is_let_in_is_not()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        using var gate = SshSigner.Generate("gate");
        using var stranger = SshSigner.Generate("stranger");
        await EnrolAsync(officer, gate, "Gate");
        for (var time = 0; time < 5; time++)
        {
            running.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(HttpStatusCode.OK, await AskAsync(running, gate));
        }

        await running.Server.WatchAsync(Stop);
        Assert.Empty(await RefusedAsync(running));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/agents/{Agents.IdOf(gate.PublicKey)}/withdraw")).StatusCode);
        foreach (var key in new[] { gate, stranger })
        {
            for (var time = 0; time < 5; time++)
            {
                running.Clock.Advance(TimeSpan.FromSeconds(1));
                Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, key));

                // A flood leaves one event a second.
                Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(running, key));
            }
        }

        await running.Server.WatchAsync(Stop);
        var seen = await RefusedAsync(running);
        Assert.Equal(10, seen.Count);
        Assert.All(seen, row => Assert.Matches("^place:[0-9a-f]{16}$", row.Network));
        await using var state = running.Data.Open();
        var alerts = await state.Set<AlertRow>().Where(row => row.Rule == "sign-in-failures-key").Select(row => row.Subject).ToListAsync(Stop);
        Assert.Equal(2, alerts.Count);
        Assert.Contains(Agents.IdOf(gate.PublicKey), alerts);
        Assert.Contains(alerts, subject => subject.StartsWith("tried:", StringComparison.Ordinal));
    }

    private static async Task<List<WatchEventRow>> RefusedAsync(RunningServer running)
    {
        await using var state = running.Data.Open();
        return await state.Set<WatchEventRow>().Where(row => row.Kind == EventKinds.SignInFailed && row.Way == "agent").ToListAsync(Stop);
    }

    private static async Task EnrolAsync(Browser officer, SshSigner gate, string name) => Assert.Equal(
        HttpStatusCode.Redirect, (await officer.PostFormAsync("/agents", ("name", name), ("key", gate.PublicKey.ToLine()))).StatusCode);

    private static HttpSignature Sign(RunningServer running, SshSigner key, string path, string method = "GET", string? body = null, TimeSpan after = default) => HttpSignature.Sign(
        key, new SignedRequest(method, running.Server.Address.Authority, path, "?", body is null ? null : Digest(body)), running.Clock.GetUtcNow() + after);

    private static string Digest(string body) => HttpSignature.DigestOf(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(body)));

    private static Task<HttpStatusCode> AskAsync(RunningServer running, SshSigner key, TimeSpan after = default, string? signedPath = null, string query = "") =>
        SendAsync(running, "/api/v1/hand-overs" + query, Sign(running, key, signedPath ?? "/api/v1/hand-overs", after: after));

    private static async Task<HttpStatusCode> SendAsync(
        RunningServer running, string path, HttpSignature signature, string method = "GET", string? body = null, string? digestOf = null, bool noDigest = false)
    {
        using var caller = new ApiCaller(running);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            if (!noDigest)
            {
                request.Content.Headers.Add("Content-Digest", Digest(digestOf ?? body));
            }
        }

        request.Headers.Add("Signature-Input", signature.Input);
        request.Headers.Add("Signature", signature.Value);
        if (method != "GET" && !path.StartsWith("/api/", StringComparison.Ordinal))
        {
            request.Headers.Add("Origin", running.Server.Address.GetLeftPart(UriPartial.Authority));
        }

        return (await caller.SendAsync(request)).StatusCode;
    }
}
