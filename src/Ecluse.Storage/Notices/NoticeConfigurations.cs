using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Notices;

/// <summary>Table <c>notice</c>.</summary>
internal sealed class NoticeRowConfiguration : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.ToTable("notice");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).HasColumnName("id");
        builder.Property(one => one.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(one => one.About).HasColumnName("about");
        builder.Property(one => one.Detail).HasColumnName("detail");
        builder.Property(one => one.Run).HasColumnName("run");
        builder.Property(one => one.Step).HasColumnName("step");
        builder.Property(one => one.Policy).HasColumnName("policy");
        builder.Property(one => one.Channel).HasColumnName("channel");
        builder.Property(one => one.Recipient).HasColumnName("recipient");
        builder.Property(one => one.Controller).HasColumnName("controller");
        builder.Property(one => one.MadeAt).HasColumnName("made_at_ms").AsMilliseconds();
        builder.Property(one => one.State).HasColumnName("state").HasConversion<string>();
        builder.Property(one => one.Tries).HasColumnName("tries");
        builder.Property(one => one.NextAt).HasColumnName("next_at_ms").AsMilliseconds();
        builder.Property(one => one.Code).HasColumnName("code");
        builder.Property(one => one.EndedAt).HasColumnName("ended_at_ms").AsMilliseconds();

        // Made once, whoever asks how often.
        builder.HasIndex(one => new { one.About, one.Kind, one.Detail, one.Run, one.Step, one.Channel, one.Recipient }).IsUnique().HasDatabaseName("notice_once");
        builder.HasIndex(one => one.NextAt).HasDatabaseName("notice_by_next");
        builder.HasIndex(one => new { one.Recipient, one.MadeAt }).HasDatabaseName("notice_by_recipient");
    }
}

/// <summary>Table <c>mail_address</c>.</summary>
internal sealed class MailAddressRowConfiguration : IEntityTypeConfiguration<MailAddressRow>
{
    public void Configure(EntityTypeBuilder<MailAddressRow> builder)
    {
        builder.ToTable("mail_address");
        builder.HasKey(one => one.Owner);
        builder.Property(one => one.Owner).HasColumnName("owner");
        builder.Property(one => one.Address).HasColumnName("address");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
        builder.Property(one => one.By).HasColumnName("by");
    }
}
