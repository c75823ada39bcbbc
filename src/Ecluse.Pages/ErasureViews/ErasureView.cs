using System.Globalization;
using Ecluse.Erasure;
using Ecluse.Errors;

namespace Ecluse.ErasureViews;

/// <summary>What an erasure destroyed, where it looked, and what it cannot prove (rule 8 of the lock).</summary>
/// <param name="ErasedAt">When the last thing was found absent.</param>
/// <param name="EraseBy">The date by which it was due.</param>
/// <param name="Timing">Whether the act was due, early or late.</param>
/// <param name="Recipients">Every recipient of the parcels.</param>
/// <param name="ParcelsRemoved">Parcels removed and found absent.</param>
/// <param name="BytesRemoved">Their sealed bytes.</param>
/// <param name="Places">Every place Écluse wrote to, and what was done there.</param>
/// <param name="CannotProve">One paragraph: what the erasure cannot prove.</param>
public sealed record ErasureView(
    DateTimeOffset ErasedAt, DateTimeOffset EraseBy, ErasureTiming Timing, IReadOnlyList<RecipientStatement> Recipients,
    int ParcelsRemoved, long BytesRemoved, IReadOnlyList<PlaceErased> Places, Text CannotProve)
{
    /// <summary>What a certificate says.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="holderOf">Who holds the identity and where, for a recipient; the certificate's own word when null.</param>
    public static ErasureView Of(Certificate certificate, Func<RecipientFate, Text>? holderOf = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var recipients = certificate.Recipients.Select(fate => new RecipientStatement(
            fate.Recipient, holderOf?.Invoke(fate) ?? HolderWords.Of(fate.Holder),
            fate.Fate == "destroyed" ? fate.At : null, fate.Fate == "destroyed" ? fate.By : null,
            fate.Fate == RecipientFate.Elsewhere, fate.Fate == RecipientFate.Stated ? certificate.Stated?.Side : null));
        return new ErasureView(
            certificate.At,
            certificate.Due,
            certificate.Timing switch { "early" => ErasureTiming.Early, "late" => ErasureTiming.Late, _ => ErasureTiming.Due },
            [.. recipients],
            certificate.Parcels.Count(parcel => parcel.Absent),
            certificate.Parcels.Sum(parcel => parcel.Bytes ?? 0),
            [.. certificate.Places.Select(place => new PlaceErased(place, null))],
            new Text(certificate.CannotProve.En, certificate.CannotProve.Fr));
    }
}

/// <summary>When an erasure took place, against its date.</summary>
public enum ErasureTiming
{
    /// <summary>At its date.</summary>
    Due,

    /// <summary>Before its date: the passage had ended.</summary>
    Early,

    /// <summary>After its date.</summary>
    Late,
}

/// <summary>What became of the identity that opens the parcels for one recipient.</summary>
/// <param name="Recipient">age public key, or a name for it.</param>
/// <param name="Holder">Who held or holds the identity, and where.</param>
/// <param name="DestroyedAt">When it was destroyed; null when it still exists.</param>
/// <param name="DestroyedBy">The gate that signed that it did; null when it still exists.</param>
/// <param name="IsElsewhere">Whether it was never at the gate that certifies: the target gate stands by itself.</param>
/// <param name="StatedBy"><c>processor</c> or <c>controller</c> where somebody states its destruction and nothing proves it; else null.</param>
public sealed record RecipientStatement(
    string Recipient, Text Holder, DateTimeOffset? DestroyedAt, string? DestroyedBy, bool IsElsewhere = false,
    string? StatedBy = null)
{
    /// <summary>Whether the identity is destroyed.</summary>
    public bool IsDestroyed => DestroyedAt is not null;
}

/// <summary>A place that Écluse wrote to.</summary>
/// <param name="Place">The place, as a path or a name.</param>
/// <param name="Done">What was removed there and re-read as absent, or what stays and why; null where nobody said.</param>
/// <param name="Stays">Whether something stays there.</param>
public sealed record PlaceErased(string Place, Text? Done, bool Stays = false);

/// <summary>A checkpoint of the journal.</summary>
/// <param name="Origin">Name of the log.</param>
/// <param name="Size">Entries that it covers.</param>
/// <param name="Root">Root hash as the checkpoint writes it, base64.</param>
public sealed record CheckpointView(string Origin, long Size, string Root)
{
    /// <summary>Reads the three first lines of a checkpoint as it was signed; null when it has not that form.</summary>
    public static CheckpointView? Read(string? checkpoint)
    {
        var lines = (checkpoint ?? "").Split('\n');
        return lines.Length >= 3 && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? new CheckpointView(lines[0], size, lines[2])
            : null;
    }
}
