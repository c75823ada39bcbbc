using Ecluse.Accounts;
using Ecluse.Testkit;

namespace Ecluse.Host;

/// <summary>
/// Photographs the console's states for <c>docs/console</c>; run by hand, into the folder of <c>ECLUSE_SHOTS</c>:
/// <c>-explicit only -class '*ConsoleShots'</c>.
/// </summary>
public sealed class ConsoleShots
{
    [Fact(Explicit = true)]
    public async Task Each_state_in_both_languages_and_both_themes()
    {
        var folder = Environment.GetEnvironmentVariable("ECLUSE_SHOTS")!;
        var programs = await BrowserPrograms.OrSkipAsync();
        await using var lab = await ConsoleLab.OpenedAsync(misfits: true);
        await lab.AsAsync(Role.Operator);
        await programs.RunAsync("shots.mjs", [lab.Server.Address.GetLeftPart(UriPartial.Authority), lab.Last.Token, folder, $"empty=/passages/{lab.Passage}"]);
    }
}
