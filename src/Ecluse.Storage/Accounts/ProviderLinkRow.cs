using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>Who a person is at their organisation's identity provider: known again, and by nobody else read, because only a hash stands here.</summary>
public sealed class ProviderLinkRow
{
    /// <summary>SHA-256 over issuer and subject, lower-case hex. One person's for good: a row that was taken away stays.</summary>
    public required string SubjectSha256 { get; init; }

    /// <summary>Id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Name of the provider in <c>providers.yaml</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>When it was linked.</summary>
    public required DateTimeOffset LinkedAt { get; init; }

    /// <summary>When it was taken away; null while it opens the account.</summary>
    public DateTimeOffset? UnlinkedAt { get; set; }
}

/// <summary>Table <c>provider_link</c>.</summary>
internal sealed class ProviderLinkRowConfiguration : IEntityTypeConfiguration<ProviderLinkRow>
{
    public void Configure(EntityTypeBuilder<ProviderLinkRow> builder)
    {
        builder.ToTable("provider_link");
        builder.HasKey(link => link.SubjectSha256);
        builder.Property(link => link.SubjectSha256).HasColumnName("subject_sha256");
        builder.Property(link => link.Person).HasColumnName("person");
        builder.Property(link => link.Provider).HasColumnName("provider");
        builder.Property(link => link.LinkedAt).HasColumnName("linked_at").AsMilliseconds();
        builder.Property(link => link.UnlinkedAt).HasColumnName("unlinked_at").AsMilliseconds();
        builder.HasIndex(link => link.Person).HasDatabaseName("provider_link_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(link => link.Person).OnDelete(DeleteBehavior.Restrict);
    }
}
