using Ecluse.Age;
using Ecluse.Contracts;
using Ecluse.Samples.Documents;

namespace Ecluse.Instructions;

public sealed class InstructionCheckTests : IDisposable
{
    private static readonly DateTimeOffset Now = SampleContract.Within;
    private readonly SampleContract sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void Finds_nothing_against_the_sample() => Assert.Empty(Codes(Now.AddDays(14)));

    [Fact]
    public void Refuses_an_instruction_under_another_contract() =>
        Assert.Equal(["INSTRUCTION-101"], Codes(Now.AddDays(14), yaml: sample.With("number: C-2026-001", "number: C-2026-002")));

    [Fact]
    public void Refuses_an_erase_by_that_has_passed()
    {
        Assert.Equal(["INSTRUCTION-102"], Codes(Now));
        Assert.Empty(Codes(Now.AddSeconds(1)));
    }

    [Fact]
    public void Refuses_a_trial_that_lives_longer_than_thirty_days()
    {
        Assert.Empty(Codes(Now.AddDays(30), trial: true));
        Assert.Equal(["INSTRUCTION-103"], Codes(Now.AddDays(30).AddSeconds(1), trial: true));
        Assert.Empty(Codes(Now.AddDays(31)));
    }

    [Fact]
    public void Refuses_to_keep_longer_than_the_contract_and_its_delay_for_erasure()
    {
        Assert.Empty(Codes(SampleContract.Until.AddDays(8)));
        Assert.Equal(["INSTRUCTION-104"], Codes(SampleContract.Until.AddDays(8).AddSeconds(1)));
    }

    private IEnumerable<string> Codes(DateTimeOffset eraseBy, bool trial = false, string? yaml = null)
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var instruction = InstructionReader.Read("i", SampleDocuments.Instruction(new SampleInstruction(
            [(identity.Recipient.ToString()!, "porte cible", "laboratoire")], eraseBy, 10, IsTrial: trial)));
        return InstructionCheck.Run(instruction, SampleContract.Read(yaml ?? sample.Text), Now).Select(reason => reason.Code);
    }
}
