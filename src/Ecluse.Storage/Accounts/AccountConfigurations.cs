using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>Table <c>account</c>.</summary>
internal sealed class AccountRowConfiguration : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("account");
        builder.HasKey(account => account.Person);
        builder.Property(account => account.Person).HasColumnName("person");
        builder.Property(account => account.EnrolledAt).HasColumnName("enrolled_at").AsMilliseconds();
        builder.Property(account => account.ClosedAt).HasColumnName("closed_at").AsMilliseconds();
        builder.Property(account => account.Undertaking).HasColumnName("undertaking");
        builder.Property(account => account.UndertakenAt).HasColumnName("undertaken_at").AsMilliseconds();
        builder.Property(account => account.TrainedOn).HasColumnName("trained_on");
        builder.Property(account => account.ReviewedAt).HasColumnName("reviewed_at").AsMilliseconds();
        builder.Property(account => account.SignInName).HasColumnName("sign_in_name");
        builder.Property(account => account.PasswordHash).HasColumnName("password_hash");
        builder.Property(account => account.CodeKey).HasColumnName("code_key");
        builder.Property(account => account.CodeStep).HasColumnName("code_step");
        builder.HasIndex(account => account.SignInName).IsUnique().HasDatabaseName("account_by_sign_in_name");
        builder.HasOne<PersonRow>().WithOne().HasForeignKey<AccountRow>(account => account.Person).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>passkey</c>.</summary>
internal sealed class PasskeyRowConfiguration : IEntityTypeConfiguration<PasskeyRow>
{
    public void Configure(EntityTypeBuilder<PasskeyRow> builder)
    {
        builder.ToTable("passkey");
        builder.HasKey(passkey => passkey.Credential);
        builder.Property(passkey => passkey.Credential).HasColumnName("credential");
        builder.Property(passkey => passkey.Person).HasColumnName("person");
        builder.Property(passkey => passkey.PublicKey).HasColumnName("public_key");
        builder.Property(passkey => passkey.EnrolledAt).HasColumnName("enrolled_at").AsMilliseconds();
        builder.Property(passkey => passkey.Counter).HasColumnName("counter");
        builder.Property(passkey => passkey.Transports).HasColumnName("transports");
        builder.Property(passkey => passkey.IsBackupEligible).HasColumnName("is_backup_eligible");
        builder.Property(passkey => passkey.IsBackedUp).HasColumnName("is_backed_up");
        builder.Property(passkey => passkey.Attestation).HasColumnName("attestation");
        builder.Property(passkey => passkey.ClientData).HasColumnName("client_data");
        builder.HasIndex(passkey => passkey.Person).HasDatabaseName("passkey_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(passkey => passkey.Person).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>session</c>.</summary>
internal sealed class SessionRowConfiguration : IEntityTypeConfiguration<SessionRow>
{
    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("session");
        builder.HasKey(session => session.TokenSha256);
        builder.Property(session => session.TokenSha256).HasColumnName("token_sha256");
        builder.Property(session => session.Person).HasColumnName("person");
        builder.Property(session => session.BegunAt).HasColumnName("begun_at").AsMilliseconds();
        builder.Property(session => session.SeenAt).HasColumnName("seen_at").AsMilliseconds();
        builder.Property(session => session.Network).HasColumnName("network");
        builder.Property(session => session.Device).HasColumnName("device");
        builder.Property(session => session.Way).HasColumnName("way").HasDefaultValue("passkey");
        builder.Property(session => session.Within).HasColumnName("within");
        builder.Property(session => session.EndedAt).HasColumnName("ended_at").AsMilliseconds();
        builder.HasIndex(session => session.Person).HasDatabaseName("session_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(session => session.Person).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>recovery_code</c>.</summary>
internal sealed class RecoveryCodeRowConfiguration : IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<RecoveryCodeRow> builder)
    {
        builder.ToTable("recovery_code");
        builder.HasKey(code => code.CodeSha256);
        builder.Property(code => code.CodeSha256).HasColumnName("code_sha256");
        builder.Property(code => code.Person).HasColumnName("person");
        builder.Property(code => code.UsedAt).HasColumnName("used_at").AsMilliseconds();
        builder.HasIndex(code => code.Person).HasDatabaseName("recovery_code_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(code => code.Person).OnDelete(DeleteBehavior.Restrict);
    }
}
