using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Watch;

/// <summary>Table <c>watch_event</c>.</summary>
internal sealed class WatchEventRowConfiguration : IEntityTypeConfiguration<WatchEventRow>
{
    public void Configure(EntityTypeBuilder<WatchEventRow> builder)
    {
        builder.ToTable("watch_event");
        builder.HasKey(one => one.Number);
        builder.Property(one => one.Number).HasColumnName("number").ValueGeneratedOnAdd();
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
        builder.Property(one => one.Kind).HasColumnName("kind");
        builder.Property(one => one.Person).HasColumnName("person");
        builder.Property(one => one.Key).HasColumnName("key");
        builder.Property(one => one.Network).HasColumnName("network");
        builder.Property(one => one.Way).HasColumnName("way");
        builder.Property(one => one.Code).HasColumnName("code");
        builder.Property(one => one.Controller).HasColumnName("controller");
        builder.Property(one => one.Passage).HasColumnName("passage");
        builder.Property(one => one.Space).HasColumnName("space");
        builder.Property(one => one.Object).HasColumnName("object");
        builder.Property(one => one.Count).HasColumnName("count");
        builder.Property(one => one.Bytes).HasColumnName("bytes");
        builder.Property(one => one.Rows).HasColumnName("rows");
        builder.HasIndex(one => one.At).HasDatabaseName("watch_event_by_at");
    }
}

/// <summary>Table <c>watch_place</c>.</summary>
internal sealed class WatchPlaceRowConfiguration : IEntityTypeConfiguration<WatchPlaceRow>
{
    public void Configure(EntityTypeBuilder<WatchPlaceRow> builder)
    {
        builder.ToTable("watch_place");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(one => one.Event).HasColumnName("event");
        builder.Property(one => one.Log).HasColumnName("log");
        builder.Property(one => one.Entry).HasColumnName("entry_index");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
    }
}

/// <summary>Table <c>watch_rule</c>.</summary>
internal sealed class WatchRuleRowConfiguration : IEntityTypeConfiguration<WatchRuleRow>
{
    public void Configure(EntityTypeBuilder<WatchRuleRow> builder)
    {
        builder.ToTable("watch_rule");
        builder.HasKey(one => one.Number);
        builder.Property(one => one.Number).HasColumnName("number").ValueGeneratedOnAdd();
        builder.Property(one => one.Rule).HasColumnName("rule");
        builder.Property(one => one.Sha256).HasColumnName("sha256");
        builder.Property(one => one.Standing).HasColumnName("standing").HasConversion<string>();
        builder.Property(one => one.Level).HasColumnName("level").HasConversion<int>();
        builder.Property(one => one.Title).HasColumnName("title");
        builder.Property(one => one.TitleFrench).HasColumnName("title_french");
        builder.Property(one => one.From).HasColumnName("from_ms").AsMilliseconds();
        builder.Property(one => one.Until).HasColumnName("until_ms").AsMilliseconds();
        builder.Property(one => one.Entry).HasColumnName("entry");
        builder.HasIndex(one => one.Until).HasDatabaseName("watch_rule_by_until");
    }
}
