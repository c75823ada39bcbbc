using System.Text;
using Ecluse.Age;
using Ecluse.Keys;

namespace Ecluse.Fuzz.Targets;

/// <summary>Sealed files, their armor, and the texts of keys.</summary>
internal static class AgeTargets
{
    // Made once: seeds are sealed to these, so that some of the inputs open.
    private static readonly AgeIdentity Classic = AgeIdentity.New(AgeKeyKind.X25519);
    private static readonly AgeIdentity Hybrid = AgeIdentity.New();
    private static readonly AgeIdentity Phrase = new ScryptIdentity("une phrase", workFactorMax: 10);

    private static readonly string[] HeaderWords =
        ["age-encryption.org/v1\n", "-> X25519 ", "-> scrypt ", "-> mlkem768x25519 ", "-> x-grease ", "---", "\n", "\r\n", "="];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("age-file", Unseal, () => Seeds.Of("age").Concat(Sealed(armor: false))) { Words = HeaderWords },
        new("age-armor", Unarmor, () => Seeds.Of("age").Concat(Sealed(armor: true)))
        {
            Words = ["-----BEGIN AGE ENCRYPTED FILE-----\n", "-----END AGE ENCRYPTED FILE-----\n", "\n", "\r\n", "=", "=="],
        },
        new("age-seal", SealAndUnseal, () => [[], Seeds.Text("une glycémie"), new byte[70_000]]) { LengthMax = 200_000, Slowness = 4 },
        new("age-recipient", Recipient, () => Keys().Select(key => Seeds.Text(key.Recipient.ToString()!))) { Words = ["age1", "age1pq1"] },
        new("age-identities", Identities, IdentityFiles) { Words = ["AGE-SECRET-KEY-1", "AGE-SECRET-KEY-PQ-1", "# ", "\n", "\r\n"] },
    ];

    private static IReadOnlyList<AgeIdentity> Keys() => [Classic, Hybrid];

    private static void Unseal(byte[] bytes)
    {
        using var plain = AgeDecryptor.Open(new MemoryStream(bytes), [Classic, Hybrid, Phrase]);
        plain.CopyTo(Stream.Null);
    }

    private static void Unarmor(byte[] bytes)
    {
        using var binary = new MemoryStream();
        using (var reader = new ArmorReader(new ByteSource(new MemoryStream(bytes)), leaveOpen: false))
        {
            reader.CopyTo(binary);
        }

        using var again = new MemoryStream();
        using (var writer = new ArmorWriter(again, leaveOpen: true))
        {
            writer.Write(binary.ToArray());
            writer.Complete();
        }

        using var back = new MemoryStream();
        using (var reader = new ArmorReader(new ByteSource(new MemoryStream(again.ToArray())), leaveOpen: false))
        {
            reader.CopyTo(back);
        }

        Must.BeEqual(binary.ToArray(), back.ToArray(), "armor that was read is not read back from our own");
    }

    private static void SealAndUnseal(byte[] bytes)
    {
        var key = bytes.Length % 8 == 0 ? Hybrid : Classic;
        using var plain = AgeDecryptor.Open(new MemoryStream(Seal(bytes, key, armor: bytes.Length % 2 == 0)), [key]);
        using var back = new MemoryStream();
        plain.CopyTo(back);
        Must.BeEqual(bytes, back.ToArray(), "what was sealed is not what was unsealed");
    }

    private static void Recipient(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var written = AgeRecipient.Parse(text).ToString()!;
        Must.Hold(AgeRecipient.Parse(written).ToString() == written, "a recipient that was read is not read back");
    }

    private static void Identities(byte[] bytes)
    {
        using var file = IdentityFile.Read(new MemoryStream(bytes));
        foreach (var identity in file.Identities)
        {
            var secret = Encoding.ASCII.GetString(identity.ExportSecret());
            using var again = AgeIdentity.Parse(secret);
            Must.Hold(again.Recipient.ToString() == identity.Recipient.ToString(), "an identity that was read is not read back");
        }
    }

    private static IEnumerable<byte[]> Sealed(bool armor) =>
        from identity in (AgeIdentity[])[Classic, Hybrid]
        from length in (int[])[0, 30, 70_000]
        where length < 1000 || identity == Classic
        select Seal(new byte[length], identity, armor);

    private static byte[] Seal(byte[] plain, AgeIdentity identity, bool armor)
    {
        using var file = new MemoryStream();
        using (var sealing = AgeEncryptor.Start(file, [identity.Recipient], armor, leaveOpen: true))
        {
            sealing.Write(plain);
            sealing.Complete();
        }

        return file.ToArray();
    }

    private static IEnumerable<byte[]> IdentityFiles()
    {
        var lines = Keys().Select(key => $"# public key: {key.Recipient}\n{Encoding.ASCII.GetString(key.ExportSecret())}\n").ToList();
        return lines.Append(string.Concat(lines)).Select(Seeds.Text);
    }
}
