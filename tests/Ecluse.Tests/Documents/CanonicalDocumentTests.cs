using System.Text.Json.Nodes;
using Ecluse.Canonical;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Documents;

public sealed class CanonicalDocumentTests
{
    private static readonly Manifest Whole = new(
        "p-000000000000", new string('0', 64), "ssh-ed25519 AAAA", new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero), ["age1"],
        [new Parcel(1, "1", ParcelKind.Digests, new string('1', 64), 10, 20, 0, new Dictionary<string, long>())],
        new PassageCounts(0, new Dictionary<string, long>(), 20), 0);

    [Fact]
    public void Comes_back_from_its_bytes() =>
        Assert.Equal(CanonicalDocument.Write(Whole), CanonicalDocument.Write(CanonicalDocument.Read<Manifest>(CanonicalDocument.Write(Whole))));

    [Theory]
    [InlineData("passage")]
    [InlineData("parcels")]
    [InlineData("left-out")]
    [InlineData("counts")]
    public void Is_refused_without_a_member_that_every_one_has(string member) => Refused(document => document.Remove(member));

    [Theory]
    [InlineData("passage")]
    [InlineData("parcels")]
    public void Is_refused_with_null_for_a_member(string member) => Refused(document => document[member] = null);

    [Theory]
    [InlineData("recipients")]
    [InlineData("parcels")]
    public void Is_refused_with_null_in_a_list(string list) => Refused(document => document[list]!.AsArray().Add(null));

    [Fact]
    public void Is_refused_with_a_member_that_none_has() => Refused(document => document["more"] = "1");

    [Fact]
    public void Is_refused_when_a_value_has_another_form_than_ours() =>
        Refused(document => document["parcels"]![0]!["kind"] = "DIGESTS");

    [Theory]
    [InlineData("\"plan/1\"")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("")]
    public void Is_refused_under_another_type_or_under_none_and_the_type_asked_for_is_said(string type)
    {
        var document = CanonicalJson.Read(CanonicalDocument.Write(Whole));
        _ = type.Length == 0 ? document.Remove(CanonicalDocument.TypeMember) : (document[CanonicalDocument.TypeMember] = JsonNode.Parse(type)) is null;

        var refused = Assert.Throws<EcluseException>(() => CanonicalDocument.Read<Manifest>(CanonicalJson.Write(document)));

        Assert.Equal("DOCUMENT-020", refused.Code);
        Assert.Contains(Manifest.DocumentType, refused.Problem.English, StringComparison.Ordinal);
        Assert.Contains(Manifest.DocumentType, refused.Problem.French, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_another_kind_is_said_by_its_place_and_never_by_its_value()
    {
        var document = CanonicalJson.Read(CanonicalDocument.Write(Whole));
        document["parcels"]![0]!["bytes"] = "Kervella";

        var refused = Assert.Throws<EcluseException>(() => CanonicalDocument.Read<Manifest>(CanonicalJson.Write(document)));

        Assert.Contains("$.parcels[0].bytes", refused.Problem.English, StringComparison.Ordinal);
        Assert.Contains("$.parcels[0].bytes", refused.Problem.French, StringComparison.Ordinal);
        Assert.DoesNotContain("Kervella", refused.ToString().Split("--->")[0], StringComparison.Ordinal);
    }

    private static void Refused(Action<JsonObject> change)
    {
        var document = CanonicalJson.Read(CanonicalDocument.Write(Whole));
        change(document);

        var bytes = CanonicalJson.Write(document);

        Assert.Equal("DOCUMENT-021", Assert.Throws<EcluseException>(() => CanonicalDocument.Read<Manifest>(bytes)).Code);
    }
}
