using System.Text;
using System.Text.Json;
using CsCheck;
using Ecluse.Contracts;
using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Testkit;

namespace Ecluse.Documents;

public sealed class ShippedSchemaTests
{
    public static TheoryData<string> Names => ["contract", "instruction"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Close_every_mapping(string name)
    {
        using var json = JsonDocument.Parse(Schema(name).Json);
        Assert.Empty(Open(json.RootElement, name));
    }

    [Fact]
    public void An_open_mapping_would_be_found()
    {
        using var json = JsonDocument.Parse("""{"type":"array","items":{"type":["object","null"],"properties":{}}}""");
        Assert.Equal(["x.items"], Open(json.RootElement, "x"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Say_what_they_want_in_both_languages(string name)
    {
        using var json = JsonDocument.Parse(Schema(name).Json);
        Assert.All(
            Descriptions(json.RootElement).Where(text => text is not ("patients" or "pages")),
            text => Assert.Contains(" // ", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("contract")]
    [InlineData("instruction")]
    public void Refuse_whatever_is_damaged_with_a_line_and_never_with_another_error(string name)
    {
        var bytes = Sample(name);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte, Gen.Int[0, 40]).Sample(
            (at, value, cut) =>
            {
                var damaged = bytes.ToArray();
                damaged[at] = value;
                byte[] shorter = [.. damaged[..at], .. damaged[Math.Min(damaged.Length, at + cut)..]];
                try
                {
                    Read(name, shorter);
                }
                catch (DocumentException error)
                {
                    return error.Problems.All(problem => problem.Mark is { Line: > 0, Column: > 0 }) && error.Kind == ErrorKind.Usage;
                }

                return true;
            },
            iter: 400);
    }

    private static void Read(string name, byte[] bytes)
    {
        if (name == "contract")
        {
            _ = ContractCheck.Run(ContractReader.Read("x", bytes), SampleContract.Within);
        }
        else
        {
            _ = InstructionReader.Read("x", bytes);
        }
    }

    private static byte[] Sample(string name) => File.ReadAllBytes(name == "contract"
        ? RepositoryRoot.Of("samples", "contracts", "records", "own.contract.yaml")
        : RepositoryRoot.Of("samples", "instructions", "trois-rivieres.instruction.yaml"));

    private static DocumentSchema Schema(string name) => name == "contract" ? ContractReader.Schema : InstructionReader.Schema;

    private static IEnumerable<string> Open(JsonElement node, string path)
    {
        if (node.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        if (node.TryGetProperty("properties", out _) && node.TryGetProperty("type", out _)
            && !(node.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.False or JsonValueKind.Object))
        {
            yield return path;
        }

        foreach (var inner in node.EnumerateObject().SelectMany(member => Open(member.Value, $"{path}.{member.Name}")))
        {
            yield return inner;
        }
    }

    private static IEnumerable<string> Descriptions(JsonElement node) => node.ValueKind != JsonValueKind.Object ? [] :
        node.EnumerateObject().SelectMany(member => member is { Name: "description", Value.ValueKind: JsonValueKind.String }
            ? [member.Value.GetString()!]
            : Descriptions(member.Value));
}
