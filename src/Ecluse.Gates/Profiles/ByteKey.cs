namespace Ecluse.Profiles;

/// <summary>Bytes as a dictionary's key, looked up by span without a copy.</summary>
internal readonly record struct ByteKey(byte[] Bytes)
{
    public static readonly IEqualityComparer<ByteKey> Comparer = new ByContent();

    private sealed class ByContent : IEqualityComparer<ByteKey>, IAlternateEqualityComparer<ReadOnlySpan<byte>, ByteKey>
    {
        public bool Equals(ByteKey x, ByteKey y) => x.Bytes.AsSpan().SequenceEqual(y.Bytes);

        public bool Equals(ReadOnlySpan<byte> alternate, ByteKey other) => alternate.SequenceEqual(other.Bytes);

        public int GetHashCode(ByteKey key) => GetHashCode(key.Bytes.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public ByteKey Create(ReadOnlySpan<byte> alternate) => new(alternate.ToArray());
    }
}
