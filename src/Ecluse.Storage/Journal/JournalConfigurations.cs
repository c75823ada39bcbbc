using Ecluse.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Journal;

/// <summary>Table <c>journal_log</c>.</summary>
internal sealed class JournalLogConfiguration : IEntityTypeConfiguration<JournalLogRow>
{
    public void Configure(EntityTypeBuilder<JournalLogRow> builder)
    {
        builder.ToTable("journal_log", table => table.HasCheckConstraint("journal_log_from_1", "number >= 1"));
        builder.HasKey(log => log.Number);
        builder.Property(log => log.Number).HasColumnName("number").ValueGeneratedNever();
        builder.Property(log => log.Origin).HasColumnName("origin");
        builder.Property(log => log.VerifierKey).HasColumnName("verifier_key");
        builder.Property(log => log.StartedAt).HasColumnName("started_at_ms").AsMilliseconds();
        builder.HasIndex(log => log.Origin).IsUnique().HasDatabaseName("journal_log_by_origin");
    }
}

/// <summary>Table <c>journal_entry</c>; its key is what makes two entries at one index impossible.</summary>
internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntryRow>
{
    public void Configure(EntityTypeBuilder<JournalEntryRow> builder)
    {
        builder.ToTable(
            "journal_entry", table => table.HasCheckConstraint("journal_entry_from_0", "entry_index >= 0"));
        builder.HasKey(entry => new { entry.Log, entry.Index });
        builder.Property(entry => entry.Log).HasColumnName("log").ValueGeneratedNever();
        builder.Property(entry => entry.Index).HasColumnName("entry_index").ValueGeneratedNever();
        builder.Property(entry => entry.Bytes).HasColumnName("bytes").HasMaxLength(EntryBundle.EntryBytesMax);
        builder.HasOne<JournalLogRow>().WithMany().HasForeignKey(entry => entry.Log).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>journal_text</c>.</summary>
internal sealed class JournalTextConfiguration : IEntityTypeConfiguration<JournalTextRow>
{
    public void Configure(EntityTypeBuilder<JournalTextRow> builder)
    {
        builder.ToTable("journal_text");
        builder.HasKey(text => new { text.Log, text.Index, text.Name });
        builder.Property(text => text.Log).HasColumnName("log");
        builder.Property(text => text.Index).HasColumnName("entry_index");
        builder.Property(text => text.Name).HasColumnName("name");
        builder.Property(text => text.Text).HasColumnName("text");
        builder.Property(text => text.Salt).HasColumnName("salt");
    }
}

/// <summary>Table <c>journal_open_intent</c>.</summary>
internal sealed class OpenIntentConfiguration : IEntityTypeConfiguration<OpenIntentRow>
{
    public void Configure(EntityTypeBuilder<OpenIntentRow> builder)
    {
        builder.ToTable("journal_open_intent");
        builder.HasKey(intent => new { intent.Log, intent.Index });
        builder.Property(intent => intent.Log).HasColumnName("log").ValueGeneratedNever();
        builder.Property(intent => intent.Index).HasColumnName("entry_index").ValueGeneratedNever();
    }
}
