using System.Net;
using System.Text.RegularExpressions;
using Ecluse.Age;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Warnings;

namespace Ecluse.Host.Breaches;

/// <summary>
/// SAN-2020-014 and -015, the two doctors: a practice without a vendor. What the authority told it of does not take the duty to notify away; and what
/// signed papers tell of a laboratory's figures stands in its form as an estimate only.
/// </summary>
public sealed partial class PracticeAloneTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_practice_that_learns_of_it_from_the_authority_has_its_own_72_hours_no_vendor_s_clock_and_closes_by_two_roles()
    {
        await using var running = await RunningServer.StartAsync();
        using var key = AgeIdentity.New();
        var (officer, _) = await running.EnrolledAsync();
        var (dpo, _) = await running.InvitedAsync(officer, "Zoé Loire", "dpo");
        await officer.PostFormAsync("/warnings/key", ("recipient", key.Recipient.ToString()!));
        var now = running.Clock.GetUtcNow();
        var entered = await (await officer.PostFormAsync(
            "/warnings/new", ("source", "authority"), ("subject", "open-to-anybody"), ("told", "CNIL"), ("words", "Images ouvertes à tous, par lettre de la CNIL."),
            ("received", now.AddHours(-30).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", null)))).Content.ReadAsStringAsync(Stop);
        var id = Id().Match(entered).Value;
        Assert.True(await new WarningDesk(running.Installation).IsAloneAsync(Stop));
        Assert.Equal(HttpStatusCode.Redirect, (await officer.PostFormAsync($"/warnings/{id}/breach", ("place", ""), ("since", ""), ("until", ""), ("own", "Cabinet du port"))).StatusCode);

        var dossier = Assert.Single(await running.Installation.Breaches.ListAsync(Stop));
        var part = Assert.Single(dossier.Breach.Parts);
        Assert.Equal(("Cabinet du port", true, OriginKind.Authority), (part.Controller, part.IsOwn, dossier.Breach.Origin.Kind));
        var clocks = BreachClock.Of(dossier, now);
        Assert.DoesNotContain(clocks, clock => clock.Duty.Who == DutyBearer.Processor);
        var notify = clocks.Single(clock => clock.Duty.Id == "gdpr-33-1");
        Assert.Equal((dossier.Breach.Origin.ReceivedAt.AddHours(24 + 72), ClockState.Running), (notify.Due, notify.State(now)));
        Assert.Equal(ClockState.Late, notify.State(notify.Due!.Value));

        // Nobody tells it: no notice of a processor, on its page or on paper, and no count of who was told.
        var page = await officer.TextAsync($"/breaches/{dossier.Breach.Id}?controller=1&lang=en");
        Assert.Contains("name=sheet", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=notice", page, StringComparison.Ordinal);
        Assert.Contains("nobody else is to be told", await officer.TextAsync($"/breaches/{dossier.Breach.Id}?lang=en"), StringComparison.Ordinal);
        Assert.Equal("BREACH-025", Assert.Throws<EcluseException>(() => new PaperMaking(_ => null, now).Notice(dossier, 1)).Code);

        // The authority's own warning takes a second person; with no laboratory on the other side, one of another role.
        await officer.PostFormAsync($"/warnings/{id}/propose", ("outcome", "became-breach"), ("reason", "Une violation est ouverte, avec cette réception."));
        Assert.Contains("WARN-004", await (await officer.PostFormAsync($"/warnings/{id}/close")).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await dpo.PostFormAsync($"/warnings/{id}/close")).StatusCode);
        Assert.NotNull((await running.Installation.Warnings.FindAsync(id, Stop))!.ClosedAt);
        var after = BreachClock.Of(await running.Installation.Breaches.GetAsync(dossier.Breach.Id, Stop), notify.Due!.Value);
        Assert.Equal(ClockState.Late, after.Single(clock => clock.Duty.Id == "gdpr-33-1").State(notify.Due!.Value));
    }

    [Fact]
    public async Task Figures_of_a_laboratory_are_filled_in_from_what_was_signed_as_an_estimate_with_its_source_and_stand_only_once_entered()
    {
        await using var running = await RunningServer.StartAsync();
        var (handler, _) = await running.EnrolledAsync();
        var (lab, _) = await TwoLaboratories.AddAsync(running);
        await using (var state = running.Data.Open())
        {
            await using var transaction = await state.Database.BeginTransactionAsync(Stop);
            var subjects = new Dictionary<string, string> { ["passage"] = lab.Passage, ["contract"] = lab.Contract, ["parcel"] = "one" };
            await running.Installation.AppendAsync(state, new("parcel.taken", "person:somebody", subjects, new Dictionary<string, string>()), Stop);
            await state.SaveChangesAsync(Stop);
            await transaction.CommitAsync(Stop);
        }

        var breach = await running.Installation.Breaches.OpenAsync(
            new(new BreachOrigin(OriginKind.Finding, null, running.Clock.GetUtcNow()), new Cause([$"passage:{lab.Passage}"])), "agent:test", Stop);
        var found = await FoundFigures.OfAsync(running.Installation, Assert.Single(breach.Parts), Stop);
        Assert.Equal((500L, $"passage:{lab.Passage} (plan)"), (found.Patients, Assert.Single(found.Sources)));

        var form = await handler.TextAsync($"/breaches/{breach.Id}/enter?field=persons&controller=1&lang=en");
        Assert.Contains("value=\"500\"", form, StringComparison.Ordinal);
        Assert.Contains("value=\"Estimated\" selected>", form, StringComparison.Ordinal);
        Assert.Contains($"passage:{lab.Passage} (plan)", form, StringComparison.Ordinal);
        Assert.Empty((await running.Installation.Breaches.GetAsync(breach.Id, Stop)).Entries);
    }

    [GeneratedRegex("w-[0-9a-f]{12}")]
    private static partial Regex Id();
}
