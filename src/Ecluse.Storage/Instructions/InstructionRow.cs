using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Instructions;

/// <summary>An instruction, exact bytes and the signatory's signature.</summary>
public sealed class InstructionRow
{
    /// <summary>Number of the instruction.</summary>
    public required string Number { get; init; }

    /// <summary>Number of its contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Exact bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Their SHA-256, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The signatory's signature, armored.</summary>
    public required string Signature { get; init; }
}

/// <summary>Table <c>instruction</c>.</summary>
internal sealed class InstructionRowConfiguration : IEntityTypeConfiguration<InstructionRow>
{
    public void Configure(EntityTypeBuilder<InstructionRow> builder)
    {
        builder.ToTable("instruction");
        builder.HasKey(instruction => instruction.Number);
        builder.Property(instruction => instruction.Number).HasColumnName("number");
        builder.Property(instruction => instruction.Contract).HasColumnName("contract");
        builder.Property(instruction => instruction.Bytes).HasColumnName("bytes");
        builder.Property(instruction => instruction.Sha256).HasColumnName("sha256");
        builder.Property(instruction => instruction.Signature).HasColumnName("signature");
    }
}
