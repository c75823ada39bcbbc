using System.Text.Json;
using System.Text.RegularExpressions;
using Ecluse.Alerts;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Cli.Remote;

/// <summary>Alerts handled from another machine, through a server: the same verbs, rights and sight.</summary>
public sealed partial class AlertsThereTests
{
    private const string Said = "Account blocked, its holder asked by telephone.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_is_acknowledged_acted_on_silenced_and_closed_by_two_persons_through_the_server()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        var id = await RaiseAsync(driven, AlertLevel.High);
        await driven.SignInAsync("security-officer");
        Assert.Contains(id, (await driven.ThereAsync("alert", "list")).Must(0).Output, StringComparison.Ordinal);
        (await driven.ThereAsync("alert", "acknowledge", id)).Must(0);
        (await driven.ThereAsync("alert", "acknowledge", id)).Refused("ALERT-003");
        (await driven.ThereAsync("alert", "close", id, "--outcome", "put-right", "--words", Said)).Refused("ALERT-005");
        (await driven.ThereAsync("alert", "act", id, "--words", "done")).Refused("ALERT-004", ErrorKind.Usage);
        (await driven.ThereAsync("alert", "act", id, "--words", Said)).Must(0);
        var until = driven.Passage.Clock.GetUtcNow().AddDays(3).ToString("yyyy-MM-dd'T'HH:mm'Z'", null);
        (await driven.ThereAsync("alert", "silence", id, "--until", until, "--words", Said)).Must(0);
        (await driven.ThereAsync("alert", "silence", id)).Refused("ALERT-006");
        Assert.Contains("another person confirms", (await driven.ThereAsync("alert", "close", id, "--outcome", "put-right", "--words", Said)).Must(0).Output, StringComparison.Ordinal);

        await driven.SignInAsync("dpo");
        (await driven.ThereAsync("alert", "silence", id)).Must(0);
        (await driven.ThereAsync("alert", "close", id)).Must(0);
        (await driven.ThereAsync("alert", "act", id, "--words", Said)).Refused("ALERT-002");
        (await driven.ThereAsync("alert", "hold", id, "--until", "2099-01-01T00:00Z", "--words", Said)).Refused("ALERT-014");
        (await driven.ThereAsync("alert", "show", "a-000000000000")).Refused("ALERT-001", ErrorKind.NotFound);

        // The same person on the folder itself: what stands there is what came from afar.
        await driven.LinkAsync("Somebody who is dpo");
        foreach (string[] command in new string[][] { ["alert", "show", id], ["alert", "show", id, "--json"], ["alert", "list", "--lang", "fr"], ["alert", "policy"], ["alert", "policy", "--json"] })
        {
            var (here, there) = await driven.BothAsync(command);
            Assert.Equal((0, Still(here.Must(0).Output)), (there.Exit, Still(there.Output)));
        }
    }

    [Fact]
    public async Task One_becomes_a_breach_and_whom_alerts_reach_is_the_house_s_to_enter()
    {
        using var passage = await PreparedPassage.OpenAsync();
        await using var driven = await DrivenServer.StartAsync(passage);
        var controller = (await driven.Installation.Contracts.ControllersAsync(Stop)).Values.Single();
        var (ours, theirs) = (await RaiseAsync(driven, AlertLevel.Critical), await RaiseAsync(driven, AlertLevel.Medium, controller));
        await driven.SignInAsync("security-officer");
        var person = await driven.PersonAsync("Somebody who is security-officer");
        Assert.Matches("b-[0-9a-f]{12}", (await driven.ThereAsync("alert", "breach", ours)).Must(0).Output);
        (await driven.ThereAsync("alert", "breach", ours)).Refused("ALERT-011");
        (await driven.ThereAsync("alert", "address", person, "maud@example.org")).Must(0);
        Assert.Equal("maud@example.org", await driven.Installation.Alerts.AddressOfAsync(person, Stop));
        (await driven.ThereAsync("alert", "address", person, "maud")).Refused("ALERT-009", ErrorKind.Usage);
        (await driven.ThereAsync("alert", "away", person, "--from", "2098-11-04T00:00Z", "--until", "2098-11-12T00:00Z")).Must(0);
        (await driven.ThereAsync("alert", "away", person, "--from", "2098-11-04T00:00Z", "--until", "2098-11-01T00:00Z")).Refused("ALERT-012", ErrorKind.Usage);
        Assert.Contains("nothing to send by", (await driven.ThereAsync("alert", "test-notification")).Must(3).Output, StringComparison.Ordinal);
        (await driven.ThereAsync("alert", "round")).Refused("REMOTE-001", ErrorKind.Usage);

        await driven.SignInAsync("dpo", controller);
        var list = (await driven.ThereAsync("alert", "list")).Must(0).Output;
        Assert.Contains(theirs, list, StringComparison.Ordinal);
        Assert.DoesNotContain(ours, list, StringComparison.Ordinal);
        (await driven.ThereAsync("alert", "acknowledge", ours)).Refused("ALERT-001", ErrorKind.NotFound);
        (await driven.ThereAsync("alert", "acknowledge", theirs)).Must(0);
        (await driven.ThereAsync("alert", "address", person, "dpo@example.org")).Refused("ALERT-013");
        (await driven.ThereAsync("alert", "away", person, "--from", "2098-11-04T00:00Z", "--until", "2098-11-12T00:00Z")).Refused("ALERT-013");
        (await driven.ThereAsync("alert", "test-notification")).Refused("ALERT-013");

        await driven.SignInAsync("operator");
        Assert.Equal(4, (await driven.ThereAsync("alert", "list")).Exit);
        Assert.Equal(4, (await driven.ThereAsync("alert", "show", theirs)).Exit);
    }

    private static async Task<string> RaiseAsync(DrivenServer driven, AlertLevel level, string? controller = null)
    {
        var installation = driven.Installation;
        await using var state = installation.OpenState();
        await using var transaction = await state.Database.BeginTransactionAsync(Stop);
        var raised = await installation.Alerts.RaiseAsync(
            state,
            [new Finding("a", "0123456789abcdef", level, "account:1", controller, new("What", "Quoi"), new("Why", "Pourquoi"), new("Do", "Faire"), installation.Clock.GetUtcNow(), [], level.ToString())],
            "agent:test", Stop);
        await state.SaveChangesAsync(Stop);
        await transaction.CommitAsync(Stop);
        return raised[0].Id;
    }

    // What moves with the clock.
    private static string Still(string text) => Digits().Replace(text, "0");

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
