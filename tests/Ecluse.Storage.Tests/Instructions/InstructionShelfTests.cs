using Ecluse.Approvals;
using Ecluse.Errors;
using Ecluse.Storage.Instructions;
using Ecluse.Storage.Contracts;

namespace Ecluse.Storage.Instructions;

/// <summary>On SQLite; the class below asks the same of PostgreSQL.</summary>
public class InstructionShelfTests : IAsyncLifetime
{
    private readonly StoreFixture fixture;

    public InstructionShelfTests()
        : this(StateOn.Sqlite)
    {
    }

    private protected InstructionShelfTests(string engine) => fixture = new(engine);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await fixture.Data.CreateAsync(Cancellation);
        await fixture.Contracts.AddAsync(fixture.Contract(), fixture.Clock.GetUtcNow(), "person:1", Cancellation);
    }

    public ValueTask DisposeAsync()
    {
        fixture.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Keeps_the_exact_bytes_the_signature_and_who_signed()
    {
        var (bytes, signature) = fixture.Instruction(fixture.Deputy);
        var added = await AddAsync(bytes, signature);

        var stored = await fixture.Instructions.FindAsync("I-2026-001", Cancellation);
        Assert.Equal(bytes, stored.Bytes);
        Assert.Equal(("biologiste", signature, added.Entry), (stored.Signatory, stored.Signature, stored.Entry));
        Assert.Equal(stored.Instruction.Sha256, (await fixture.Instructions.FindAsync(added.Instruction.Sha256, Cancellation)).Instruction.Sha256);
        Assert.Equal("instruction.added", fixture.Acts[^1].Name);
    }

    [Fact]
    public async Task Adds_nothing_that_the_laboratory_did_not_sign()
    {
        var (bytes, _) = fixture.Instruction();
        var byProcessor = StoreFixture.Sign(fixture.Processor, "instruction@ecluse", bytes);
        var otherKind = StoreFixture.Sign(fixture.Director, "plan@ecluse", bytes);

        await Assert.ThrowsAsync<ProcessorKeyException>(
            () => AddAsync(bytes, byProcessor));
        await Assert.ThrowsAsync<WrongNamespaceException>(
            () => AddAsync(bytes, otherKind));
        Assert.Empty(await fixture.Instructions.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Adds_nothing_with_a_withdrawn_key()
    {
        await fixture.Contracts.WithdrawKeyAsync(
            "C-2026-001", fixture.Director.PublicKey.Fingerprint, "person:1", Cancellation);
        var (bytes, signature) = fixture.Instruction();

        await Assert.ThrowsAsync<KeyWithdrawnException>(
            () => AddAsync(bytes, signature));
    }

    [Fact]
    public async Task Refuses_an_erase_by_that_has_passed_and_a_number_that_is_taken()
    {
        var (late, lateSignature) = fixture.Instruction(days: -1);
        Assert.Equal("INSTRUCTION-102", await CodeAsync(late, lateSignature));

        var (bytes, signature) = fixture.Instruction();
        await AddAsync(bytes, signature);
        var (other, otherSignature) = fixture.Instruction(days: 15);
        Assert.Equal("INSTRUCTION-106", await CodeAsync(other, otherSignature));
        Assert.Single(await fixture.Instructions.ListAsync(Cancellation));
    }

    private async Task<StoredInstruction> AddAsync(byte[] bytes, string signature) => await fixture.Instructions.AddAsync(
        "i", bytes, signature,
        await fixture.Contracts.GroundAsync("C-2026-001", fixture.Clock.GetUtcNow(), null, Cancellation),
        "person:1", Cancellation);

    private async Task<string> CodeAsync(byte[] bytes, string signature) => (await Assert.ThrowsAsync<EcluseException>(
        () => AddAsync(bytes, signature))).Code;
}

public sealed class InstructionShelfOnPostgresTests() : InstructionShelfTests(StateOn.Postgres);
