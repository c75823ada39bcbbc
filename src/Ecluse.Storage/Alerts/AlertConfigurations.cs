using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Alerts;

/// <summary>Table <c>alert</c>.</summary>
internal sealed class AlertRowConfiguration : IEntityTypeConfiguration<AlertRow>
{
    public void Configure(EntityTypeBuilder<AlertRow> builder)
    {
        builder.ToTable("alert");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).HasColumnName("id");
        builder.Property(one => one.Rule).HasColumnName("rule");
        builder.Property(one => one.RuleVersion).HasColumnName("rule_version");

        // A number, because what is at stake orders the list.
        builder.Property(one => one.Level).HasColumnName("level").HasConversion<int>();
        builder.Property(one => one.Subject).HasColumnName("subject");
        builder.Property(one => one.Controller).HasColumnName("controller");
        builder.Property(one => one.Title).HasColumnName("title");
        builder.Property(one => one.TitleFrench).HasColumnName("title_french");
        builder.Property(one => one.Why).HasColumnName("why");
        builder.Property(one => one.WhyFrench).HasColumnName("why_french");
        builder.Property(one => one.Todo).HasColumnName("todo");
        builder.Property(one => one.TodoFrench).HasColumnName("todo_french");
        builder.Property(one => one.Evidence).HasColumnName("evidence");
        builder.Property(one => one.OpenGroup).HasColumnName("open_group");
        builder.Property(one => one.FirstAt).HasColumnName("first_at_ms").AsMilliseconds();
        builder.Property(one => one.RaisedAt).HasColumnName("raised_at_ms").AsMilliseconds();
        builder.Property(one => one.LastAt).HasColumnName("last_at_ms").AsMilliseconds();
        builder.Property(one => one.Count).HasColumnName("count");
        builder.Property(one => one.Policy).HasColumnName("policy");
        builder.Property(one => one.LookAt).HasColumnName("look_at_ms").AsMilliseconds();
        builder.Property(one => one.ClockKind).HasColumnName("clock_kind").HasConversion<string>();
        builder.Property(one => one.ClockEnds).HasColumnName("clock_ends_ms").AsMilliseconds();
        builder.Property(one => one.ClosedAt).HasColumnName("closed_at_ms").AsMilliseconds();
        builder.Property(one => one.Breach).HasColumnName("breach");
        builder.Property(one => one.HeldUntil).HasColumnName("held_until_ms").AsMilliseconds();
        builder.Property(one => one.Entry).HasColumnName("entry");

        // One open alert a group; null, which closed ones have, is equal to nothing.
        builder.HasIndex(one => one.OpenGroup).IsUnique().HasDatabaseName("alert_by_open_group");
        builder.HasIndex(one => one.LookAt).HasDatabaseName("alert_by_look");
        builder.HasIndex(one => new { one.ClosedAt, one.Level, one.ClockEnds }).HasDatabaseName("alert_by_risk");
    }
}

/// <summary>Table <c>alert_act</c>.</summary>
internal sealed class AlertActRowConfiguration : IEntityTypeConfiguration<AlertActRow>
{
    public void Configure(EntityTypeBuilder<AlertActRow> builder)
    {
        builder.ToTable("alert_act");
        builder.HasKey(one => new { one.Alert, one.Number });
        builder.Property(one => one.Alert).HasColumnName("alert");
        builder.Property(one => one.Number).HasColumnName("number");
        builder.Property(one => one.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(one => one.By).HasColumnName("by");
        builder.Property(one => one.BySide).HasColumnName("by_side");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
        builder.Property(one => one.Until).HasColumnName("until_ms").AsMilliseconds();
        builder.Property(one => one.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.Property(one => one.Words).HasColumnName("words");
        builder.Property(one => one.Breach).HasColumnName("breach");
        builder.HasOne<AlertRow>().WithMany().HasForeignKey(one => one.Alert).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>alert_step</c>.</summary>
internal sealed class AlertStepRowConfiguration : IEntityTypeConfiguration<AlertStepRow>
{
    public void Configure(EntityTypeBuilder<AlertStepRow> builder)
    {
        builder.ToTable("alert_step");
        builder.HasKey(one => new { one.Alert, one.Run, one.Number });
        builder.Property(one => one.Alert).HasColumnName("alert");
        builder.Property(one => one.Run).HasColumnName("run");
        builder.Property(one => one.Number).HasColumnName("number");
        builder.Property(one => one.DueAt).HasColumnName("due_at_ms").AsMilliseconds();
        builder.Property(one => one.MadeAt).HasColumnName("made_at_ms").AsMilliseconds();
        builder.Property(one => one.Outcome).HasColumnName("outcome").HasConversion<string>();
        builder.Property(one => one.EndedAt).HasColumnName("ended_at_ms").AsMilliseconds();
        builder.HasOne<AlertRow>().WithMany().HasForeignKey(one => one.Alert).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Table <c>escalation_policy</c>.</summary>
internal sealed class EscalationPolicyRowConfiguration : IEntityTypeConfiguration<EscalationPolicyRow>
{
    public void Configure(EntityTypeBuilder<EscalationPolicyRow> builder)
    {
        builder.ToTable("escalation_policy");
        builder.HasKey(one => one.Sha256);
        builder.Property(one => one.Sha256).HasColumnName("sha256");
        builder.Property(one => one.Bytes).HasColumnName("bytes");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
    }
}

/// <summary>Table <c>absence</c>.</summary>
internal sealed class AbsenceRowConfiguration : IEntityTypeConfiguration<AbsenceRow>
{
    public void Configure(EntityTypeBuilder<AbsenceRow> builder)
    {
        builder.ToTable("absence");
        builder.HasKey(one => new { one.Person, one.From });
        builder.Property(one => one.Person).HasColumnName("person");
        builder.Property(one => one.From).HasColumnName("from_ms").AsMilliseconds();
        builder.Property(one => one.Until).HasColumnName("until_ms").AsMilliseconds();
        builder.Property(one => one.By).HasColumnName("by");
    }
}
