using Ecluse.Passages;

namespace Ecluse.Gate.State;

/// <summary>A passage as the book's lines tell it.</summary>
internal sealed class KeptPassage(Passage passage)
{
    public Passage Passage { get; set; } = passage;

    public Dictionary<DocumentKind, PassageDocument> Documents { get; } = [];

    public SortedDictionary<int, (Parcel Parcel, string Commitment)> Parcels { get; } = [];

    public SortedDictionary<int, LoadedParcel> Loads { get; } = [];

    public List<PassageStep> Steps { get; } = [];

    /// <summary>The intent that the ledger holds for the passage, with the index of its entry.</summary>
    public (string Name, long Index)? Intent { get; set; }
}
