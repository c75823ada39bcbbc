using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Contracts;

/// <summary>A contract record, exact bytes and both signatures.</summary>
public sealed class ContractRow
{
    /// <summary>Number of the contract.</summary>
    public required string Number { get; init; }

    /// <summary>Exact bytes of the record.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Their SHA-256, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The controller's signature, armored.</summary>
    public required string ControllerSignature { get; init; }

    /// <summary>The processor's signature, armored.</summary>
    public required string ProcessorSignature { get; init; }
}

/// <summary>Table <c>contract</c>.</summary>
internal sealed class ContractRowConfiguration : IEntityTypeConfiguration<ContractRow>
{
    public void Configure(EntityTypeBuilder<ContractRow> builder)
    {
        builder.ToTable("contract");
        builder.HasKey(contract => contract.Number);
        builder.Property(contract => contract.Number).HasColumnName("number");
        builder.Property(contract => contract.Bytes).HasColumnName("bytes");
        builder.Property(contract => contract.Sha256).HasColumnName("sha256");
        builder.Property(contract => contract.ControllerSignature).HasColumnName("controller_signature");
        builder.Property(contract => contract.ProcessorSignature).HasColumnName("processor_signature");
    }
}
