using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.Spaces;

/// <summary>Table <c>space</c>.</summary>
internal sealed class SpaceRowConfiguration : IEntityTypeConfiguration<SpaceRow>
{
    public void Configure(EntityTypeBuilder<SpaceRow> builder)
    {
        builder.ToTable("space");
        builder.HasKey(space => space.Id);
        builder.Property(space => space.Id).HasColumnName("id");
        builder.Property(space => space.Contract).HasColumnName("contract");
        builder.Property(space => space.Instruction).HasColumnName("instruction");
        builder.Property(space => space.InstructionSha256).HasColumnName("instruction_sha256");
        builder.Property(space => space.Grade).HasColumnName("grade").HasConversion<string>();
        builder.Property(space => space.Direction).HasColumnName("direction").HasConversion<string>();
        builder.Property(space => space.BytesMax).HasColumnName("bytes_max");
        builder.Property(space => space.ObjectsMax).HasColumnName("objects_max");
        builder.Property(space => space.Recipients).HasColumnName("recipients");
        builder.Property(space => space.OpenedAt).HasColumnName("opened_at_ms").AsMilliseconds();
        builder.Property(space => space.EraseBy).HasColumnName("erase_by_ms").AsMilliseconds();
        builder.Property(space => space.KeepDays).HasColumnName("keep_days");
        builder.Property(space => space.ErasingAt).HasColumnName("erasing_at_ms").AsMilliseconds();
        builder.Property(space => space.ErasingEntry).HasColumnName("erasing_entry");
        builder.Property(space => space.ErasedAt).HasColumnName("erased_at_ms").AsMilliseconds();
        builder.Property(space => space.ErasedEntry).HasColumnName("erased_entry");
        builder.Property(space => space.Certificate).HasColumnName("certificate");
        builder.Property(space => space.CertificateSignature).HasColumnName("certificate_signature");
    }
}

/// <summary>Table <c>space_person</c>.</summary>
internal sealed class SpacePersonRowConfiguration : IEntityTypeConfiguration<SpacePersonRow>
{
    public void Configure(EntityTypeBuilder<SpacePersonRow> builder)
    {
        builder.ToTable("space_person");
        builder.HasKey(one => new { one.Space, one.Person });
        builder.Property(one => one.Space).HasColumnName("space");
        builder.Property(one => one.Person).HasColumnName("person");
        builder.Property(one => one.Part).HasColumnName("part").HasConversion<string>();
        builder.HasIndex(one => one.Person).HasDatabaseName("space_person_by_person");
    }
}

/// <summary>Table <c>space_object</c>.</summary>
internal sealed class SpaceObjectRowConfiguration : IEntityTypeConfiguration<SpaceObjectRow>
{
    public void Configure(EntityTypeBuilder<SpaceObjectRow> builder)
    {
        builder.ToTable("space_object");
        builder.HasKey(one => one.Id);
        builder.Property(one => one.Id).HasColumnName("id");
        builder.Property(one => one.Space).HasColumnName("space");
        builder.Property(one => one.By).HasColumnName("by_person");
        builder.Property(one => one.State).HasColumnName("state").HasConversion<string>();
        builder.Property(one => one.Layout).HasColumnName("layout").HasConversion<string>();
        builder.Property(one => one.NameHmac).HasColumnName("name_hmac");
        builder.Property(one => one.Received).HasColumnName("received");
        builder.Property(one => one.Declared).HasColumnName("declared");
        builder.Property(one => one.Segments).HasColumnName("segments");
        builder.Property(one => one.BegunAt).HasColumnName("begun_at_ms").AsMilliseconds();
        builder.Property(one => one.EraseBy).HasColumnName("erase_by_ms").AsMilliseconds();
        builder.Property(one => one.CompletedAt).HasColumnName("completed_at_ms").AsMilliseconds();
        builder.Property(one => one.RemovingEntry).HasColumnName("removing_entry");
        builder.Property(one => one.RemovedAt).HasColumnName("removed_at_ms").AsMilliseconds();

        // A name is one object's; null, which many removed ones have, is equal to nothing.
        builder.HasIndex(one => new { one.Space, one.NameHmac }).IsUnique().HasDatabaseName("space_object_by_name");
    }
}

/// <summary>Table <c>segment</c>.</summary>
internal sealed class SegmentRowConfiguration : IEntityTypeConfiguration<SegmentRow>
{
    public void Configure(EntityTypeBuilder<SegmentRow> builder)
    {
        builder.ToTable("segment");
        builder.HasKey(one => new { one.Object, one.Number });
        builder.Property(one => one.Object).HasColumnName("object");
        builder.Property(one => one.Number).HasColumnName("number");
        builder.Property(one => one.File).HasColumnName("file");
        builder.Property(one => one.Kind).HasColumnName("kind").HasConversion<string>();
        builder.Property(one => one.Offset).HasColumnName("start");
        builder.Property(one => one.Received).HasColumnName("received");
        builder.Property(one => one.SealedBytes).HasColumnName("sealed_bytes");
        builder.Property(one => one.Sha256).HasColumnName("sha256");
    }
}

/// <summary>Table <c>taking</c>.</summary>
internal sealed class TakingRowConfiguration : IEntityTypeConfiguration<TakingRow>
{
    public void Configure(EntityTypeBuilder<TakingRow> builder)
    {
        builder.ToTable("taking");
        builder.HasKey(one => new { one.Object, one.Person });
        builder.Property(one => one.Object).HasColumnName("object");
        builder.Property(one => one.Person).HasColumnName("person");
        builder.Property(one => one.At).HasColumnName("at_ms").AsMilliseconds();
    }
}
