using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Breaches;

/// <summary>Table <c>breach</c>.</summary>
internal sealed class BreachRowConfiguration : IEntityTypeConfiguration<BreachRow>
{
    public void Configure(EntityTypeBuilder<BreachRow> builder)
    {
        builder.ToTable("breach");
        builder.HasKey(breach => breach.Id);
        builder.Property(breach => breach.Id).HasColumnName("id");
        builder.Property(breach => breach.Origin).HasColumnName("origin").HasConversion<string>();
        builder.Property(breach => breach.OriginId).HasColumnName("origin_id");
        builder.Property(breach => breach.ReceivedAt).HasColumnName("received_at_ms").AsMilliseconds();
        builder.Property(breach => breach.OpenedAt).HasColumnName("opened_at_ms").AsMilliseconds();
        builder.Property(breach => breach.OpenedBy).HasColumnName("opened_by");
        builder.Property(breach => breach.Places).HasColumnName("places");
        builder.Property(breach => breach.From).HasColumnName("from_ms").AsMilliseconds();
        builder.Property(breach => breach.Until).HasColumnName("until_ms").AsMilliseconds();
        builder.Property(breach => breach.Duties).HasColumnName("duties");
        builder.Property(breach => breach.Entry).HasColumnName("entry");
        builder.Property(breach => breach.HeldUntil).HasColumnName("held_until_ms").AsMilliseconds();

        // One warning or alert opens one breach, whoever is first; null, which the others have, is equal to nothing.
        builder.HasIndex(breach => new { breach.Origin, breach.OriginId }).IsUnique().HasDatabaseName("breach_by_origin");
    }
}

/// <summary>Table <c>breach_part</c>.</summary>
internal sealed class BreachPartRowConfiguration : IEntityTypeConfiguration<BreachPartRow>
{
    public void Configure(EntityTypeBuilder<BreachPartRow> builder)
    {
        builder.ToTable("breach_part");
        builder.HasKey(part => new { part.Breach, part.Number });
        builder.Property(part => part.Breach).HasColumnName("breach");
        builder.Property(part => part.Number).HasColumnName("number");
        builder.Property(part => part.Controller).HasColumnName("controller");
        builder.Property(part => part.Contract).HasColumnName("contract");
        builder.Property(part => part.NoticeHours).HasColumnName("notice_hours");
        builder.Property(part => part.Holdings).HasColumnName("holdings");
        builder.Property(part => part.IsOwn).HasColumnName("is_own");
        builder.Property(part => part.Entry).HasColumnName("entry");
        builder.HasOne<BreachRow>().WithMany().HasForeignKey(part => part.Breach).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>breach_entry</c>.</summary>
internal sealed class BreachEntryRowConfiguration : IEntityTypeConfiguration<BreachEntryRow>
{
    public void Configure(EntityTypeBuilder<BreachEntryRow> builder)
    {
        builder.ToTable("breach_entry");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).HasColumnName("id").ValueGeneratedOnAdd();
        builder.Property(entry => entry.Breach).HasColumnName("breach");
        builder.Property(entry => entry.Part).HasColumnName("part");
        builder.Property(entry => entry.Field).HasColumnName("field");
        builder.Property(entry => entry.Item).HasColumnName("item");
        builder.Property(entry => entry.Version).HasColumnName("version");
        builder.Property(entry => entry.Knowledge).HasColumnName("knowledge").HasConversion<string>();
        builder.Property(entry => entry.Value).HasColumnName("value");
        builder.Property(entry => entry.Note).HasColumnName("note");
        builder.Property(entry => entry.LearntAt).HasColumnName("learnt_at_ms").AsMilliseconds();
        builder.Property(entry => entry.EnteredAt).HasColumnName("entered_at_ms").AsMilliseconds();
        builder.Property(entry => entry.By).HasColumnName("by_person");
        builder.Property(entry => entry.Entry).HasColumnName("entry");
        builder.HasOne<BreachRow>().WithMany().HasForeignKey(entry => entry.Breach).OnDelete(DeleteBehavior.Restrict);

        // Two people who correct one field at once: the later one is told, and neither is lost.
        builder.HasIndex(entry => new { entry.Breach, entry.Part, entry.Field, entry.Item, entry.Version }).IsUnique().HasDatabaseName("breach_entry_version");
    }
}
