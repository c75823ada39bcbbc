namespace Ecluse.Age;

/// <summary>Seals and opens whole byte arrays.</summary>
internal static class Sealing
{
    public static byte[] Seal(byte[] plain, bool armor, params AgeRecipient[] recipients)
    {
        using var file = new MemoryStream();
        using (var stream = AgeEncryptor.Start(file, recipients, armor, leaveOpen: true))
        {
            stream.Write(plain);
            stream.Complete();
        }

        return file.ToArray();
    }

    public static byte[] Open(byte[] file, params AgeIdentity[] identities)
    {
        using var plain = new MemoryStream();
        using var stream = AgeDecryptor.Open(new MemoryStream(file), identities);
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Bytes that look like nothing in particular, the same for the same length.</summary>
    public static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        for (var index = 0; index < length; index++)
        {
            bytes[index] = (byte)((index * 31L % 251) ^ ((index >> 8) & 0xff));
        }

        return bytes;
    }
}
