using Ecluse.Accounts;
using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Errors;
using Ecluse.Keys;
using Ecluse.Storage.Accounts;
using Ecluse.Testkit;
using Ecluse.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Ecluse.Storage.Warnings;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class WarningLedgerTests : IAsyncLifetime
{
    private const string Agent = "agent:target-gate";
    private static readonly DateTimeOffset March2020 = new(2020, 3, 25, 9, 20, 13, TimeSpan.Zero);
    private static readonly MayConcern[] Laboratories = [new("Laboratoire du Parc", "C-1"), new("Laboratoire des Halles", "C-2")];

    private readonly TestFolder folder = new();
    private readonly FakeTimeProvider clock = new(March2020);
    private readonly List<Act> acts = [];
    private readonly AgeIdentity officerKey = AgeIdentity.New();
    private readonly AgeIdentity dpoKey = AgeIdentity.New();
    private readonly DataFolder data;
    private int failAfter = int.MaxValue;

    public WarningLedgerTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected WarningLedgerTests(string engine) => data = StateOn.Folder(folder, engine);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private WarningLedger Ledger => new(data.Open, AppendAsync, clock);

    public async ValueTask InitializeAsync()
    {
        await data.CreateAsync(Stop);
        await using var state = data.Open();
        state.AddRange(
            new PersonRow { Id = "person:officer", Name = "Ada", Organisation = "Vendor", Role = "security-officer" },
            new PersonRow { Id = "person:dpo", Name = "Zoé", Organisation = "Vendor", Role = "dpo" },
            new PersonRow { Id = "person:lab", Name = "Lia", Organisation = "Parc", Role = "dpo", Controller = "Laboratoire du Parc" });
        await state.SaveChangesAsync(Stop);
        await Ledger.EnrolHandlerAsync("person:officer", officerKey.Recipient.ToString()!, Stop);
        await Ledger.EnrolHandlerAsync("person:dpo", dpoKey.Recipient.ToString()!, Stop);
        acts.Clear();
    }

    public ValueTask DisposeAsync()
    {
        officerKey.Dispose();
        dpoKey.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_came_by_the_form_is_known_to_nobody_before_its_hour_is_over_and_says_the_hour_only()
    {
        var id = await SendAsync();
        Assert.Empty(await Ledger.ListAsync(Stop));
        Assert.Empty(acts);

        clock.Advance(TimeSpan.FromMinutes(39));
        Assert.Equal(0, await Ledger.RegisterAsync(Agent, Stop));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Ledger.RegisterAsync(Agent, Stop));
        Assert.Equal(0, await Ledger.RegisterAsync(Agent, Stop));

        var warning = Assert.Single(await Ledger.ListAsync(Stop));
        Assert.Equal((id, new DateTimeOffset(2020, 3, 25, 9, 0, 0, TimeSpan.Zero)), (warning.Id, warning.ReceivedAt));
        Assert.Equal(["warning.received"], acts.Select(act => act.Name));
    }

    [Fact]
    public async Task The_reporter_s_receipt_opens_the_thread_and_handlers_open_their_copy_and_nobody_of_a_role_that_it_is_about()
    {
        var receipt = ReceiptKey.Read(ReceiptKey.New())!;
        using var thread = ReceiptKey.Identity(receipt, await Ledger.SaltAsync(Stop));
        var handlers = WarningLedger.Recipients(await Ledger.HandlersAsync(Stop), WarningAbout.SecurityOfficer);
        var warning = New(WarningSource.Anonymous) with { About = WarningAbout.SecurityOfficer };
        await Ledger.AddAsync(warning, SealedContent.Seal(new("He knows the password.", []), handlers, thread.Recipient.ToString()), thread.Recipient.ToString(), Stop);
        clock.Advance(TimeSpan.FromHours(1));
        await Ledger.RegisterAsync(Agent, Stop);
        await Ledger.AnswerAsync(warning.Id, "Thank you: it is being looked at.", "person:dpo", Stop);

        using var again = ReceiptKey.Identity(receipt, await Ledger.SaltAsync(Stop));
        var found = await Ledger.FindThreadAsync(again.Recipient.ToString()!, Stop);
        var read = await Ledger.WordsAsync(found!.Id, isReporter: true, Stop);
        Assert.Equal(["He knows the password.", "Thank you: it is being looked at."], read.Select(one => SealedContent.Open(one.Copies.Single(), again).Words));

        var copies = (await Ledger.WordsAsync(warning.Id, isReporter: false, Stop)).Select(one => one.Copies.Single()).ToList();
        Assert.Equal("He knows the password.", SealedContent.Open(copies[0], dpoKey).Words);
        Assert.All(copies, copy => Assert.Throws<AgeException>(() => SealedContent.Open(copy, officerKey)));
    }

    [Fact]
    public async Task A_wrong_digit_of_a_receipt_finds_nothing()
    {
        await SendAsync();
        using var wrong = ReceiptKey.Identity("0000000000000000", await Ledger.SaltAsync(Stop));
        Assert.Null(await Ledger.FindThreadAsync(wrong.Recipient.ToString()!, Stop));
    }

    [Fact]
    public async Task Past_each_clock_every_controller_is_told_once_by_itself_and_a_late_act_takes_nothing_back()
    {
        var id = await EnteredAsync(WarningSource.Employee, March2020);
        clock.Advance(TimeSpan.FromHours(72));
        Assert.Empty(await NoticeAsync());
        clock.Advance(TimeSpan.FromSeconds(1));

        // The server was away meanwhile, and a handler is faster than its next look.
        await Ledger.AcknowledgeAsync(id, "person:officer", Stop);
        Assert.Equal(["Laboratoire du Parc", "Laboratoire des Halles"], (await NoticeAsync()).Select(notice => notice.Controller));
        Assert.Empty(await NoticeAsync());

        clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal([WarningClockKind.Answer, WarningClockKind.Answer, WarningClockKind.Outcome, WarningClockKind.Outcome], (await NoticeAsync()).Select(notice => notice.Clock));
        Assert.Equal(6, acts.Count(act => act.Name == "warning.unanswered"));
        Assert.Equal(3, (await Ledger.NoticesAsync("Laboratoire du Parc", Stop)).Count);
    }

    [Fact]
    public async Task A_warning_of_before_is_over_as_it_is_entered()
    {
        clock.Advance(TimeSpan.FromDays(2000));
        await EnteredAsync(WarningSource.Employee, March2020);
        Assert.Equal(6, (await NoticeAsync()).Count);
    }

    [Fact]
    public async Task Killed_between_any_two_writes_nothing_is_told_twice_and_nothing_missed()
    {
        await EnteredAsync(WarningSource.Authority, March2020);
        await EnteredAsync(WarningSource.Press, March2020);
        clock.Advance(TimeSpan.FromDays(100));
        var kills = 0;
        for (var writes = 0; writes < 12; writes++)
        {
            acts.Clear();
            failAfter = writes;
            kills += await Record.ExceptionAsync(NoticeAsync) is IOException ? 1 : 0;
            failAfter = int.MaxValue;
        }

        Assert.InRange(kills, 6, 12);
        await NoticeAsync();
        Assert.Empty(await NoticeAsync());
        foreach (var laboratory in Laboratories)
        {
            var told = await Ledger.NoticesAsync(laboratory.Name, Stop);
            Assert.Equal(6, told.Count);
            Assert.Equal(6, told.Select(notice => (notice.Warning.Id, notice.Clock)).Distinct().Count());
        }
    }

    [Fact]
    public async Task Two_watchers_at_once_tell_each_controller_once()
    {
        await EnteredAsync(WarningSource.Authority, March2020);
        clock.Advance(TimeSpan.FromDays(100));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(NoticeAsync, Stop)));
        Assert.Equal(6, made.Sum(one => one.Count));
    }

    [Fact]
    public async Task With_no_controller_the_house_itself_is_told()
    {
        await EnteredAsync(WarningSource.Authority, March2020);
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(WarningLedger.House, Assert.Single(await Ledger.NoticeAsync((_, _) => Task.FromResult<IReadOnlyList<MayConcern>>([]), Agent, Stop)).Controller);
    }

    [Fact]
    public async Task It_closes_by_two_persons_once_every_controller_is_answered_for_and_is_not_woken()
    {
        var id = await EnteredAsync(WarningSource.Employee, March2020);
        var (officer, dpo) = (new WarningHandler("person:officer", Role.SecurityOfficer, null), new WarningHandler("person:dpo", Role.DataProtectionOfficer, null));
        await RefusedAsync("WARN-008", () => Ledger.CloseAsync(id, dpo, Laboratories, false, Stop));
        await Ledger.ProposeAsync(id, WarningOutcome.PutRight, "The anonymous zone was closed on Friday.", officer, Stop);
        await RefusedAsync("WARN-004", () => Ledger.CloseAsync(id, officer, Laboratories, false, Stop));
        await Ledger.AnswerConcernAsync(id, Laboratories[0], true, "", "person:officer", Stop);
        await RefusedAsync("WARN-006", () => Ledger.CloseAsync(id, dpo, Laboratories, false, Stop));
        await RefusedAsync("WARN-007", () => Ledger.AnswerConcernAsync(id, Laboratories[1], false, "no", "person:officer", Stop));
        await Ledger.AnswerConcernAsync(id, Laboratories[1], false, "Its files never stood on that server.", "person:officer", Stop);
        await Ledger.CloseAsync(id, dpo, Laboratories, false, Stop);

        clock.Advance(TimeSpan.FromDays(400));
        Assert.Empty(await NoticeAsync());
        await RefusedAsync("WARN-003", () => Ledger.AcknowledgeAsync(id, "person:officer", Stop));
        await RefusedAsync("WARN-003", () => Ledger.ProposeAsync(id, WarningOutcome.Unfounded, "The anonymous zone was closed on Friday.", officer, Stop));
        Assert.NotNull((await Ledger.FindAsync(id, Stop))!.ClosedAt);
    }

    [Fact]
    public async Task Struck_out_words_go_to_the_officers_of_one_controller_and_open_with_no_other_key()
    {
        var id = await EnteredAsync(WarningSource.Employee, March2020);
        using var labKey = AgeIdentity.New();
        await RefusedAsync("WARN-018", () => Ledger.ReleaseAsync(id, Laboratories[0], "A zone answers to anybody.", "person:officer", Stop));
        await Ledger.EnrolHandlerAsync("person:lab", labKey.Recipient.ToString()!, Stop);
        acts.Clear();
        await RefusedAsync("WARN-020", () => Ledger.ReleaseAsync(id, Laboratories[0], "A row of DURAND Évariste, 12/03/1961 was shown.", "person:officer", Stop));
        await Ledger.ReleaseAsync(id, Laboratories[0], "A zone answers to anybody.", "person:officer", Stop);

        var released = Assert.Single(await Ledger.ReleasedAsync(id, Laboratories[0].Name, Stop));
        Assert.Equal("A zone answers to anybody.", SealedContent.Open(released.Copies.Single(), labKey).Words);
        Assert.Throws<AgeException>(() => SealedContent.Open(released.Copies.Single(), officerKey));
        Assert.Empty(await Ledger.ReleasedAsync(id, Laboratories[1].Name, Stop));
        Assert.Equal([id], await Ledger.ToldAsync(Laboratories[0].Name, Stop));
        Assert.Empty(await Ledger.ToldAsync(Laboratories[1].Name, Stop));
        var act = Assert.Single(acts);
        Assert.Equal(("warning.released", "C-1", "person:officer"), (act.Name, act.Subjects["contract"], act.Subjects["of"]));
        Assert.Null(act.Texts);
    }

    [Fact]
    public async Task The_reporter_releases_to_a_controller_that_knows_of_it_and_to_no_other_and_the_hour_is_all_that_is_kept()
    {
        var id = await SendAsync();
        using var labKey = AgeIdentity.New();
        await Ledger.EnrolHandlerAsync("person:lab", labKey.Recipient.ToString()!, Stop);
        var own = new WarningContent("The FTP server answers to anonymous.", []);
        await RefusedAsync("WARN-010", () => Ledger.ReleaseByReporterAsync(id, Laboratories[0].Name, own, Stop));
        clock.Advance(TimeSpan.FromHours(1));
        await Ledger.RegisterAsync(Agent, Stop);
        await Ledger.AnswerConcernAsync(id, Laboratories[0], true, "", "person:officer", Stop);
        acts.Clear();

        await Ledger.ReleaseByReporterAsync(id, Laboratories[0].Name, own, Stop);
        Assert.Empty(await Ledger.ReleasedAsync(id, Laboratories[0].Name, Stop));
        clock.Advance(TimeSpan.FromHours(1));
        await Ledger.RegisterAsync(Agent, Stop);
        await Ledger.RegisterAsync(Agent, Stop);
        var released = Assert.Single(await Ledger.ReleasedAsync(id, Laboratories[0].Name, Stop));
        Assert.Equal((0, 0, null), (released.At.Minute, released.At.Second, released.By));
        Assert.Equal(own.Words, SealedContent.Open(released.Copies.Single(), labKey).Words);
        Assert.Equal("reporter", Assert.Single(acts).Subjects["of"]);
    }

    [Fact]
    public async Task Words_go_two_months_after_closing_and_the_warning_after_five_years_and_an_open_one_stays()
    {
        var open = await EnteredAsync(WarningSource.Employee, March2020);
        var id = await ClosedAsync();
        var closed = clock.GetUtcNow();
        Assert.Null(await Ledger.KeptAsync(open, Stop));
        clock.SetUtcNow(closed.AddMonths(2).AddMilliseconds(-1));
        Assert.Empty(await Ledger.EraseDueAsync(Agent, Stop));
        clock.SetUtcNow(closed.AddMonths(2));
        Assert.Equal([id], await Ledger.EraseDueAsync(Agent, Stop));
        Assert.Empty(await Ledger.EraseDueAsync(Agent, Stop));
        Assert.Empty(await Ledger.WordsAsync(id, isReporter: false, Stop));
        Assert.NotNull(await Ledger.FindAsync(id, Stop));

        clock.SetUtcNow(closed.AddMonths(60));
        Assert.Equal([id], await Ledger.EraseDueAsync(Agent, Stop));
        Assert.Equal([open], (await Ledger.ListAsync(Stop)).Select(one => one.Id));
        Assert.Equal(["warning.words-erased", "warning.erased"], acts.Select(act => act.Name).TakeLast(2));
        await using var state = data.Open();
        Assert.Empty(await state.Set<WarningConcernRow>().ToListAsync(Stop));
        Assert.All(await state.Set<WarningWordsRow>().ToListAsync(Stop), row => Assert.Equal(open, row.Warning));
    }

    [Fact]
    public async Task A_hold_is_said_before_the_date_for_ninety_days_at_most_and_again_before_its_own_end()
    {
        var id = await ClosedAsync();
        var due = clock.GetUtcNow().AddMonths(2);
        Task Hold(DateTimeOffset until) => Ledger.HoldAsync(id, until, "The court asked for it on Monday.", "person:officer", Stop);
        await RefusedAsync("WARN-019", () => Hold(clock.GetUtcNow().AddDays(91)));
        await RefusedAsync("WARN-019", () => Hold(due));
        clock.SetUtcNow(due.AddDays(-1));
        await Hold(due.AddDays(80));
        clock.SetUtcNow(due.AddDays(79));
        Assert.Empty(await Ledger.EraseDueAsync(Agent, Stop));
        await Hold(due.AddDays(160));
        clock.SetUtcNow(due.AddDays(160));
        await RefusedAsync("WARN-019", () => Hold(due.AddDays(200)));
        Assert.Equal([id], await Ledger.EraseDueAsync(Agent, Stop));
    }

    [Fact]
    public async Task What_the_reporter_adds_after_the_closing_is_kept_two_months_for_somebody_to_read()
    {
        var id = await ClosedAsync();
        clock.Advance(TimeSpan.FromDays(50));
        await Ledger.AddByReporterAsync(id, SealedContent.Seal(new("It is open again.", []), [officerKey.Recipient.ToString()!], null), Stop);
        clock.Advance(TimeSpan.FromDays(20));
        await Ledger.RegisterAsync(Agent, Stop);
        Assert.Empty(await Ledger.EraseDueAsync(Agent, Stop));
        clock.Advance(TimeSpan.FromDays(50));
        Assert.Equal([id], await Ledger.EraseDueAsync(Agent, Stop));
    }

    [Fact]
    public async Task No_word_of_a_reporter_stands_readable_anywhere_in_the_data_folder()
    {
        await SendAsync("levothyroxine anonymous-zone Évariste");
        clock.Advance(TimeSpan.FromHours(1));
        await Ledger.RegisterAsync(Agent, Stop);
        foreach (var file in Directory.EnumerateFiles(data.Path, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            Assert.DoesNotContain("anonymous-zone", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            Assert.DoesNotContain("anonymous-zone", System.Text.Encoding.Unicode.GetString(bytes), StringComparison.Ordinal);
        }
    }

    private async Task<string> SendAsync(string words = "The FTP server answers to anonymous.")
    {
        using var thread = AgeIdentity.New();
        var recipient = thread.Recipient.ToString()!;
        var warning = New(WarningSource.Anonymous);
        await Ledger.AddAsync(warning, SealedContent.Seal(new(words, []), WarningLedger.Recipients(await Ledger.HandlersAsync(Stop), warning.About), recipient), recipient, Stop);
        return warning.Id;
    }

    private async Task<string> EnteredAsync(WarningSource source, DateTimeOffset received)
    {
        var warning = New(source) with { EnteredBy = "person:officer", ReceivedAt = received };
        await Ledger.AddAsync(warning, SealedContent.Seal(new("By telephone.", []), [officerKey.Recipient.ToString()!], null), null, Stop);
        return warning.Id;
    }

    private async Task<string> ClosedAsync()
    {
        var id = await EnteredAsync(WarningSource.Employee, March2020);
        await Ledger.ProposeAsync(id, WarningOutcome.PutRight, "The anonymous zone was closed on Friday.", new("person:officer", Role.SecurityOfficer, null), Stop);
        foreach (var one in Laboratories)
        {
            await Ledger.AnswerConcernAsync(id, one, true, "", "person:officer", Stop);
        }

        await Ledger.CloseAsync(id, new("person:dpo", Role.DataProtectionOfficer, null), Laboratories, false, Stop);
        await NoticeAsync();
        return id;
    }

    private Warning New(WarningSource source) =>
        new(WarningIds.New(), source, [WarningSubject.OpenToAnybody], WarningLedger.Hour(clock.GetUtcNow()), WarningDelays.Current.Version);

    private Task<IReadOnlyList<WarningNotice>> NoticeAsync() => Ledger.NoticeAsync((_, _) => Task.FromResult<IReadOnlyList<MayConcern>>(Laboratories), Agent, Stop);

    private static async Task RefusedAsync(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<EcluseException>(act)).Code);

    private Task<long> AppendAsync(EcluseState state, Act act, CancellationToken cancellation)
    {
        ActRules.Check(act, null, 5);
        lock (acts)
        {
            if (acts.Count >= failAfter)
            {
                throw new IOException("killed");
            }

            acts.Add(act);
            return Task.FromResult((long)acts.Count);
        }
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class WarningLedgerOnPostgresTests() : WarningLedgerTests(StateOn.Postgres);
