using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ecluse.Storage.HandOvers;

/// <summary>A sealed passage that lies at the server between two gates: nothing here opens it.</summary>
public sealed class HandOverRow
{
    /// <summary>Id of the passage, as the source gate's manifest names it.</summary>
    public required string Passage { get; init; }

    /// <summary>Number of the contract.</summary>
    public required string Contract { get; init; }

    /// <summary>Id of the signed plan.</summary>
    public required string Plan { get; init; }

    /// <summary>Hash of the signed plan.</summary>
    public required string PlanSha256 { get; init; }

    /// <summary>The plan's source gate, OpenSSH form without comment.</summary>
    public required string Source { get; init; }

    /// <summary>The plan's target gate.</summary>
    public required string Target { get; init; }

    /// <summary>Everything of it is removed then, whatever its state.</summary>
    public required DateTimeOffset EraseBy { get; init; }

    /// <summary>When its papers came in.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When its last parcel stood here; null before.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When the target gate fetched it; null before.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When it was removed; null before.</summary>
    public DateTimeOffset? ErasedAt { get; set; }
}

/// <summary>A paper of a hand-over: public or sealed bytes, as they came.</summary>
public sealed class HandOverPaperRow
{
    /// <summary>Id of the passage.</summary>
    public required string Passage { get; init; }

    /// <summary>Which: <c>plan.json</c>, <c>plan.json.sig</c> …; a closed list.</summary>
    public required string Name { get; init; }

    /// <summary>Exact bytes.</summary>
    public required byte[] Bytes { get; set; }
}

/// <summary>Table <c>hand_over</c>.</summary>
internal sealed class HandOverRowConfiguration : IEntityTypeConfiguration<HandOverRow>
{
    public void Configure(EntityTypeBuilder<HandOverRow> builder)
    {
        builder.ToTable("hand_over");
        builder.HasKey(given => given.Passage);
        builder.Property(given => given.Passage).HasColumnName("passage");
        builder.Property(given => given.Contract).HasColumnName("contract");
        builder.Property(given => given.Plan).HasColumnName("plan");
        builder.Property(given => given.PlanSha256).HasColumnName("plan_sha256");
        builder.Property(given => given.Source).HasColumnName("source");
        builder.Property(given => given.Target).HasColumnName("target");
        builder.Property(given => given.EraseBy).HasColumnName("erase_by").AsMilliseconds();
        builder.Property(given => given.BegunAt).HasColumnName("begun_at").AsMilliseconds();
        builder.Property(given => given.ClosedAt).HasColumnName("closed_at").AsMilliseconds();
        builder.Property(given => given.TakenAt).HasColumnName("taken_at").AsMilliseconds();
        builder.Property(given => given.ErasedAt).HasColumnName("erased_at").AsMilliseconds();
    }
}

/// <summary>Table <c>hand_over_paper</c>.</summary>
internal sealed class HandOverPaperRowConfiguration : IEntityTypeConfiguration<HandOverPaperRow>
{
    public void Configure(EntityTypeBuilder<HandOverPaperRow> builder)
    {
        builder.ToTable("hand_over_paper");
        builder.HasKey(paper => new { paper.Passage, paper.Name });
        builder.Property(paper => paper.Passage).HasColumnName("passage");
        builder.Property(paper => paper.Name).HasColumnName("name");
        builder.Property(paper => paper.Bytes).HasColumnName("bytes");
        builder.HasOne<HandOverRow>().WithMany().HasForeignKey(paper => paper.Passage).OnDelete(DeleteBehavior.Restrict);
    }
}
