using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Accounts;

/// <summary>A named agent: one machine with one key, enrolled by a person. Its id follows from the key and is never used again.</summary>
public sealed class AgentRow
{
    /// <summary><c>agent:gate.</c> and the first 16 hex digits of the SHA-256 of the key.</summary>
    public required string Id { get; init; }

    /// <summary>Name as it is shown.</summary>
    public required string Name { get; init; }

    /// <summary>The controller whose machine it is; null for the processor's.</summary>
    public string? Controller { get; init; }

    /// <summary>Public key, ed25519, OpenSSH form without comment.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Id of the person who enrolled it.</summary>
    public required string By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>When it was withdrawn; null while it may act.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

/// <summary>Table <c>agent</c>.</summary>
internal sealed class AgentRowConfiguration : IEntityTypeConfiguration<AgentRow>
{
    public void Configure(EntityTypeBuilder<AgentRow> builder)
    {
        builder.ToTable("agent");
        builder.HasKey(agent => agent.Id);
        builder.Property(agent => agent.Id).HasColumnName("id");
        builder.Property(agent => agent.Name).HasColumnName("name");
        builder.Property(agent => agent.Controller).HasColumnName("controller");
        builder.Property(agent => agent.PublicKey).HasColumnName("public_key");
        builder.Property(agent => agent.By).HasColumnName("enrolled_by");
        builder.Property(agent => agent.EnrolledAt).HasColumnName("enrolled_at").AsMilliseconds();
        builder.Property(agent => agent.WithdrawnAt).HasColumnName("withdrawn_at").AsMilliseconds();
        builder.HasIndex(agent => agent.PublicKey).IsUnique().HasDatabaseName("agent_by_public_key");
    }
}
