using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Passages;

/// <summary>Table <c>plan</c>.</summary>
internal sealed class PlanRowConfiguration : IEntityTypeConfiguration<PlanRow>
{
    public void Configure(EntityTypeBuilder<PlanRow> builder)
    {
        builder.ToTable("plan");
        builder.HasKey(plan => plan.Sha256);
        builder.Property(plan => plan.Sha256).HasColumnName("sha256");
        builder.Property(plan => plan.Id).HasColumnName("id");
        builder.Property(plan => plan.Bytes).HasColumnName("bytes");
        builder.Property(plan => plan.EraseBy).HasColumnName("erase_by_ms").AsMilliseconds();
        builder.Property(plan => plan.Passage).HasColumnName("passage").IsConcurrencyToken();
    }
}

/// <summary>Table <c>passage</c>.</summary>
internal sealed class PassageRowConfiguration : IEntityTypeConfiguration<PassageRow>
{
    public void Configure(EntityTypeBuilder<PassageRow> builder)
    {
        builder.ToTable("passage");
        builder.HasKey(passage => passage.Id);
        builder.Property(passage => passage.Id).HasColumnName("id");
        builder.Property(passage => passage.Contract).HasColumnName("contract");
        builder.Property(passage => passage.PlanSha256).HasColumnName("plan_sha256");
        builder.Property(passage => passage.State).HasColumnName("state").HasConversion<string>().IsConcurrencyToken();
        builder.Property(passage => passage.OpenedAt).HasColumnName("opened_at_ms").AsMilliseconds();
        builder.Property(passage => passage.EraseBy).HasColumnName("erase_by_ms").AsMilliseconds();
        builder.Property(passage => passage.Epoch).HasColumnName("epoch").IsConcurrencyToken();
        builder.Property(passage => passage.IntentName).HasColumnName("intent_name");
        builder.Property(passage => passage.IntentIndex).HasColumnName("intent_index");
        builder.Property(passage => passage.LeaseOwner).HasColumnName("lease_owner");
        builder.Property(passage => passage.LeaseUntil).HasColumnName("lease_until_ms").AsMilliseconds();
        builder.HasIndex(passage => passage.PlanSha256).IsUnique().HasDatabaseName("passage_by_plan");
    }
}

/// <summary>Table <c>parcel</c>.</summary>
internal sealed class ParcelRowConfiguration : IEntityTypeConfiguration<ParcelRow>
{
    public void Configure(EntityTypeBuilder<ParcelRow> builder)
    {
        builder.ToTable("parcel");
        builder.HasKey(parcel => new { parcel.Passage, parcel.Number });
        builder.Property(parcel => parcel.Passage).HasColumnName("passage");
        builder.Property(parcel => parcel.Number).HasColumnName("number");
        builder.Property(parcel => parcel.Parcel).HasColumnName("parcel");
        builder.Property(parcel => parcel.Commitment).HasColumnName("commitment");
        builder.Property(parcel => parcel.Load).HasColumnName("load");
    }
}

/// <summary>Table <c>step</c>.</summary>
internal sealed class StepRowConfiguration : IEntityTypeConfiguration<StepRow>
{
    public void Configure(EntityTypeBuilder<StepRow> builder)
    {
        builder.ToTable("step");
        builder.HasKey(step => step.Id);
        builder.Property(step => step.Id).HasColumnName("id");
        builder.Property(step => step.Passage).HasColumnName("passage");
        builder.Property(step => step.Name).HasColumnName("name");
        builder.Property(step => step.By).HasColumnName("by");
        builder.Property(step => step.At).HasColumnName("at_ms").AsMilliseconds();
        builder.Property(step => step.TookMs).HasColumnName("took_ms");
        builder.Property(step => step.JournalIndex).HasColumnName("journal_index");
        builder.HasIndex(step => step.Passage).HasDatabaseName("step_by_passage");
    }
}

/// <summary>Table <c>document</c>.</summary>
internal sealed class DocumentRowConfiguration : IEntityTypeConfiguration<DocumentRow>
{
    public void Configure(EntityTypeBuilder<DocumentRow> builder)
    {
        builder.ToTable("document");
        builder.HasKey(document => new { document.Passage, document.Kind });
        builder.Property(document => document.Passage).HasColumnName("passage");
        builder.Property(document => document.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(document => document.Bytes).HasColumnName("bytes");
        builder.Property(document => document.Signature).HasColumnName("signature");
    }
}

/// <summary>Table <c>reject_decision</c>.</summary>
internal sealed class RejectDecisionRowConfiguration : IEntityTypeConfiguration<RejectDecisionRow>
{
    public void Configure(EntityTypeBuilder<RejectDecisionRow> builder)
    {
        builder.ToTable("reject_decision");
        builder.HasKey(decision => new { decision.Passage, decision.Parcel, decision.Ordinal });
        builder.Property(decision => decision.Passage).HasColumnName("passage");
        builder.Property(decision => decision.Parcel).HasColumnName("parcel");
        builder.Property(decision => decision.Ordinal).HasColumnName("ordinal");
        builder.Property(decision => decision.Decision).HasColumnName("decision");
        builder.Property(decision => decision.Reason).HasColumnName("reason");
    }
}
