using Ecluse.Errors;

namespace Ecluse.Signatures;

public sealed class SignedDocumentTests
{
    [Theory]
    [InlineData("plan/1", SignatureNamespaces.Plan)]
    [InlineData("certificate/12", SignatureNamespaces.Certificate)]
    [InlineData("contract", SignatureNamespaces.Contract)]
    public void Wants_the_signature_of_its_kind(string type, string space) =>
        Assert.Equal(space, SignedDocument.NamespaceOf(type));

    [Theory]
    [InlineData("report/1")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("plan@ecluse")]
    public void Of_no_known_kind_is_not_signed(string? type) =>
        Assert.Equal("SIGN-013", Assert.Throws<EcluseException>(() => SignedDocument.NamespaceOf(type)).Code);
}
