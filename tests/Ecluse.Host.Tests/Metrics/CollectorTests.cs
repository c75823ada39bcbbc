using System.Net;
using System.Text;
using Ecluse.Host.Works;
using Ecluse.Testkit;

namespace Ecluse.Host.Metrics;

public sealed class CollectorTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_gets_figures_by_state_way_and_route_and_no_name_id_or_token_of_anybody()
    {
        using var collector = new HttpListener();
        var address = Free();
        collector.Prefixes.Add(address.GetLeftPart(UriPartial.Authority) + "/");
        collector.Start();
        var got = new MemoryStream();
        var receiving = ReceiveAsync(collector, got);

        var running = await RunningServer.StartAsync(collector: address);
        var (browser, passkey) = await running.EnrolledAsync();
        var person = await running.PersonAsync("Ève Caradec");
        using var stranger = new SoftPasskey(Server.Name) { User = passkey.User };
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SignInAsync(stranger)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/passages/p-0123456789ab")).StatusCode);
        running.Server.Workshop.Begin("p-0123456789ab", JobKind.Run, person, (_, _) => throw ServerErrors.NameMissing());
        while (running.Server.Workshop.IsAtWork)
        {
            await Task.Delay(20, Stop);
        }

        await running.DisposeAsync();
        collector.Stop();
        await receiving;

        var text = Encoding.UTF8.GetString(got.ToArray());
        Assert.All(
            ["ecluse.passages", "Reconciled", "ecluse.erasures.overdue", "ecluse.sign_ins", "passkey", "refused", "ecluse.jobs", "SERVE-003",
                "http.server.request.duration", "/passages/{id}", "kestrel.active_connections", "dotnet.gc"],
            word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.All(
            ["p-0123456789ab", "Caradec", person, person["person:".Length..], Environment.MachineName],
            word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    private static Uri Free()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/v1/metrics");
    }

    private static async Task ReceiveAsync(HttpListener collector, MemoryStream got)
    {
        try
        {
            while (true)
            {
                var context = await collector.GetContextAsync();
                await context.Request.InputStream.CopyToAsync(got, Stop);
                context.Response.Close();
            }
        }
        catch (Exception over) when (over is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
