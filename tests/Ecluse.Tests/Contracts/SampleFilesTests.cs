using Ecluse.Instructions;
using Ecluse.Testkit;

namespace Ecluse.Contracts;

public sealed class SampleFilesTests
{
    [Theory]
    [InlineData("own.contract.yaml", ContractBasis.Own)]
    [InlineData("eu-2021-915.contract.yaml", ContractBasis.EuClauses)]
    public void The_sample_records_say_every_point_and_want_signatures(string name, ContractBasis basis)
    {
        var contract = SignedContract.Read(
            name, File.ReadAllBytes(RepositoryRoot.Of("samples", "contracts", "records", name)), null, null);

        Assert.Equal(basis, contract.Record.Basis);
        Assert.All(contract.Check(SampleContract.Within).Findings, finding => Assert.Equal(FindingState.Present, finding.State));
        Assert.Equal(
            ["CONTRACT-105", "CONTRACT-115"], contract.Check(SampleContract.Within).Reasons.Select(reason => reason.Code));
    }

    [Fact]
    public void The_sample_instruction_lists_neither_comments_P_and_D_nor_a_credential()
    {
        var path = RepositoryRoot.Of("samples", "instructions", "trois-rivieres.instruction.yaml");
        var instruction = InstructionReader.Read("i", File.ReadAllBytes(path));

        Assert.DoesNotContain(instruction.Scope.Fields["patient"], field => field.StartsWith("comment", StringComparison.Ordinal));
        Assert.Equal((129_277, 2_585), (instruction.Expected.Count, instruction.Expected.Tolerance));
    }
}
