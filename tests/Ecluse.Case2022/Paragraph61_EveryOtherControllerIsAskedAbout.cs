using Ecluse.Breaches;
using Ecluse.Errors;

namespace Ecluse;

/// <summary>
/// §61: after the 56 rows of 4 November 2020 nobody asked which other laboratories' data lay on the same server. Here the list makes
/// itself from the journal, and nobody gets past it.
/// </summary>
[Collection(SharedLaboratories.Name)]
public sealed class Paragraph61_EveryOtherControllerIsAskedAbout(ThirtyFiveLaboratories all)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Cause Autumn { get; } = new([Holding.Server], ThirtyFiveLaboratories.From, ThirtyFiveLaboratories.Found);

    [Fact]
    public async Task Of_thirty_five_controllers_the_twenty_eight_with_data_there_then_are_named_and_the_seven_others_are_not()
    {
        var named = await all.Installation.Breaches.ConcernedAsync(Autumn, Stop);

        Assert.Equal(Enumerable.Range(1, ThirtyFiveLaboratories.OnTheServer).Select(ThirtyFiveLaboratories.NameOf), named.Select(one => one.Controller));
        Assert.Equal(35, (await all.Installation.Contracts.ControllersAsync(Stop)).Count);
    }

    [Fact]
    public async Task A_store_an_account_and_a_period_narrow_the_list_to_those_who_were_there()
    {
        var breaches = all.Installation.Breaches;
        async Task<int> CountAsync(string place, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
            (await breaches.ConcernedAsync(new Cause([place], from, until), Stop)).Count;

        Assert.Equal(14, await CountAsync(Holding.Depot, Autumn.From, Autumn.Until));
        Assert.Equal(14, await CountAsync(Holding.Spaces, Autumn.From, Autumn.Until));
        Assert.Equal(14, await CountAsync("account:person:5e11de50"));
        Assert.Equal(33, await CountAsync(Holding.Server));
        Assert.Equal(3, await CountAsync(Holding.Server, null, Autumn.From));
        Assert.Equal(1, await CountAsync("contract:C-2020-007"));
    }

    [Fact]
    public async Task The_56_rows_open_a_breach_that_cannot_be_closed_before_the_handler_has_answered_for_every_one()
    {
        var breaches = all.Installation.Breaches;
        var breach = await breaches.OpenAsync(
            new BreachOpening(new BreachOrigin(OriginKind.Authority, null, ThirtyFiveLaboratories.Found), Autumn), "person:handler", Stop);
        Assert.Equal(28, breach.Parts.Count);
        var close = new BreachSaying(0, BreachFields.Closed, BreachFields.Yes, "the server was switched off");
        Assert.Equal("BREACH-008", await CodeAsync(breach.Id, close));

        // One was on the old system only, says its handler, and why. All the others are told; until the last one, nothing is closed.
        await breaches.EnterAsync(breach.Id, new BreachSaying(28, BreachFields.Concerned, BreachFields.No, "its upload was cut before its first row"), "person:handler", Stop);
        foreach (var part in breach.Parts.SkipLast(1))
        {
            Assert.Equal("BREACH-008", await CodeAsync(breach.Id, close));
            await breaches.EnterAsync(breach.Id, new BreachSaying(part.Number, BreachFields.Concerned, BreachFields.Yes), "person:handler", Stop);
            await breaches.EnterAsync(
                breach.Id, new BreachSaying(part.Number, BreachFields.Told, "2020-11-05T09:00:00Z", "its data protection officer, by telephone"), "person:handler", Stop);
        }

        await breaches.EnterAsync(breach.Id, close, "person:handler", Stop);
        Assert.True((await breaches.GetAsync(breach.Id, Stop)).IsClosed);
    }

    [Fact]
    public async Task A_controller_of_which_nobody_has_answered_counts_as_concerned_and_its_clock_runs()
    {
        var breach = await all.Installation.Breaches.OpenAsync(
            new BreachOpening(new BreachOrigin(OriginKind.Authority, null, ThirtyFiveLaboratories.Found), Autumn), "person:handler", Stop);
        var now = all.Clock.GetUtcNow();
        var clocks = BreachClock.Of(await all.Installation.Breaches.GetAsync(breach.Id, Stop), now).Where(clock => clock.Duty.Id == "gdpr-33-2").ToList();

        Assert.Equal(28, clocks.Count);
        Assert.All(clocks, clock => Assert.Equal(ClockState.Late, clock.State(now)));
        Assert.All(clocks, clock => Assert.Equal(ThirtyFiveLaboratories.Found.AddHours(24), clock.From));
    }

    private async Task<string> CodeAsync(string breach, BreachSaying said) =>
        (await Assert.ThrowsAsync<EcluseException>(() => all.Installation.Breaches.EnterAsync(breach, said, "person:handler", Stop))).Code;
}
