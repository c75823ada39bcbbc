using System.Text;
using Ecluse.Signatures;

namespace Ecluse.Contracts;

public sealed class SignedContractTests : IDisposable
{
    private readonly SampleContract sample = new();

    public void Dispose() => sample.Dispose();

    [Fact]
    public void Is_in_force_when_both_parties_signed_its_exact_bytes() =>
        Assert.Empty(sample.Signed().Check(SampleContract.Within).Reasons);

    [Fact]
    public void Is_not_in_force_when_nobody_signed() =>
        Assert.Equal(["CONTRACT-105", "CONTRACT-115"], Codes(SignedContract.Read("c", Bytes, null, null)));

    [Fact]
    public void Is_not_in_force_when_only_the_processor_signed() =>
        Assert.Equal(
            ["CONTRACT-106"], Codes(SignedContract.Read("c", Bytes, null, SampleContract.Sign(sample.Processor, Bytes))));

    [Fact]
    public void Is_not_in_force_when_only_the_laboratory_signed() =>
        Assert.Equal(
            ["CONTRACT-115"], Codes(SignedContract.Read("c", Bytes, SampleContract.Sign(sample.Director, Bytes), null)));

    [Fact]
    public void Does_not_take_the_processors_signature_for_the_laboratorys() =>
        Assert.Equal(["CONTRACT-107"], Codes(sample.Signed(controller: sample.Processor)));

    [Fact]
    public void Does_not_take_the_receiving_vendors_signature_for_the_laboratorys() =>
        Assert.Equal(["CONTRACT-107"], Codes(sample.Signed(controller: sample.Vendor)));

    [Fact]
    public void Does_not_take_a_signature_over_other_bytes()
    {
        var signature = SampleContract.Sign(sample.Director, [.. Bytes, (byte)'\n']);

        Assert.Equal(
            ["CONTRACT-107"],
            Codes(SignedContract.Read("c", Bytes, signature, SampleContract.Sign(sample.Processor, Bytes))));
    }

    [Fact]
    public void Does_not_take_a_signature_made_for_another_kind_of_document()
    {
        var signature = sample.Director.Sign(SignatureNamespaces.Instruction, Bytes).Armor();

        Assert.Equal(
            ["CONTRACT-107"],
            Codes(SignedContract.Read("c", Bytes, signature, SampleContract.Sign(sample.Processor, Bytes))));
    }

    [Fact]
    public void Does_not_take_a_deputy_whose_key_nobody_confirmed_as_the_laboratory() =>
        Assert.Equal(["CONTRACT-114"], Codes(sample.Signed(controller: sample.Deputy)));

    private byte[] Bytes => Encoding.UTF8.GetBytes(sample.Text);

    private static IEnumerable<string> Codes(SignedContract contract) =>
        contract.Check(SampleContract.Within).Reasons.Select(reason => reason.Code);
}
