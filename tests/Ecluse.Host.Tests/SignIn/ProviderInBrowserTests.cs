using Ecluse.Testkit;

namespace Ecluse.Host.SignIn;

public sealed class ProviderInBrowserTests
{
    [Fact]
    public async Task A_browser_that_comes_back_from_the_provider_is_signed_in_and_no_page_on_the_way_is_found_wanting()
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        await using var seat = await ProviderSeat.StartAsync();
        await seat.SignsInAsAsync("nadia", "pwd,mfa");
        var server = seat.Running.Server;
        var found = await programs.RunAsync(
            "provider.mjs",
            [
                server.Address.GetLeftPart(UriPartial.Authority), server.FirstCode!, seat.Real,
                .. Environment.GetEnvironmentVariable("ECLUSE_SHOTS") is { } shots ? new[] { shots } : [],
            ]);
        Assert.True(found == "{\"seen\":10,\"enrolled\":true}", found);
    }
}
