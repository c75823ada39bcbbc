using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Hosting;

/// <summary>
/// What the processor states of hosting health data (Code de la santé publique L.1111-8): the certificate in force, or why none is
/// needed. The latest counts; earlier ones stay.
/// </summary>
public sealed class HostingRow
{
    /// <summary>From 1.</summary>
    public long Id { get; init; }

    /// <summary>When it was stated.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the person who stated it.</summary>
    public required string By { get; init; }

    /// <summary>Number of the certificate; null where a reason stands.</summary>
    public string? Number { get; init; }

    /// <summary>Who certified.</summary>
    public string? Body { get; init; }

    /// <summary>What it covers.</summary>
    public string? Scope { get; init; }

    /// <summary>Last day of its validity.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Why none is needed; null where a certificate stands.</summary>
    public string? Reason { get; init; }
}

/// <summary>Table <c>hosting</c>.</summary>
internal sealed class HostingRowConfiguration : IEntityTypeConfiguration<HostingRow>
{
    public void Configure(EntityTypeBuilder<HostingRow> builder)
    {
        builder.ToTable("hosting");
        builder.HasKey(stated => stated.Id);
        builder.Property(stated => stated.Id).HasColumnName("id").ValueGeneratedOnAdd();
        builder.Property(stated => stated.At).HasColumnName("at").AsMilliseconds();
        builder.Property(stated => stated.By).HasColumnName("by");
        builder.Property(stated => stated.Number).HasColumnName("number");
        builder.Property(stated => stated.Body).HasColumnName("body");
        builder.Property(stated => stated.Scope).HasColumnName("scope");
        builder.Property(stated => stated.Until).HasColumnName("until");
        builder.Property(stated => stated.Reason).HasColumnName("reason");
    }
}
