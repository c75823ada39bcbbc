using System.Text.Json;
using Ecluse.Testkit;

namespace Ecluse.Host.Api;

/// <summary>The description of the API: the file that is kept is what the server says, and the server says every address.</summary>
public sealed class OpenApiTests
{
    private const string File = "docs/reference/openapi.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_kept_is_what_the_server_says_and_names_every_address()
    {
        await using var running = await RunningServer.StartAsync();
        var (officer, _) = await running.EnrolledAsync();
        using var caller = await ApiCaller.ConfirmedAsync(running, officer);
        var said = JsonDocument.Parse(await (await caller.GetAsync("/api/v1/openapi.json")).Content.ReadAsStringAsync(Stop)).RootElement;
        var text = JsonSerializer.Serialize(said, Indented) + "\n";
        var kept = RepositoryRoot.Of(File);
        if (Environment.GetEnvironmentVariable("ECLUSE_KEEP_OPENAPI") is not null)
        {
            await System.IO.File.WriteAllTextAsync(kept, text, Stop);
        }

        Assert.True(
            System.IO.File.Exists(kept) && await System.IO.File.ReadAllTextAsync(kept, Stop) == text,
            $"{File} is not what the server says: run this test with ECLUSE_KEEP_OPENAPI=1, and look at the difference.");

        var described = said.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal);
        Assert.Equal(
            running.Server.Endpoints.All.Where(one => one.Route.StartsWith("/api/", StringComparison.Ordinal) && !one.Route.EndsWith("openapi.json", StringComparison.Ordinal))
                .Select(one => $"{one.Method} {one.Route.TrimEnd('/')}").Order(StringComparer.Ordinal),
            described.Select(one => one.TrimEnd('/')));
        Assert.DoesNotContain("\"planSha256\"", text, StringComparison.Ordinal);
        Assert.Contains("\"plan-sha256\"", text, StringComparison.Ordinal);
    }
}
