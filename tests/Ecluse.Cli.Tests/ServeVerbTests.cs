using System.Net;
using System.Text.Json;
using Ecluse.Cli.Lock;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli;

public sealed class ServeVerbTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_console_shows_the_passages_to_who_signs_in_in_both_languages_and_no_patient()
    {
        using var passage = await PreparedPassage.OpenAsync();
        using var output = new HeardStream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var terminal = new Terminal(() => Stream.Null, () => output, TextWriter.Null, false, Errors.Language.English);
        var serving = CommandLine.Root(terminal, passage.Clock)
            .Parse(["serve", "--data", passage.Stage.Data, "--port", "0", "--json"]).InvokeAsync(null, end.Token);
        var said = JsonDocument.Parse(await output.FirstAsync(serving)).RootElement;
        var address = new Uri(said.GetProperty("address").GetString()!);

        using var browser = new Browser(address, Stop);
        using var passkey = new SoftPasskey("localhost");
        using var enrolled = await browser.EnrolAsync(passkey, said.GetProperty("first-code").GetString()!);
        Assert.True(enrolled.StatusCode == HttpStatusCode.NoContent, await enrolled.Content.ReadAsStringAsync(Stop));
        var today = await PageAsync(browser, "/");
        Assert.Contains("Laboratoire des Trois-Rivières", today, StringComparison.Ordinal);
        Assert.Contains("1 passage is under way", today, StringComparison.Ordinal);
        var french = await PageAsync(browser, $"/passages/{passage.Id}?lang=fr");
        Assert.Contains("Les deux portes sont fermées", french, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"fr\">", await PageAsync(browser, "/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/passages/p-000000000000")).StatusCode);

        await end.CancelAsync();
        Assert.Equal(0, await serving);
    }

    [Fact]
    public async Task Once_people_have_accounts_the_command_line_acts_for_one_of_them_who_is_bound_and_for_nobody_else()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var id = await EnrolledAsync(passage);
        (await passage.PassAsync()).Refused("PERSON-003");
        Assert.Contains(passage.Id, (await passage.RunAsync("passage", "list")).Must(0).Output, StringComparison.Ordinal);
        (await passage.RunAsync("person", "link", "person:0000000000000000")).Refused("PERSON-006", Errors.ErrorKind.NotFound);
        (await passage.RunAsync("person", "link", id)).Must(0);
        (await passage.PassAsync()).Refused("PERSON-004");
        await ChangeAsync(passage, row => (row.Undertaking, row.TrainedOn) = (1, new DateOnly(2026, 1, 5)));
        (await passage.PassAsync()).Must(0);
        await ChangeAsync(passage, row => row.ClosedAt = row.EnrolledAt);
        (await passage.RunAsync("passage", "stop", passage.Id)).Refused("PERSON-005");
        Assert.Contains("person.linked", (await passage.RunAsync("journal", "show")).Must(0).Output, StringComparison.Ordinal);
    }

    private static async Task<string> EnrolledAsync(PreparedPassage passage)
    {
        using var output = new HeardStream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var terminal = new Terminal(() => Stream.Null, () => output, TextWriter.Null, false, Errors.Language.English);
        var serving = CommandLine.Root(terminal, passage.Clock).Parse(["serve", "--data", passage.Stage.Data, "--port", "0", "--json"]).InvokeAsync(null, end.Token);
        var said = JsonDocument.Parse(await output.FirstAsync(serving)).RootElement;
        using var browser = new Browser(new Uri(said.GetProperty("address").GetString()!), Stop);
        using var passkey = new SoftPasskey("localhost");
        Assert.Equal(HttpStatusCode.NoContent, (await browser.EnrolAsync(passkey, said.GetProperty("first-code").GetString()!)).StatusCode);
        await end.CancelAsync();
        Assert.Equal(0, await serving);
        await using var state = new DataFolder(passage.Stage.Data).Open();
        return await state.Set<AccountRow>().Select(row => row.Person).SingleAsync(Stop);
    }

    private static async Task ChangeAsync(PreparedPassage passage, Action<AccountRow> change)
    {
        await using var state = new DataFolder(passage.Stage.Data).Open();
        change(await state.Set<AccountRow>().SingleAsync(Stop));
        await state.SaveChangesAsync(Stop);
    }

    [Fact]
    public async Task Under_a_name_of_its_own_it_speaks_https_by_itself_or_behind_a_proxy_and_never_in_clear()
    {
        using var passage = await PreparedPassage.PlanAsync();
        using var folder = new TestFolder();
        Testkit.Servers.ServerCertificate.Write(folder.Path, passage.Clock.GetUtcNow(), "lab.example", "sign.lab.example");
        Assert.Equal("https", (await AddressAsync(
            passage, "serve", "--port", "0", "--name", "lab.example", "--listen", "127.0.0.1", "--certificate", folder.Of("server.pem"),
            "--key", folder.Of("server.key"))).Scheme);
        Assert.Equal("https://lab.example/", (await AddressAsync(passage, "serve", "--port", "0", "--name", "lab.example", "--proxy")).ToString());
        var error = await Assert.ThrowsAsync<Errors.EcluseException>(() => AddressAsync(passage, "serve", "--port", "0", "--listen", "0.0.0.0"));
        Assert.Equal("SERVE-044", error.Code);
        error = await Assert.ThrowsAsync<Errors.EcluseException>(() => AddressAsync(passage, "serve", "--port", "0", "--metrics", "http://192.0.2.1:4318/v1/metrics"));
        Assert.Equal("SERVE-047", error.Code);
    }

    private static async Task<Uri> AddressAsync(PreparedPassage passage, params string[] words)
    {
        using var output = new HeardStream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var serving = CommandLine.Root(new Terminal(() => Stream.Null, () => output, TextWriter.Null, false, Errors.Language.English), passage.Clock)
            .Parse([.. words, "--data", passage.Stage.Data, "--json"])
            .InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }, end.Token);
        try
        {
            return new Uri(JsonDocument.Parse(await output.FirstAsync(serving)).RootElement.GetProperty("address").GetString()!);
        }
        finally
        {
            await end.CancelAsync();
            await serving;
        }
    }

    [Fact]
    public async Task With_SFTP_its_sshd_answers_on_the_port_that_is_told_and_is_gone_with_the_server()
    {
        Assert.SkipUnless(ProcessRun.Find("sshd") is not null, "sshd is not installed");
        using var passage = await PreparedPassage.PlanAsync();
        using var output = new HeardStream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);

        // sshd takes no port 0.
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var asked = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var serving = CommandLine.Root(new Terminal(() => Stream.Null, () => output, TextWriter.Null, false, Errors.Language.English), passage.Clock)
            .Parse(["serve", "--sftp", $"{asked}", "--port", "0", "--data", passage.Stage.Data, "--json"]).InvokeAsync(null, end.Token);
        var port = JsonDocument.Parse(await output.FirstAsync(serving)).RootElement.GetProperty("sftp").GetInt32();
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, Stop);
            using var reader = new StreamReader(socket.GetStream());
            Assert.StartsWith("SSH-2.0-OpenSSH", await reader.ReadLineAsync(Stop), StringComparison.Ordinal);
        }

        await end.CancelAsync();
        Assert.Equal(0, await serving);
        using var after = new System.Net.Sockets.TcpClient();
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => after.ConnectAsync(IPAddress.Loopback, port, Stop).AsTask());
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_by_name()
    {
        using var passage = await PreparedPassage.PlanAsync();
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<Errors.EcluseException>(() => CommandLine
            .Root(new Terminal(() => Stream.Null, () => Stream.Null, TextWriter.Null, false, Errors.Language.English), passage.Clock)
            .Parse(["serve", "--data", passage.Stage.Data, "--port", $"{port}"])
            .InvokeAsync(new System.CommandLine.InvocationConfiguration { EnableDefaultExceptionHandler = false }, Stop));
        Assert.Equal("SERVE-001", error.Code);
    }

    private static async Task<string> PageAsync(Browser browser, string path)
    {
        var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop)).Replace('\u00A0', ' ').Replace('\u202F', ' ');
    }

    /// <summary>Hands over the first thing that a command writes while it goes on running.</summary>
    private sealed class HeardStream : MemoryStream
    {
        private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            Heard();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            base.Write(buffer, offset, count);
            Heard();
        }

        public async Task<string> FirstAsync(Task command) => await Task.WhenAny(first.Task, command) == first.Task
            ? await first.Task
            : throw new InvalidOperationException("The command ended.");

        private void Heard()
        {
            var text = System.Text.Encoding.UTF8.GetString(ToArray());
            if (text.EndsWith("}\n", StringComparison.Ordinal))
            {
                first.TrySetResult(text);
            }
        }
    }
}
