namespace Ecluse.Profiles.Mapping;

/// <summary>A row of a reading: bytes by position in the select list, valid until the next row.</summary>
internal interface IRow
{
    /// <summary>Ordinal of the row in its reading, from 1.</summary>
    long Ordinal { get; }

    bool IsNull(int position);

    ReadOnlySpan<byte> Bytes(int position);
}
