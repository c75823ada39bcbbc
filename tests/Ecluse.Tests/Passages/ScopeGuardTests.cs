using Ecluse.Errors;
using Ecluse.Instructions;
using Ecluse.Passages;
using Ecluse.Records;

namespace Ecluse.Tests.Passages;

/// <summary>Rule 2: only what is listed leaves; the guard looks again after the gate.</summary>
public sealed class ScopeGuardTests
{
    private readonly ScopeGuard guard = new(new Scope(
        new Dictionary<string, IReadOnlyList<string>> { ["patient"] = ["family-name"], ["order"] = ["number"] },
        new PatientBounds(null, null), null, UndatedRule.Pass, Inspect: false));

    [Fact]
    public void Lets_listed_fields_keys_and_references_between_listed_types_through()
    {
        var order = new LabRecord(RecordType.Order);
        order.Set("id", "7");
        order.Set("patient", "1");
        order.Set("number", "20-7");

        guard.Check(order);
    }

    [Theory]
    [InlineData("patient", "comment-p")]
    [InlineData("patient", "comment-d")]
    [InlineData("patient", "nir")]
    [InlineData("order", "prescriber")]
    [InlineData("observation", "code")]
    public void Stops_at_a_field_that_is_not_listed_and_names_it_without_its_value(string type, string field)
    {
        Assert.True(RecordType.TryFind(type, out var recordType));
        var record = new LabRecord(recordType);
        record.Set(field, "secret-value");

        var error = Assert.Throws<EcluseException>(() => guard.Check(record));

        Assert.Equal("PASSAGE-020", error.Code);
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-value", error.Message, StringComparison.Ordinal);
    }
}
