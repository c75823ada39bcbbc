using Ecluse.Approvals;
using Ecluse.Errors;

namespace Ecluse.Storage.Contracts;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class ContractShelfTests : IAsyncLifetime
{
    private readonly StoreFixture fixture;

    public ContractShelfTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected ContractShelfTests(string engine) => fixture = new(engine);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await fixture.Data.CreateAsync(Cancellation);

    public ValueTask DisposeAsync()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Keeps_the_exact_bytes_and_both_signatures()
    {
        var contract = fixture.Contract();
        await fixture.Contracts.AddAsync(contract, fixture.Clock.GetUtcNow(), "person:1", Cancellation);

        var stored = await fixture.Contracts.FindAsync("C-2026-001", Cancellation);

        Assert.Equal(contract.Bytes.ToArray(), stored.Contract.Bytes.ToArray());
        Assert.True(stored.Contract.Check(fixture.Clock.GetUtcNow()).InForce);
        Assert.Equal(fixture.Clock.GetUtcNow(), stored.AddedAt);
    }

    [Fact]
    public async Task Journals_the_addition_and_the_confirmation_of_the_first_key_without_a_name()
    {
        var contract = fixture.Contract();
        await fixture.Contracts.AddAsync(contract, fixture.Clock.GetUtcNow(), "person:1", Cancellation);

        Assert.Equal(["contract.added", "signatory.confirmed"], fixture.Acts.Select(act => act.Name));
        Assert.All(fixture.Acts, act => Assert.Equal(contract.Record.Sha256, act.Hashes["contract"]));
        var texts = fixture.Acts[1].Texts!;
        Assert.Equal(("telephone", fixture.Director.PublicKey.Fingerprint), (texts["confirmed-how"], texts["fingerprint-read"]));
        Assert.Contains("Aubrac", texts["confirmed-with"], StringComparison.Ordinal);
        Assert.DoesNotContain(
            fixture.Acts.SelectMany(act => act.Subjects.Values), value => value.Contains("Aubrac", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Adds_nothing_when_the_journal_cannot_take_the_act()
    {
        fixture.JournalFails = true;
        await Assert.ThrowsAsync<IOException>(() => fixture.Contracts.AddAsync(fixture.Contract(), fixture.Clock.GetUtcNow(), "person:1", Cancellation));

        Assert.Empty(await fixture.Contracts.ListAsync(Cancellation));
    }

    [Theory]
    [InlineData("CONTRACT-009", "des Trois-Rivières", "des Quatre-Vents")]
    [InlineData("CONTRACT-010", "C-2026-001|FINESS 99 000 123 4", "C-2026-002|FINESS 99 000 123 5")]
    public async Task A_number_stays_with_its_controller_and_a_controller_s_name_is_one_laboratory_s(string code, string from, string to)
    {
        await fixture.Contracts.AddAsync(fixture.Contract(), fixture.Clock.GetUtcNow(), "person:1", Cancellation);
        var other = fixture.Contract(written: text => from.Split('|').Zip(to.Split('|'))
            .Aggregate(text, (now, pair) => now.Replace(pair.First, pair.Second, StringComparison.Ordinal)));

        var error = await Assert.ThrowsAsync<EcluseException>(
            () => fixture.Contracts.AddAsync(other, fixture.Clock.GetUtcNow(), "person:1", Cancellation));

        Assert.Equal(code, error.Code);
        Assert.Equal(["C-2026-001"], (await fixture.Contracts.ControllersAsync(Cancellation)).Keys);
    }

    [Fact]
    public async Task Each_number_belongs_to_the_controller_that_its_record_names()
    {
        await fixture.Contracts.AddAsync(fixture.Contract(), fixture.Clock.GetUtcNow(), "person:1", Cancellation);
        await fixture.Contracts.AddAsync(
            fixture.Contract(written: text => text.Replace("C-2026-001", "C-2026-002", StringComparison.Ordinal)),
            fixture.Clock.GetUtcNow(), "person:1", Cancellation);

        Assert.Equal(
            ["C-2026-001 Laboratoire des Trois-Rivières", "C-2026-002 Laboratoire des Trois-Rivières"],
            (await fixture.Contracts.ControllersAsync(Cancellation)).Select(pair => $"{pair.Key} {pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Refuses_a_record_that_only_the_processor_signed()
    {
        var error = await Assert.ThrowsAsync<ContractNotInForceException>(
            () => fixture.Contracts.AddAsync(fixture.Contract(byLaboratory: false), fixture.Clock.GetUtcNow(), "person:1", Cancellation));

        Assert.Equal(["CONTRACT-106"], error.Reasons.Select(reason => reason.Code));
        Assert.Empty(fixture.Acts);
    }

    [Fact]
    public async Task Takes_a_record_that_begins_later_and_one_that_renews_it()
    {
        var later = fixture.Contract(fixture.Clock.GetUtcNow().AddDays(2));
        await fixture.Contracts.AddAsync(fixture.Contract(), fixture.Clock.GetUtcNow(), "person:1", Cancellation);
        await fixture.Contracts.AddAsync(later, fixture.Clock.GetUtcNow(), "person:1", Cancellation);

        Assert.Equal(later.Record.Sha256, (await fixture.Contracts.FindAsync("C-2026-001", Cancellation)).Contract.Record.Sha256);
        Assert.Equal(2, (await fixture.Contracts.ListAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task Refuses_the_same_bytes_twice_and_an_unknown_number()
    {
        var contract = fixture.Contract();
        await fixture.Contracts.AddAsync(contract, fixture.Clock.GetUtcNow(), "person:1", Cancellation);

        Assert.Equal("CONTRACT-004", (await Assert.ThrowsAsync<EcluseException>(
            () => fixture.Contracts.AddAsync(contract, fixture.Clock.GetUtcNow(), "person:1", Cancellation))).Code);
        Assert.Equal("CONTRACT-005", (await Assert.ThrowsAsync<EcluseException>(
            () => fixture.Contracts.FindAsync("C-9", Cancellation))).Code);
    }

    [Fact]
    public async Task Withdraws_a_key_from_the_entry_on_that_says_so()
    {
        await fixture.Contracts.AddAsync(fixture.Contract(), fixture.Clock.GetUtcNow(), "person:1", Cancellation);
        var fingerprint = fixture.Director.PublicKey.Fingerprint;
        var entry = await fixture.Contracts.WithdrawKeyAsync("C-2026-001", fingerprint, "person:1", Cancellation);

        var document = "x"u8.ToArray();
        var signature = StoreFixture.Sign(fixture.Director, "plan@ecluse", document);
        var before = await fixture.Contracts.GroundAsync("C-2026-001", fixture.Clock.GetUtcNow(), entry - 1, Cancellation);
        var now = await fixture.Contracts.GroundAsync("C-2026-001", fixture.Clock.GetUtcNow(), null, Cancellation);

        Assert.Equal("directrice", Approval.Verify(document, "plan@ecluse", signature, before).Id);
        Assert.Throws<KeyWithdrawnException>(() => Approval.Verify(document, "plan@ecluse", signature, now));
        Assert.Equal("CONTRACT-006", (await Assert.ThrowsAsync<EcluseException>(
            () => fixture.Contracts.WithdrawKeyAsync("C-2026-001", fingerprint, "person:1", Cancellation))).Code);
    }
}

public sealed class ContractShelfOnPostgresTests() : ContractShelfTests(StateOn.Postgres);
