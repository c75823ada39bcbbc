using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Instructions;

/// <summary>An instruction with its signature: exact bytes, never changed.</summary>
public sealed class InstructionRow
{
    /// <summary>Number of the instruction.</summary>
    public required string Number { get; init; }

    /// <summary>SHA-256 of the exact bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Exact bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The signature, as its file was.</summary>
    public required string Signature { get; init; }

    /// <summary>Id of the signatory in the contract.</summary>
    public required string Signatory { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>Index of the journal's entry.</summary>
    public required long Entry { get; init; }
}

/// <summary>Table <c>instruction</c>.</summary>
internal sealed class InstructionRowConfiguration : IEntityTypeConfiguration<InstructionRow>
{
    public void Configure(EntityTypeBuilder<InstructionRow> builder)
    {
        builder.ToTable("instruction");
        builder.HasKey(instruction => instruction.Number);
        builder.Property(instruction => instruction.Number).HasColumnName("number");
        builder.Property(instruction => instruction.Sha256).HasColumnName("sha256");
        builder.Property(instruction => instruction.Contract).HasColumnName("contract");
        builder.Property(instruction => instruction.Bytes).HasColumnName("bytes");
        builder.Property(instruction => instruction.Signature).HasColumnName("signature");
        builder.Property(instruction => instruction.Signatory).HasColumnName("signatory");
        builder.Property(instruction => instruction.AddedAt).HasColumnName("added_at_ms").AsMilliseconds();
        builder.Property(instruction => instruction.Entry).HasColumnName("entry");
        builder.HasIndex(instruction => instruction.Sha256).IsUnique().HasDatabaseName("instruction_by_sha256");
    }
}
