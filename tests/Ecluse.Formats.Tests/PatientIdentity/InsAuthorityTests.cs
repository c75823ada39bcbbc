using Ecluse.PatientIdentity;

namespace Ecluse;

public sealed class InsAuthorityTests
{
    [Theory]
    [InlineData("1.2.250.1.213.1.4.8", false)]
    [InlineData("1.2.250.1.213.1.4.9", false)]
    [InlineData("1.2.250.1.213.1.4.10", true)]
    [InlineData("urn:oid:1.2.250.1.213.1.4.11", true)]
    public void Says_which_numbers_are_nobodys(string oid, bool isTest)
    {
        Assert.True(InsAuthority.TryRead(oid, out var authority));
        Assert.Equal(isTest, authority.IsTest);
    }

    [Theory]
    [InlineData("1.2.250.1.213.1.4.80")]
    [InlineData("1.2.250.1.213.1.4")]
    [InlineData("")]
    [InlineData(null)]
    public void Is_none_of_other_OIDs(string? oid) => Assert.False(InsAuthority.TryRead(oid, out _));
}
