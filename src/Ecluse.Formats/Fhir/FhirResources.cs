using System.Text;
using System.Text.Json;
using Ecluse.Fhir.Shapes;
using Ecluse.Records;

namespace Ecluse.Fhir;

/// <summary>The resource of each record type.</summary>
internal static partial class FhirResources
{
    /// <summary>In the order of <see cref="RecordType.All"/>.</summary>
    internal static readonly FhirResource[] All =
    [
        Practitioner(), Organisation(), Patient(), Coverage(), Order(), Specimen(), Observation(), Report(), Document(),
    ];

    /// <summary>Every member name of the format.</summary>
    internal static IEnumerable<string> Names =>
        All.SelectMany(resource => NamesOf(resource.Shape)).Concat(["reference", "type"]).Distinct();

    /// <summary>The resource of a record type.</summary>
    internal static FhirResource Of(RecordType type) => All[type.Ordinal];

    /// <summary>The resource with which a line begins as we write it, or <see langword="null"/>.</summary>
    internal static FhirResource? StartOf(ReadOnlySpan<byte> line)
    {
        foreach (var resource in All)
        {
            if (line.StartsWith(resource.Head))
            {
                return resource;
            }
        }

        return null;
    }

    /// <summary>The resource that the reader's string names, or <see langword="null"/>.</summary>
    internal static FhirResource? Named(ref readonly Utf8JsonReader reader)
    {
        foreach (var resource in All)
        {
            if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(resource.Name))
            {
                return resource;
            }
        }

        return null;
    }

    private static IEnumerable<string> NamesOf(FhirObject shape) =>
        from member in shape.Members
        from name in new[] { Encoding.UTF8.GetString(member.Name), Encoding.UTF8.GetString(member.AlternativeName) }
            .Concat(member.Objects.SelectMany(NamesOf))
        select name;
}
