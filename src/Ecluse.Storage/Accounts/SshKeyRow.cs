using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>A key that a person opens the depot with over SFTP: public half only. A row stays, so that no other account ever has the key.</summary>
public sealed class SshKeyRow
{
    /// <summary>Random id, <c>k-</c> and 12 hex digits; sshd hands it over with the connection.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The key, kind and base64, without the comment.</summary>
    public required string PublicKey { get; init; }

    /// <summary>SHA-256 of the key's bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>When it was last used; null before.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    /// <summary>Network address it was last used from; null before.</summary>
    public string? Network { get; set; }

    /// <summary>When it was taken away; null while it opens.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>For a key that a certificate of the server names: when the certificate ends; null for an enrolled key.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>For such a key: the session that the certificate was given in and ends with, by its token's hash.</summary>
    public string? Within { get; init; }
}

/// <summary>Table <c>ssh_key</c>.</summary>
internal sealed class SshKeyRowConfiguration : IEntityTypeConfiguration<SshKeyRow>
{
    public void Configure(EntityTypeBuilder<SshKeyRow> builder)
    {
        builder.ToTable("ssh_key");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).HasColumnName("id");
        builder.Property(key => key.Person).HasColumnName("person");
        builder.Property(key => key.PublicKey).HasColumnName("public_key");
        builder.Property(key => key.Sha256).HasColumnName("sha256");
        builder.Property(key => key.EnrolledAt).HasColumnName("enrolled_at").AsMilliseconds();
        builder.Property(key => key.SeenAt).HasColumnName("seen_at").AsMilliseconds();
        builder.Property(key => key.Network).HasColumnName("network");
        builder.Property(key => key.WithdrawnAt).HasColumnName("withdrawn_at").AsMilliseconds();
        builder.Property(key => key.Until).HasColumnName("until").AsMilliseconds();
        builder.Property(key => key.Within).HasColumnName("within");

        // A key is one person's for good, withdrawn or not.
        builder.HasIndex(key => key.Sha256).IsUnique().HasDatabaseName("ssh_key_by_sha256");
        builder.HasIndex(key => key.Person).HasDatabaseName("ssh_key_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(key => key.Person).OnDelete(DeleteBehavior.Restrict);
    }
}
