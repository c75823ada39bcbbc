using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Ecluse.Signatures;

/// <summary>Writes the length-prefixed fields of SSH (RFC 4251, 5).</summary>
internal sealed class SshWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();

    public SshWriter UInt32(uint number)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes.GetSpan(4), number);
        bytes.Advance(4);
        return this;
    }

    public SshWriter Bytes(ReadOnlySpan<byte> field) => UInt32((uint)field.Length).Raw(field);

    public SshWriter Name(string name) => Bytes(Encoding.UTF8.GetBytes(name));

    public SshWriter Raw(ReadOnlySpan<byte> field)
    {
        bytes.Write(field);
        return this;
    }
}
