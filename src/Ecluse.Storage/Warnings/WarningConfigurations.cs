using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Warnings;

/// <summary>Table <c>warning</c>.</summary>
internal sealed class WarningRowConfiguration : IEntityTypeConfiguration<WarningRow>
{
    public void Configure(EntityTypeBuilder<WarningRow> builder)
    {
        builder.ToTable("warning");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).HasColumnName("id");
        builder.Property(one => one.Source).HasColumnName("source").HasConversion<string>();
        builder.Property(one => one.Subjects).HasColumnName("subjects");
        builder.Property(one => one.About).HasColumnName("about").HasConversion<string>();
        builder.Property(one => one.Told).HasColumnName("told");
        builder.Property(one => one.ReceivedAt).HasColumnName("received_at_ms").AsMilliseconds();
        builder.Property(one => one.Delays).HasColumnName("delays");
        builder.Property(one => one.IsUnreadable).HasColumnName("is_unreadable");
        builder.Property(one => one.EnteredBy).HasColumnName("entered_by");
        builder.Property(one => one.Thread).HasColumnName("thread");
        builder.Property(one => one.ThreadRecipient).HasColumnName("thread_recipient");
        builder.Property(one => one.RegisteredAt).HasColumnName("registered_at_ms").AsMilliseconds();
        builder.Property(one => one.AcknowledgedAt).HasColumnName("acknowledged_at_ms").AsMilliseconds();
        builder.Property(one => one.AnsweredAt).HasColumnName("answered_at_ms").AsMilliseconds();
        builder.Property(one => one.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.Property(one => one.Reason).HasColumnName("reason");
        builder.Property(one => one.ProposedBy).HasColumnName("proposed_by");
        builder.Property(one => one.ProposedBySide).HasColumnName("proposed_by_side");
        builder.Property(one => one.ProposedByRole).HasColumnName("proposed_by_role");
        builder.Property(one => one.ProposedAt).HasColumnName("proposed_at_ms").AsMilliseconds();
        builder.Property(one => one.ClosedAt).HasColumnName("closed_at_ms").AsMilliseconds();
        builder.Property(one => one.ClosedBy).HasColumnName("closed_by");
        builder.Property(one => one.Breach).HasColumnName("breach");
        builder.Property(one => one.IsSettled).HasColumnName("is_settled");
        builder.Property(one => one.HeldUntil).HasColumnName("held_until_ms").AsMilliseconds();
        builder.HasIndex(one => one.Thread).IsUnique().HasDatabaseName("warning_by_thread");
        builder.HasIndex(one => one.IsSettled).HasDatabaseName("warning_by_settled");
    }
}

/// <summary>Table <c>warning_words</c>.</summary>
internal sealed class WarningWordsRowConfiguration : IEntityTypeConfiguration<WarningWordsRow>
{
    public void Configure(EntityTypeBuilder<WarningWordsRow> builder)
    {
        builder.ToTable("warning_words");
        builder.HasKey(one => new { one.Warning, one.Number });
        builder.Property(one => one.Warning).HasColumnName("warning");
        builder.Property(one => one.Number).HasColumnName("number");
        builder.Property(one => one.By).HasColumnName("by");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
        builder.Property(one => one.RegisteredAt).HasColumnName("registered_at_ms").AsMilliseconds();
    }
}

/// <summary>Table <c>warning_copy</c>.</summary>
internal sealed class WarningCopyRowConfiguration : IEntityTypeConfiguration<WarningCopyRow>
{
    public void Configure(EntityTypeBuilder<WarningCopyRow> builder)
    {
        builder.ToTable("warning_copy");
        builder.HasKey(one => new { one.Warning, one.Number, one.Copy });
        builder.Property(one => one.Warning).HasColumnName("warning");
        builder.Property(one => one.Number).HasColumnName("number");
        builder.Property(one => one.Copy).HasColumnName("copy");
        builder.Property(one => one.Bytes).HasColumnName("bytes");
    }
}

/// <summary>Table <c>warning_concern</c>.</summary>
internal sealed class WarningConcernRowConfiguration : IEntityTypeConfiguration<WarningConcernRow>
{
    public void Configure(EntityTypeBuilder<WarningConcernRow> builder)
    {
        builder.ToTable("warning_concern");
        builder.HasKey(one => new { one.Warning, one.Controller });
        builder.Property(one => one.Warning).HasColumnName("warning");
        builder.Property(one => one.Controller).HasColumnName("controller");
        builder.Property(one => one.IsConcerned).HasColumnName("is_concerned");
        builder.Property(one => one.Reason).HasColumnName("reason");
        builder.Property(one => one.By).HasColumnName("by");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
    }
}

/// <summary>Table <c>warning_notice</c>.</summary>
internal sealed class WarningNoticeRowConfiguration : IEntityTypeConfiguration<WarningNoticeRow>
{
    public void Configure(EntityTypeBuilder<WarningNoticeRow> builder)
    {
        builder.ToTable("warning_notice");
        builder.HasKey(one => new { one.Warning, one.Clock, one.Controller });
        builder.Property(one => one.Warning).HasColumnName("warning");
        builder.Property(one => one.Clock).HasColumnName("clock").HasConversion<string>();
        builder.Property(one => one.Controller).HasColumnName("controller");
        builder.Property(one => one.MadeAt).HasColumnName("made_at_ms").AsMilliseconds();
        builder.Property(one => one.SeenAt).HasColumnName("seen_at_ms").AsMilliseconds();
        builder.Property(one => one.SeenBy).HasColumnName("seen_by");
        builder.HasIndex(one => one.Controller).HasDatabaseName("warning_notice_by_controller");
    }
}

/// <summary>Table <c>warning_release</c>.</summary>
internal sealed class WarningReleaseRowConfiguration : IEntityTypeConfiguration<WarningReleaseRow>
{
    public void Configure(EntityTypeBuilder<WarningReleaseRow> builder)
    {
        builder.ToTable("warning_release");
        builder.HasKey(one => new { one.Warning, one.Number, one.Copy });
        builder.Property(one => one.Warning).HasColumnName("warning");
        builder.Property(one => one.Number).HasColumnName("number");
        builder.Property(one => one.Controller).HasColumnName("controller");
        builder.Property(one => one.Copy).HasColumnName("copy");
        builder.Property(one => one.By).HasColumnName("by");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
        builder.Property(one => one.RegisteredAt).HasColumnName("registered_at_ms").AsMilliseconds();
        builder.Property(one => one.Bytes).HasColumnName("bytes");
        builder.HasIndex(one => one.Controller).HasDatabaseName("warning_release_by_controller");
    }
}

/// <summary>Table <c>warning_handler</c>.</summary>
internal sealed class WarningHandlerRowConfiguration : IEntityTypeConfiguration<WarningHandlerRow>
{
    public void Configure(EntityTypeBuilder<WarningHandlerRow> builder)
    {
        builder.ToTable("warning_handler");
        builder.HasKey(one => one.Person);
        builder.Property(one => one.Person).HasColumnName("person");
        builder.Property(one => one.Recipient).HasColumnName("recipient");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
    }
}

/// <summary>Table <c>warning_salt</c>.</summary>
internal sealed class WarningSaltRowConfiguration : IEntityTypeConfiguration<WarningSaltRow>
{
    public void Configure(EntityTypeBuilder<WarningSaltRow> builder)
    {
        builder.ToTable("warning_salt");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(one => one.Salt).HasColumnName("salt");
    }
}
