using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>A named person who may enrol once with a code, of which only the hash is kept.</summary>
public sealed class InvitationRow
{
    /// <summary>SHA-256 of the code, lower-case hex.</summary>
    public required string CodeSha256 { get; init; }

    /// <summary>Id that the person will have.</summary>
    public required string Person { get; init; }

    /// <summary>Name as it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>Organisation: the inviter's own, or a controller's name.</summary>
    public required string Organisation { get; init; }

    /// <summary>The controller whose person it will be; null for the processor's.</summary>
    public string? Controller { get; init; }

    /// <summary>Role, by its name.</summary>
    public required string Role { get; init; }

    /// <summary>Id of the person who invites.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The code is good before this.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When it was used; null while it was not.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>Table <c>invitation</c>.</summary>
internal sealed class InvitationRowConfiguration : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.ToTable("invitation");
        builder.HasKey(invitation => invitation.CodeSha256);
        builder.Property(invitation => invitation.CodeSha256).HasColumnName("code_sha256");
        builder.Property(invitation => invitation.Person).HasColumnName("person");
        builder.Property(invitation => invitation.Name).HasColumnName("name");
        builder.Property(invitation => invitation.Organisation).HasColumnName("organisation");
        builder.Property(invitation => invitation.Controller).HasColumnName("controller");
        builder.Property(invitation => invitation.Role).HasColumnName("role");
        builder.Property(invitation => invitation.By).HasColumnName("invited_by");
        builder.Property(invitation => invitation.At).HasColumnName("invited_at").AsMilliseconds();
        builder.Property(invitation => invitation.Until).HasColumnName("good_until").AsMilliseconds();
        builder.Property(invitation => invitation.UsedAt).HasColumnName("used_at").AsMilliseconds();
        builder.HasIndex(invitation => invitation.Person).IsUnique().HasDatabaseName("invitation_by_person");
        builder.HasOne<AccountRow>().WithMany().HasForeignKey(invitation => invitation.By).OnDelete(DeleteBehavior.Restrict);
    }
}
