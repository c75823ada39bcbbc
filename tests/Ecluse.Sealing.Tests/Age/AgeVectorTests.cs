using System.Security.Cryptography;

namespace Ecluse.Age;

public sealed class AgeVectorTests
{
    private const int PublicCount = 143;

    public static TheoryData<string> Public() => Data(AgeVector.PublicFolder(), "missing: shared/samples/age-testkit");

    public static TheoryData<string> Own() => Data(AgeVector.OwnFolder(), "missing: tests/Ecluse.Sealing.Tests/testdata/age");

    [Theory]
    [MemberData(nameof(Public))]
    public void Behaves_as_the_public_vector_says(string name)
    {
        if (name.StartsWith("missing", StringComparison.Ordinal))
        {
            Assert.Skip(name);
        }

        Check(AgeVector.Read(AgeVector.PublicFolder(), name));
    }

    [Fact]
    public void The_public_vectors_are_all_there()
    {
        if (!Directory.Exists(AgeVector.PublicFolder()))
        {
            Assert.Skip("missing: shared/samples/age-testkit");
        }

        Assert.Equal(PublicCount, AgeVector.Names(AgeVector.PublicFolder()).Count());
    }

    [Theory]
    [MemberData(nameof(Own))]
    public void Behaves_as_our_own_vector_says(string name) => Check(AgeVector.Read(AgeVector.OwnFolder(), name));

    private static TheoryData<string> Data(string folder, string missing) =>
        [.. AgeVector.Names(folder).DefaultIfEmpty(missing)];

    private static void Check(AgeVector vector)
    {
        var (outcome, released) = Open(vector);

        Assert.Equal(vector.Expect, outcome);
        if (vector.Payload is not null)
        {
            Assert.Equal(vector.Payload, Convert.ToHexStringLower(SHA256.HashData(released)));
        }
        else if (vector.Expect != "armor failure")
        {
            // Broken armor may come to light only after whole chunks were given out; the vectors do not say how much.
            Assert.Empty(released);
        }
    }

    /// <summary>Opens the vector and keeps everything that was given out, also when it ends in an error.</summary>
    private static (string Outcome, byte[] Released) Open(AgeVector vector)
    {
        List<AgeIdentity> identities =
        [
            .. vector.Identities.Select(text => AgeIdentity.Parse(text)),
            .. vector.Passphrases.Select(text => new ScryptIdentity(text)),
        ];
        using var released = new MemoryStream();
        try
        {
            using var plain = AgeDecryptor.Open(
                new MemoryStream(vector.File), identities, vector.Armored ? AgeEncoding.Armored : AgeEncoding.Binary);
            var buffer = new byte[5_000];
            for (var count = plain.Read(buffer); count > 0; count = plain.Read(buffer))
            {
                released.Write(buffer, 0, count);
            }

            return ("success", released.ToArray());
        }
        catch (AgeException error)
        {
            return (Class(error.Failure), released.ToArray());
        }
        finally
        {
            identities.ForEach(identity => identity.Dispose());
        }
    }

    private static string Class(AgeFailure failure) => failure switch
    {
        AgeFailure.Header => "header failure",
        AgeFailure.Mac => "HMAC failure",
        AgeFailure.NoMatch => "no match",
        AgeFailure.Payload => "payload failure",
        AgeFailure.Armor => "armor failure",
        _ => failure.ToString(),
    };
}
