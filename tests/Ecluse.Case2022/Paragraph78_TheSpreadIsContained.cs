using Ecluse.Breaches;
using Ecluse.Errors;

namespace Ecluse;

/// <summary>
/// §78: the company itself took no step to stop the distribution. §53: what the agency found opened nothing. SAN-2020-014 §35–37 and
/// SAN-2020-015 §36–37: that the authority told them does not free the controllers from notifying. The same story, with a dossier.
/// </summary>
[Collection(SharedLaboratories.Name)]
public sealed class Paragraph78_TheSpreadIsContained(ThirtyFiveLaboratories all)
{
    private const string Handler = "person:handler";

    private static readonly DateTimeOffset SwitchedOff = new(2021, 2, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_to_stop_the_spread_stands_with_whom_when_and_the_answer_and_comes_back_on_its_day()
    {
        var id = await OpenAsync();
        await SayAsync(id, 0, BreachFields.Step, "host", "to the host of the forum: take the file down");
        await SayAsync(id, 0, "step-at", "2020-11-05T10:00:00Z", item: 1);
        await SayAsync(id, 0, BreachFields.Step, "judge", "urgent request: order the access providers to block it");
        await SayAsync(id, 0, BreachFields.Step, "mirror", "a copy at another address: look again");
        await SayAsync(id, 0, "step-again", "2021-03-01T08:00:00Z", item: 3);
        await SayAsync(id, 0, BreachFields.Step, "police", "complaint lodged, number with the lawyer");
        await SayAsync(id, 0, "step-answer", "taken down after two days", item: 1);

        var dossier = await all.Installation.Breaches.GetAsync(id, Stop);
        Assert.Equal([1, 2, 3, 4], dossier.Items(0, BreachFields.Step));
        Assert.Equal("taken down after two days", dossier.Value(0, "step-answer", 1));
        Assert.Equal("2021-03-01T08:00:00Z", dossier.Value(0, "step-again", 3));
        var sheet = new PaperMaking(_ => null, all.Clock.GetUtcNow()).Sheet(dossier, 1);
        Assert.Equal(4, sheet.Facts.Lines.Count(line => line.Field == BreachFields.Step));
    }

    [Fact]
    public async Task On_the_day_the_real_server_was_switched_off_every_clock_has_long_ended_and_says_so()
    {
        var dossier = await all.Installation.Breaches.GetAsync(await OpenAsync(), Stop);
        var clocks = BreachClock.Of(dossier, SwitchedOff);
        var processors = clocks.Where(clock => clock.Duty.Who == DutyBearer.Processor).ToList();

        Assert.Equal(28, processors.Count);
        Assert.All(processors, clock => Assert.Equal(ClockState.Late, clock.State(SwitchedOff)));
        Assert.All(processors, clock => Assert.Equal(new DateTimeOffset(2020, 11, 6, 9, 0, 0, TimeSpan.Zero), clock.Due));

        // Nobody told them; so each of the twenty-eight sees its part by itself from that instant on.
        Assert.All(dossier.Breach.Parts, part => Assert.True(dossier.IsSeenBy(part, SwitchedOff)));
        Assert.All(dossier.Breach.Parts, part => Assert.False(dossier.IsSeenBy(part, processors[0].Due!.Value.AddTicks(-1))));
    }

    [Fact]
    public async Task Learning_of_it_from_the_authority_does_not_end_the_duty_to_notify_it()
    {
        // A practice alone: no contract, no processor, no record of the contractor who opened the ports. It answers all the same.
        var told = all.Clock.GetUtcNow().AddDays(-5);
        var breach = await all.Installation.Breaches.OpenAsync(
            new BreachOpening(new BreachOrigin(OriginKind.Authority, null, told), new Cause(["contract:none"]), "Cabinet du Dr Test"), Handler, Stop);
        await SayAsync(breach.Id, 0, BreachFields.Aware, told.UtcDateTime.ToString(BreachDossier.InstantForm, null), "the CNIL's check on line showed the images");
        await SayAsync(breach.Id, 0, "processors", "an outside contractor, of whose work no record was kept");

        var dossier = await all.Installation.Breaches.GetAsync(breach.Id, Stop);
        var clock = BreachClock.Of(dossier, all.Clock.GetUtcNow()).Single(one => one.Duty.Id == "gdpr-33-1");
        Assert.Equal((told.AddHours(72), ClockState.Late), (clock.Due, clock.State(all.Clock.GetUtcNow())));
        Assert.DoesNotContain(BreachClock.Of(dossier, all.Clock.GetUtcNow()), one => one.Duty.Who == DutyBearer.Processor);

        // Only the notice ends it, or a reasoning of its own that a risk is unlikely.
        await SayAsync(breach.Id, 1, BreachFields.AuthorityNotified, all.Clock.GetUtcNow().UtcDateTime.ToString(BreachDossier.InstantForm, null), "CNIL 2020-118204");
        Assert.Equal(
            ClockState.DoneLate,
            BreachClock.Of(await all.Installation.Breaches.GetAsync(breach.Id, Stop), all.Clock.GetUtcNow()).Single(one => one.Duty.Id == "gdpr-33-1").State(all.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task The_rows_themselves_do_not_come_into_the_dossier()
    {
        var id = await OpenAsync();
        var rows = string.Join('\n', Enumerable.Range(1, 56).Select(number => $"DUPONT;JEANNE;{number:00}/01/1950;2990000000"));
        var refused = await Assert.ThrowsAsync<EcluseException>(() => SayAsync(id, 0, "circumstances", rows));
        Assert.Equal("BREACH-010", refused.Code);
        Assert.DoesNotContain("DUPONT", refused.Problem.English + refused.Problem.French, StringComparison.Ordinal);
        await SayAsync(id, 0, "circumstances", "56 rows for sale, found by the national agency on 4 November 2020");
    }

    private async Task<string> OpenAsync() => (await all.Installation.Breaches.OpenAsync(
        new BreachOpening(
            new BreachOrigin(OriginKind.Authority, null, ThirtyFiveLaboratories.Found),
            new Cause([Holding.Server], ThirtyFiveLaboratories.From, ThirtyFiveLaboratories.Found)),
        Handler, Stop)).Id;

    private Task<BreachEntry> SayAsync(string breach, int part, string field, string value, string? note = null, int item = 0) =>
        all.Installation.Breaches.EnterAsync(breach, new BreachSaying(part, field, value, note, Item: item), Handler, Stop);
}
