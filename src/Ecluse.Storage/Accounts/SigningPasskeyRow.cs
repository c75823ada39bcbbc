using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>
/// A passkey that a signatory signs documents with. It stands apart from those for signing in, and belongs to another site: neither
/// can be taken for the other.
/// </summary>
public sealed class SigningPasskeyRow
{
    /// <summary>Credential id, as the authenticator chose it.</summary>
    public required byte[] Credential { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Public key, a line of OpenSSH, as a contract lists it.</summary>
    public required string PublicKey { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }
}

/// <summary>Table <c>signing_passkey</c>.</summary>
internal sealed class SigningPasskeyRowConfiguration : IEntityTypeConfiguration<SigningPasskeyRow>
{
    public void Configure(EntityTypeBuilder<SigningPasskeyRow> builder)
    {
        builder.ToTable("signing_passkey");
        builder.HasKey(passkey => passkey.Credential);
        builder.Property(passkey => passkey.Credential).HasColumnName("credential");
        builder.Property(passkey => passkey.Person).HasColumnName("person");
        builder.Property(passkey => passkey.PublicKey).HasColumnName("public_key");
        builder.Property(passkey => passkey.EnrolledAt).HasColumnName("enrolled_at").AsMilliseconds();
        builder.HasIndex(passkey => passkey.Person).HasDatabaseName("signing_passkey_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(passkey => passkey.Person).OnDelete(DeleteBehavior.Restrict);
    }
}
