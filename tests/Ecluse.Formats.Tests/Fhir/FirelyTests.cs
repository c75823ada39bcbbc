using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Ecluse.Fhir;
using Ecluse.Records;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Ecluse;

/// <summary>Firely's SDK is the judge: it accepts every line in its strict mode and gives the same JSON back.</summary>
public sealed class FirelyTests
{
    private static readonly IFhirSerializationEngine Firely = FhirSerializationEngineFactory.Strict(ModelInfo.ModelInspector);

    public static TheoryData<string> Types => [.. RecordType.All.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Accepts_every_resource_and_gives_it_back_the_same(string name)
    {
        Assert.True(RecordType.TryFind(name, out var type));
        JudgeLine(FhirRoundTripTests.Written(FullRecord.Of(type)));

        RecordGenerator.Of(type).Sample(
            record => JudgeLine(FhirRoundTripTests.Written(record)), iter: 1_000);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Accepts_a_record_that_has_nothing_but_its_key(string name)
    {
        Assert.True(RecordType.TryFind(name, out var type));
        var record = new LabRecord(type);
        record.Set("id", "7");

        Assert.True(JudgeLine(FhirRoundTripTests.Written(record)));
        Assert.True(JudgeLine(FhirRoundTripTests.Written(record, decoy: true)));
    }

    [Fact]
    public void Refuses_what_is_not_FHIR()
    {
        Assert.ThrowsAny<Exception>(() => JudgeLine("""{"resourceType":"Observation","status":"finished"}"""u8.ToArray()));
        Assert.ThrowsAny<Exception>(() => JudgeLine("""{"resourceType":"Patient","nickname":"x"}"""u8.ToArray()));
    }

    private static bool JudgeLine(byte[] line)
    {
        var resource = Firely.DeserializeFromJson(Encoding.UTF8.GetString(line));
        var back = Firely.SerializeToJson(resource!);
        Assert.True(
            Same(JsonNode.Parse(line)!, JsonNode.Parse(back)!), Encoding.UTF8.GetString(line) + "\n" + back);
        return true;
    }

    // Equal members in any order, numbers digit for digit.
    private static bool Same(JsonNode a, JsonNode b) => (a, b) switch
    {
        (JsonObject left, JsonObject right) => left.Count == right.Count
            && left.All(member => right[member.Key] is { } other && Same(member.Value!, other)),
        (JsonArray left, JsonArray right) => left.Count == right.Count && left.Zip(right).All(pair => Same(pair.First!, pair.Second!)),
        _ => a.GetValueKind() == b.GetValueKind() && (a.GetValueKind() == JsonValueKind.String
            ? a.GetValue<string>() == b.GetValue<string>()
            : a.ToJsonString() == b.ToJsonString()),
    };
}
