using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Contracts;

/// <summary>Table <c>contract</c>.</summary>
internal sealed class ContractRowConfiguration : IEntityTypeConfiguration<ContractRow>
{
    public void Configure(EntityTypeBuilder<ContractRow> builder)
    {
        builder.ToTable("contract");
        builder.HasKey(contract => contract.Sha256);
        builder.Property(contract => contract.Sha256).HasColumnName("sha256");
        builder.Property(contract => contract.Number).HasColumnName("number");
        builder.Property(contract => contract.Bytes).HasColumnName("bytes");
        builder.Property(contract => contract.ControllerSignature).HasColumnName("controller_signature");
        builder.Property(contract => contract.ProcessorSignature).HasColumnName("processor_signature");
        builder.Property(contract => contract.AddedAt).HasColumnName("added_at_ms").AsMilliseconds();
        builder.Property(contract => contract.Entry).HasColumnName("entry");
        builder.HasIndex(contract => new { contract.Number, contract.Entry }).HasDatabaseName("contract_by_number");
    }
}

/// <summary>Table <c>key_withdrawal</c>.</summary>
internal sealed class KeyWithdrawalRowConfiguration : IEntityTypeConfiguration<KeyWithdrawalRow>
{
    public void Configure(EntityTypeBuilder<KeyWithdrawalRow> builder)
    {
        builder.ToTable("key_withdrawal");
        builder.HasKey(withdrawal => new { withdrawal.Contract, withdrawal.Fingerprint });
        builder.Property(withdrawal => withdrawal.Contract).HasColumnName("contract");
        builder.Property(withdrawal => withdrawal.Fingerprint).HasColumnName("fingerprint");
        builder.Property(withdrawal => withdrawal.Entry).HasColumnName("entry");
    }
}
