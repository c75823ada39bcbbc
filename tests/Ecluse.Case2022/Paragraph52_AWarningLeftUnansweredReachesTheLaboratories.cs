using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.Warnings;
using Ecluse.Storage;
using Ecluse.Storage.Accounts;
using Ecluse.Storage.Journal;
using Ecluse.Testkit;
using Ecluse.Warnings;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse;

/// <summary>
/// §52 and §65: an employee warned in March 2020, the national agency in November with 56 rows; nobody acted, and the laboratories read of it in
/// the press in February 2021. The same year again, with a vendor that does nothing at all.
/// </summary>
public sealed class Paragraph52_AWarningLeftUnansweredReachesTheLaboratories : IAsyncLifetime
{
    private const int Laboratories = 3;
    private static readonly DateTimeOffset March = new(2020, 3, 25, 9, 20, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SwitchedOff = new(2021, 2, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(March.AddDays(-1));
    private readonly Age.AgeIdentity key = Age.AgeIdentity.New(Age.AgeKeyKind.X25519);
    private Installation? installation;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private WarningDesk Desk => new(installation!);

    public async ValueTask InitializeAsync()
    {
        var data = new DataFolder(folder.Of("data"));
        await data.CreateAsync(Stop);
        await new JournalSetup(new JournalPlaces(data), clock).StartAsync("case.example/" + Guid.NewGuid().ToString("N"), "agent:test", Stop);
        await RestartAsync();
        using var keys = new ThirtyFiveLaboratories.Keys();
        for (var number = 1; number <= Laboratories; number++)
        {
            await installation!.Contracts.AddAsync(keys.Contract(number, clock.GetUtcNow()), clock.GetUtcNow(), "person:vendor", Stop);
        }

        await using var state = data.Open();
        state.AddRange(
            new PersonRow { Id = "person:officer", Name = "Hugo Marchal", Organisation = "Solvane Santé", Role = "security-officer" },
            new PersonRow { Id = "person:dpo", Name = "Zoé Loire", Organisation = "Solvane Santé", Role = "dpo" });
        await state.SaveChangesAsync(Stop);
        await Desk.Ledger.EnrolHandlerAsync("person:officer", key.Recipient.ToString()!, Stop);
        await Desk.Ledger.EnrolHandlerAsync("person:dpo", key.Recipient.ToString()!, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await installation!.DisposeAsync();
        key.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task The_notice_of_March_s_unanswered_warning_reaches_every_laboratory_by_itself_three_days_later()
    {
        clock.SetUtcNow(March);
        var id = await TellAsync(WarningSource.Employee, null);
        await UntilAsync(March.AddHours(71));
        Assert.Empty(await NoticesAsync(1));

        await UntilAsync(March.AddHours(73));
        for (var number = 1; number <= Laboratories; number++)
        {
            var notice = Assert.Single(await NoticesAsync(number));
            Assert.Equal((id, WarningClockKind.Acknowledge), (notice.Warning.Id, notice.Clock));
        }
    }

    [Fact]
    public async Task By_the_day_the_server_was_switched_off_every_clock_of_both_warnings_was_told_once_whatever_became_of_the_server_meanwhile()
    {
        clock.SetUtcNow(March);
        await TellAsync(WarningSource.Employee, null);
        await UntilAsync(new(2020, 3, 29, 0, 30, 0, TimeSpan.Zero));
        await RestartAsync();

        // Away over the whole summer: what ran out meanwhile is told at its first look.
        clock.SetUtcNow(new(2020, 11, 4, 9, 0, 0, TimeSpan.Zero));
        await RestartAsync();
        await TellAsync(WarningSource.Authority, clock.GetUtcNow().AddMinutes(-10));
        await UntilAsync(clock.GetUtcNow().AddHours(26));
        Assert.Equal(4, (await NoticesAsync(1)).Count);

        await UntilAsync(SwitchedOff);
        await RestartAsync();
        await Desk.RunDueAsync(Stop);
        for (var number = 1; number <= Laboratories; number++)
        {
            var told = await NoticesAsync(number);
            Assert.Equal(6, told.Count);
            Assert.Equal(6, told.Select(one => (one.Warning.Id, one.Clock)).Distinct().Count());
        }
    }

    [Fact]
    public async Task A_vendor_that_installs_Ecluse_years_later_cannot_keep_what_it_was_told_before_to_itself()
    {
        clock.SetUtcNow(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        await RestartAsync();
        await UntilAsync(clock.GetUtcNow().AddHours(2));
        var id = await TellAsync(WarningSource.FormerEmployee, March);
        await Desk.RunDueAsync(Stop);

        var told = await NoticesAsync(2);
        Assert.Equal(3, told.Count(one => one.Warning.Id == id));
        Assert.All(told, one => Assert.Equal(March, one.Warning.ReceivedAt));
    }

    [Fact]
    public async Task The_agency_s_word_is_never_closed_by_the_vendor_alone_and_becomes_a_breach_of_the_day_it_came()
    {
        var found = new DateTimeOffset(2020, 11, 4, 9, 0, 0, TimeSpan.Zero);
        clock.SetUtcNow(found.AddDays(111));
        var warning = (await Desk.Ledger.FindAsync(await TellAsync(WarningSource.Authority, found), Stop))!;
        var (officer, dpo) = (new WarningHandler("person:officer", Role.SecurityOfficer, null), new WarningHandler("person:dpo", Role.DataProtectionOfficer, null));
        await Desk.Ledger.ProposeAsync(warning.Id, WarningOutcome.Unfounded, "Nobody could reproduce what the agency saw.", officer, Stop);
        for (var number = 1; number <= Laboratories; number++)
        {
            Assert.Equal("WARN-005", (await Assert.ThrowsAsync<EcluseException>(() => Desk.CloseAsync(warning, dpo, Stop))).Code);
            await Desk.AnswerConcernAsync(warning, ThirtyFiveLaboratories.NameOf(number), true, "", "person:officer", Stop);
        }

        var breach = await installation!.Breaches.GetAsync(await Desk.BecomeAsync(warning, Cause.Everything, null, "person:dpo", Stop), Stop);
        Assert.Equal(found, breach.Breach.Origin.ReceivedAt);
        await Desk.CloseAsync(warning, new("person:laboratory", Role.DataProtectionOfficer, ThirtyFiveLaboratories.NameOf(1)), Stop);
    }

    private async Task<string> TellAsync(WarningSource source, DateTimeOffset? received) => (await Desk.TakeAsync(
        new(source, [WarningSubject.OpenToAnybody], WarningAbout.Nobody, source == WarningSource.Authority ? ["ANSSI"] : []),
        new("The FTP server MEGAEXT answers to anonymous.", []), "person:officer", received, Stop)).Id;

    private Task<IReadOnlyList<WarningNotice>> NoticesAsync(int number) => Desk.Ledger.NoticesAsync(ThirtyFiveLaboratories.NameOf(number), Stop);

    // The server's look, at every hour that goes by.
    private async Task UntilAsync(DateTimeOffset end)
    {
        for (; clock.GetUtcNow() < end; clock.Advance(end - clock.GetUtcNow() < TimeSpan.FromDays(4) ? TimeSpan.FromHours(1) : TimeSpan.FromDays(3)))
        {
            await Desk.RunDueAsync(Stop);
        }

        await Desk.RunDueAsync(Stop);
    }

    private async Task RestartAsync()
    {
        if (installation is not null)
        {
            await installation.DisposeAsync();
        }

        var data = new DataFolder(folder.Of("data"));
        installation = await Installation.OpenAsync(data, clock, Stop, new JournalPlaces(data));
    }
}
