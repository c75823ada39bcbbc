using Ecluse.Testkit;

namespace Ecluse.Host;

public sealed class ConsoleInBrowserTests
{
    [Fact]
    public async Task Two_people_enrol_look_invite_sign_out_and_in_and_nothing_is_found_in_light_wide_and_dark_narrow()
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        await using var running = await RunningServer.StartAsync();
        var found = await programs.RunAsync(
            "console.mjs", [running.Server.Address.GetLeftPart(UriPartial.Authority), running.Server.FirstCode!]);
        Assert.Equal("{\"seen\":16,\"who\":true}", found);
    }
}
