using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Accounts;
using Ecluse.Host.Api;
using Ecluse.Testkit;

namespace Ecluse.Host.Guard;

/// <summary>
/// Every endpoint of the running server, asked by every role at the processor and at two controllers for the ids of both and for
/// ids that are nobody's, held against the table of rights and against sight. Whoever adds a route adds nothing here but, for a new
/// kind of id, what ids of that kind the two laboratories have.
/// </summary>
public sealed partial class SightTests
{
    // What would end the asker's own session, or say nothing of sight.
    private static readonly string[] NotAsked = ["/sign-out", "/sessions/end-others", "/api/v1/sign-out",

        // Invented people, on the demonstration's data alone, and the same for everybody.
        "/sample-target/{place}", "/sample-target/{place}/{file}",
    ];

    // Seen and within the role, and refused for what stands in the state: told as such.
    private static readonly string[] Judged = ["SERVE-004", "SERVE-025"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_reaches_what_the_table_gives_them_of_what_they_see_and_nothing_else()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var people = new Dictionary<Laboratory, string>();
        foreach (var lab in new[] { first, second })
        {
            await running.InvitedAsync(officer, $"Somebody of {lab.Contract}", "auditor", lab.Name);
            people[lab] = await running.PersonAsync($"Somebody of {lab.Contract}");
        }

        var faults = new List<string>();
        foreach (var (role, lab) in Everybody(first, second))
        {
            var name = $"{role} at {lab?.Name ?? "the processor"}";
            var (browser, passkey) = await running.InvitedAsync(officer, name, RoleNames.Of(role), lab?.Name);
            await running.BindAsync(name);
            using (browser)
            using (passkey)
            {
                faults.AddRange((await new Asker(running, browser, role, lab, people).FaultsAsync()).Select(fault => $"{name}: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory]
    [InlineData("signatory", "")]
    [InlineData("operator", "Laboratoire de la Sauldre")]
    [InlineData("auditor", "Laboratoire that has no contract")]
    public async Task Nobody_is_invited_to_a_role_that_is_not_there_or_to_a_laboratory_without_a_contract(string role, string controller)
    {
        await using var running = await RunningServer.StartAsync();
        await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var answer = await officer.PostFormAsync("/people/invite", ("name", "Nadia Kervella"), ("role", role), ("controller", controller));
        Assert.Contains("\"SERVE-005\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_controller_s_security_officer_lets_in_people_of_that_controller_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var (first, second) = await TwoLaboratories.AddAsync(running);
        var (officer, _) = await running.EnrolledAsync();
        var (theirs, _) = await running.InvitedAsync(officer, "Anne Sauldre", "security-officer", first.Name);
        var (invited, _) = await running.InvitedAsync(theirs, "Bruno Sauldre", "auditor");
        Assert.Contains($"{first.Name} (auditor)", WebUtility.HtmlDecode(await (await invited.GetAsync("/people")).Content.ReadAsStringAsync(Stop)), StringComparison.Ordinal);

        var answer = await theirs.PostFormAsync("/people/invite", ("name", "Carl Beuvron"), ("role", "auditor"), ("controller", second.Name));
        Assert.Contains("\"SERVE-005\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var people = WebUtility.HtmlDecode(await (await theirs.GetAsync("/people")).Content.ReadAsStringAsync(Stop));
        Assert.DoesNotContain("Ève Caradec", people, StringComparison.Ordinal);
        Assert.Contains("Bruno Sauldre", people, StringComparison.Ordinal);
    }

    private static IEnumerable<(Role Role, Laboratory? Laboratory)> Everybody(Laboratory first, Laboratory second) =>
        new[] { null, first, second }.SelectMany(lab => Enum.GetValues<Role>()
            .Where(role => Sides.Has(lab is null ? Side.Processor : Side.Controller, role)).Select(role => (role, lab)));

    /// <summary>Somebody who asks for everything.</summary>
    private sealed partial class Asker(
        RunningServer running, Browser browser, Role role, Laboratory? mine, IReadOnlyDictionary<Laboratory, string> people)
    {
        private ApiCaller? program;

        public async Task<IReadOnlyList<string>> FaultsAsync()
        {
            var faults = new List<string>();
            foreach (var (method, route, rule) in running.Server.Endpoints.All.Where(one => one.Rule?.Right is not null && !NotAsked.Contains(one.Route)))
            {
                var isAllowed = Rights.Allows(role, mine is null ? Side.Processor : Side.Controller, rule!.Right!.Value);
                foreach (var (path, absent, of) in PathsOf(route))
                {
                    if (await FaultAsync(method, path, absent, isAllowed, of) is { } fault)
                    {
                        faults.Add($"{method} {path}: {fault}");
                    }
                }
            }

            return faults;
        }

        private async Task<string?> FaultAsync(string method, string path, string absent, bool isAllowed, Laboratory? of)
        {
            var (status, body) = await AskAsync(method, path);
            if (!isAllowed)
            {
                return status == HttpStatusCode.Forbidden ? null : $"the table does not allow it, and it was answered {status}";
            }

            if (status == HttpStatusCode.Forbidden && !Judged.Any(code => body.Contains(code, StringComparison.Ordinal)))
            {
                return "the table allows it, and it was refused";
            }

            if (path != absent && (!Sees(of!) || IsForNamed(path)))
            {
                return status == HttpStatusCode.NotFound && body.Replace(path, absent, StringComparison.Ordinal) == (await AskAsync(method, absent)).Body
                    ? null
                    : $"it is not this person's to see, and was answered {status}, not as what is not there";
            }

            return Foreign().FirstOrDefault(mark => body.Contains(mark, StringComparison.Ordinal)) is { } mark
                ? $"tells of {mark}"
                : path != absent && method == "GET" && status is not (HttpStatusCode.OK or HttpStatusCode.Conflict) ? $"it is this person's to see, and was answered {status}" : null;
        }

        // What is in a space is for the people whom it names, and nobody here is one of them.
        private static bool IsForNamed(string path) =>
            path.Contains("/spaces/", StringComparison.Ordinal) && (path.Contains("/objects/", StringComparison.Ordinal) || IsTus(path));

        private static bool IsTus(string path) => path.Contains("/uploads", StringComparison.Ordinal);

        private bool Sees(Laboratory laboratory) => mine is null || mine == laboratory;

        private IEnumerable<string> Foreign() => people.Where(pair => !Sees(pair.Key)).SelectMany(pair => pair.Key.Marks.Append(pair.Value));

        // A route without an id once; one with an id for each laboratory's. Beside each, the same for an id that is nobody's.
        private IEnumerable<(string Path, string Absent, Laboratory? Of)> PathsOf(string route)
        {
            if (!route.Contains('{', StringComparison.Ordinal))
            {
                return [(route, route, null)];
            }

            string With(string id) => Parameter().Replace(route, id);
            return people.Keys.Where(lab => !(Ends(route) && Sees(lab))).Select(lab => (With(IdOf(route, lab)), With(Absent(IdOf(route, lab))), (Laboratory?)lab));
        }

        private string IdOf(string route, Laboratory lab) => KindOf(route) switch
        {
            "passages" => lab.Passage,
            "contracts" or "months" => lab.Contract,
            "instructions" => lab.Instruction,
            "plans" => lab.Plan,
            "people" => people[lab],
            "agents" => "agent:gate.0000000000000000",
            "journal" => "0",
            "spaces" => lab.Space,
            "breaches" => lab.Breach,
            "warnings" => lab.Warning,
            "alerts" => lab.Alert,
            var other => throw new InvalidOperationException($"What ids are there under /{other}?"),
        };

        private static string KindOf(string route) => route.Split('/') is ["", "api", _, var kind, ..] ? kind : route.Split('/')[1];

        // What would be gone for those who ask after.
        private static bool Ends(string route) => route.EndsWith("/close", StringComparison.Ordinal);

        private static string Absent(string id) => id[..^1] + (id[^1] == '9' ? '8' : '9');

        private async Task<(HttpStatusCode Status, string Body)> AskAsync(string method, string path)
        {
            // A stream has no end to wait for: that it begins is its answer.
            if (path.EndsWith("/live", StringComparison.Ordinal) && await browser.BeginsAsync(path))
            {
                return (HttpStatusCode.OK, "");
            }

            var answer = path.StartsWith("/api/", StringComparison.Ordinal) ? await AskApiAsync(method, path)
                : IsTus(path) ? await AskTusAsync(method, path)
                : method == "GET" ? await browser.GetAsync(path)
                : path.EndsWith("/begin", StringComparison.Ordinal) || path.EndsWith("/end", StringComparison.Ordinal) ? await browser.PostAsync(path, new { })
                : await browser.PostFormAsync(path);
            return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop)));
        }

        private async Task<HttpResponseMessage> AskTusAsync(string method, string path)
        {
            using var nothing = new ByteArrayContent([]);
            return await browser.SendAsync(
                method, path, nothing, ("Tus-Resumable", "1.0.0"), ("Upload-Length", "1"), ("Upload-Offset", "0"), ("Upload-Metadata", "filename YQ=="),
                ("Content-Type", "application/offset+octet-stream"));
        }

        private static async Task<HttpResponseMessage> AskTusApiAsync(ApiCaller program, string method, string path)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent([]) };
            request.Content.Headers.ContentType = new("application/offset+octet-stream");
            foreach (var (name, value) in new[] { ("Tus-Resumable", "1.0.0"), ("Upload-Length", "1"), ("Upload-Offset", "0"), ("Upload-Metadata", "filename YQ==") })
            {
                request.Headers.Add(name, value);
            }

            return await program.SendAsync(request);
        }

        // Some of what is asked of the console ends tokens: then another one.
        private async Task<HttpResponseMessage> AskApiAsync(string method, string path)
        {
            program ??= await ApiCaller.ConfirmedAsync(running, browser);
            var answer = method == "GET" ? await program.GetAsync(path)
                : IsTus(path) ? await AskTusApiAsync(program, method, path)
                : await program.PostAsync(path, null);
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                return answer;
            }

            program.Dispose();
            program = null;
            return await AskApiAsync(method, path);
        }

        [GeneratedRegex(@"\{[^}]*\}")]
        private static partial Regex Parameter();
    }
}
