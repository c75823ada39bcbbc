using System.Diagnostics.CodeAnalysis;

namespace Ecluse.PatientIdentity;

/// <summary>
/// Which list an INS number stands in, by its OID. Numbers of the test and demonstration lists are nobody's:
/// an instruction for production refuses them, and invented patients carry no other.
/// </summary>
/// <remarks>Source: ANS, list of the OIDs of the INS assigning authorities.</remarks>
public sealed record InsAuthority
{
    /// <summary>NIR of a person: <c>1.2.250.1.213.1.4.8</c>.</summary>
    public static readonly InsAuthority Nir = new("1.2.250.1.213.1.4.8", "INS-NIR", isTest: false);

    /// <summary>NIA of a person who awaits a NIR: <c>1.2.250.1.213.1.4.9</c>.</summary>
    public static readonly InsAuthority Nia = new("1.2.250.1.213.1.4.9", "INS-NIA", isTest: false);

    /// <summary>Test numbers: <c>1.2.250.1.213.1.4.10</c>.</summary>
    public static readonly InsAuthority Test = new("1.2.250.1.213.1.4.10", "INS-NIR-TEST", isTest: true);

    /// <summary>Demonstration numbers: <c>1.2.250.1.213.1.4.11</c>.</summary>
    public static readonly InsAuthority Demo = new("1.2.250.1.213.1.4.11", "INS-NIR-DEMO", isTest: true);

    /// <summary>The four of them.</summary>
    public static readonly IReadOnlyList<InsAuthority> All = [Nir, Nia, Test, Demo];

    private InsAuthority(string oid, string code, bool isTest)
    {
        Oid = oid;
        Code = code;
        IsTest = isTest;
    }

    /// <summary>The OID, without <c>urn:oid:</c>; what the record field <c>ins-oid</c> holds.</summary>
    public string Oid { get; }

    /// <summary>The code of the identifier's type in fr-core.</summary>
    public string Code { get; }

    /// <summary>Whether its numbers belong to nobody (test and demonstration).</summary>
    public bool IsTest { get; }

    /// <summary>Finds an authority by its OID, with or without <c>urn:oid:</c>.</summary>
    /// <returns><see langword="false"/> when the OID is none of the four.</returns>
    public static bool TryRead(string? oid, [NotNullWhen(true)] out InsAuthority? authority)
    {
        const string prefix = "urn:oid:";
        var bare = oid?.StartsWith(prefix, StringComparison.Ordinal) == true ? oid[prefix.Length..] : oid;
        authority = All.FirstOrDefault(candidate => candidate.Oid == bare);
        return authority is not null;
    }
}
