using Ecluse.Testkit;
using System.Text;
using Ecluse.Oracles;

namespace Ecluse.Age;

/// <summary>The age program of the system judges ours, both ways.</summary>
public sealed class AgeProgramTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65_536, false)]
    [InlineData(200_001, true)]
    public void Opens_what_we_seal(int length, bool armor)
    {
        OracleProcess.Need("age");
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var other = AgeIdentity.New(AgeKeyKind.X25519);
        using var scratch = new TestFolder();
        File.WriteAllBytes(scratch.Of("key"), identity.ExportSecret());
        var plain = Sealing.Bytes(length);

        var opened = OracleProcess.RunWell(
            "age", ["-d", "-i", scratch.Of("key")], Sealing.Seal(plain, armor, other.Recipient, identity.Recipient));

        Assert.Equal(plain, opened);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(65_536, false)]
    [InlineData(200_001, true)]
    public void Seals_what_we_open(int length, bool armor)
    {
        OracleProcess.Need("age");
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var other = AgeIdentity.New(AgeKeyKind.X25519);
        var plain = Sealing.Bytes(length);
        string[] recipients = ["-r", other.Recipient.ToString()!, "-r", identity.Recipient.ToString()!];

        var file = OracleProcess.RunWell("age", armor ? [.. recipients, "-a"] : recipients, plain);

        Assert.Equal(plain, Sealing.Open(file, identity));
    }

    [Fact]
    public void Refuses_what_we_left_unfinished()
    {
        OracleProcess.Need("age");
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        using var scratch = new TestFolder();
        File.WriteAllBytes(scratch.Of("key"), identity.ExportSecret());
        using var file = new MemoryStream();
        AgeEncryptor.Start(file, [identity.Recipient], leaveOpen: true).Dispose();

        Assert.NotEqual(0, OracleProcess.Run("age", ["-d", "-i", scratch.Of("key")], file.ToArray()).Code);
    }
}

/// <summary>npm's age-encryption judges ours, both ways, the hybrid included.</summary>
public sealed class AgeEncryptionPackageTests
{
    [Theory]
    [InlineData(AgeKeyKind.Hybrid, 70_000, false)]
    [InlineData(AgeKeyKind.Hybrid, 100, true)]
    [InlineData(AgeKeyKind.X25519, 65_536, true)]
    public void Opens_what_we_seal(AgeKeyKind kind, int length, bool armor)
    {
        using var identity = AgeIdentity.New(kind);
        var plain = Sealing.Bytes(length);
        var secret = Encoding.ASCII.GetString(identity.ExportSecret());

        Assert.Equal(plain, AgeEncryptionOracle.Run(["open", secret], Sealing.Seal(plain, armor, identity.Recipient)));
    }

    [Theory]
    [InlineData("hybrid", 70_000, false)]
    [InlineData("hybrid", 100, true)]
    [InlineData("x25519", 65_536, true)]
    public void Seals_what_we_open_with_a_key_of_its_own(string kind, int length, bool armor)
    {
        var lines = AgeEncryptionOracle.RunText("new", kind).Split('\n');
        using var identity = AgeIdentity.Parse(lines[0]);
        Assert.Equal(lines[1], identity.Recipient.ToString());
        var plain = Sealing.Bytes(length);

        var file = AgeEncryptionOracle.Run(armor ? ["seal", "--armor", lines[1]] : ["seal", lines[1]], plain);

        Assert.Equal(plain, Sealing.Open(file, identity));
    }

    [Fact]
    public void Agrees_on_passphrases_both_ways()
    {
        const string Phrase = "péniche et bajoyer";
        var plain = Sealing.Bytes(1_000);
        using var identity = new ScryptIdentity(Phrase);

        var ours = Sealing.Seal(plain, false, new ScryptRecipient(Phrase, workFactor: 10));

        Assert.Equal(plain, AgeEncryptionOracle.Run(["open-passphrase", Phrase], ours));
        Assert.Equal(plain, Sealing.Open(AgeEncryptionOracle.Run(["seal-passphrase", Phrase], plain), identity));
    }
}
