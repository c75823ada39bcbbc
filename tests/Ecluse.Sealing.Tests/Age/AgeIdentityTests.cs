using System.Text;
using CsCheck;

namespace Ecluse.Age;

public sealed class AgeIdentityTests
{
    [Theory]
    [InlineData(AgeKeyKind.Hybrid, "AGE-SECRET-KEY-PQ-1", "age1pq1", 1_959)]
    [InlineData(AgeKeyKind.X25519, "AGE-SECRET-KEY-1", "age1", 62)]
    public void A_new_identity_reads_back_from_its_written_form(
        AgeKeyKind kind, string secretStart, string recipientStart, int recipientLength)
    {
        using var identity = AgeIdentity.New(kind);
        var secret = Encoding.ASCII.GetString(identity.ExportSecret());
        var recipient = identity.Recipient.ToString()!;

        using var again = AgeIdentity.Parse(secret);

        Assert.StartsWith(secretStart, secret, StringComparison.Ordinal);
        Assert.StartsWith(recipientStart, recipient, StringComparison.Ordinal);
        Assert.Equal(recipientLength, recipient.Length);
        Assert.Equal(recipient, again.Recipient.ToString());
        Assert.Equal(recipient, AgeRecipient.Parse(recipient).ToString());
    }

    [Theory]
    [InlineData(AgeKeyKind.Hybrid)]
    [InlineData(AgeKeyKind.X25519)]
    public void A_key_with_one_character_changed_is_refused(AgeKeyKind kind)
    {
        using var identity = AgeIdentity.New(kind);
        var secret = Encoding.ASCII.GetString(identity.ExportSecret());
        var recipient = identity.Recipient.ToString()!;

        Gen.Int[0, recipient.Length - 1].Sample(
            index => Assert.Equal("AGE-006", Assert.Throws<AgeException>(
                () => AgeRecipient.Parse(Changed(recipient, index))).Code),
            iter: 200);
        Assert.All(Enumerable.Range(0, secret.Length), index => Assert.Equal("AGE-007", Assert.Throws<AgeException>(
            () => AgeIdentity.Parse(Changed(secret, index))).Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("age1")]
    [InlineData("age1 ")]
    [InlineData("ssh-ed25519 AAAA")]
    [InlineData("age1pq1qqqq")]
    public void Text_that_is_no_recipient_is_refused(string text) =>
        Assert.Equal("AGE-006", Assert.Throws<AgeException>(() => AgeRecipient.Parse(text)).Code);

    [Fact]
    public void An_identity_is_not_taken_for_a_recipient_nor_the_other_way_round()
    {
        using var identity = AgeIdentity.New(AgeKeyKind.X25519);
        var secret = Encoding.ASCII.GetString(identity.ExportSecret());

        Assert.Throws<AgeException>(() => AgeRecipient.Parse(secret));
        Assert.Throws<AgeException>(() => AgeIdentity.Parse(identity.Recipient.ToString()!));
        Assert.Throws<AgeException>(() => AgeIdentity.Parse(secret.ToLowerInvariant()));
    }

    [Fact]
    public void No_secret_stands_in_a_message_or_a_description()
    {
        using var identity = AgeIdentity.New();
        using var phrase = new ScryptIdentity("Tr0ub4dor");
        var secret = Encoding.ASCII.GetString(identity.ExportSecret());
        var error = Assert.Throws<AgeException>(() => AgeIdentity.Parse(secret + "q"));

        Assert.DoesNotContain(secret[20..30], error.ToString() + error.Problem.French, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret[20..30], identity.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Tr0ub4dor", $"{phrase}{phrase.Recipient}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_identity_holds_its_secret_no_more()
    {
        var secret = Sealing.Bytes(32);
        AgeIdentity[] identities = [new X25519Identity(secret), new HybridIdentity(secret)];

        Assert.All(identities, identity =>
        {
            Sealing.Bytes(32).CopyTo(secret, 0);
            identity.Dispose();
            Assert.Equal(new byte[32], secret);
        });
    }

    private static string Changed(string text, int index) =>
        text[..index] + (text[index] is 'q' or 'Q' ? (char.IsUpper(text[index]) ? 'P' : 'p') :
            char.IsLower(text[index]) ? 'q' : char.IsUpper(text[index]) ? 'Q' : text[index] == '7' ? '8' : '7') +
        text[(index + 1)..];
}
