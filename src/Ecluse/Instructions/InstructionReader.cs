using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Contracts;
using Ecluse.Documents;

namespace Ecluse.Instructions;

/// <summary>Reads an instruction (<c>docs/spec/instruction.md</c>). Strict: what is missing or unknown is an error.</summary>
public static class InstructionReader
{
    private static readonly Lazy<DocumentSchema> LazySchema =
        new(() => DocumentSchema.FromResource(typeof(InstructionReader).Assembly, "instruction.schema.json"));

    /// <summary>The schema that ships with Écluse.</summary>
    public static DocumentSchema Schema => LazySchema.Value;

    /// <summary>Reads an instruction from its exact bytes.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">The file's exact bytes.</param>
    /// <exception cref="DocumentException">
    /// It is not one, with every error's line and column (<c>DOC-…</c>, <c>INSTRUCTION-…</c>).
    /// </exception>
    public static Instruction Read(string file, ReadOnlySpan<byte> bytes)
    {
        var tree = YamlDocument.Read(file, bytes, Schema);
        var problems = new ProblemList(file);
        var scope = new ScopeReader(problems).Read(tree, out var freeText);
        var treatments = new TreatmentReader(problems).Read(tree.Sequence("misfits"), scope);
        var zone = ReadZone(tree, problems);
        var expected = ReadExpected(tree.Mapping("expected-patients")!, problems);
        var fate = tree.Text("fate") == "delete" ? Fate.Delete : Fate.Return;
        var recipients = new RecipientReader(problems).Read(tree.Sequence("recipients")!, fate);
        var eraseBy = tree.Instant("erase-by", problems);
        var remainder = ReadRemainder(tree.Mapping("remainder")!, problems);
        Require(tree, "purpose", problems);
        problems.ThrowIfAny();
        return new Instruction(
            tree.Text("number")!,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            tree.Text("contract")!,
            tree.Text("purpose")!,
            tree.Text("environment") == "test" ? InstructionEnvironment.Test : InstructionEnvironment.Production,
            zone!,
            ReadEndpoint(tree.Mapping("source")!),
            ReadEndpoint(tree.Mapping("target")!),
            scope,
            freeText,
            treatments,
            expected,
            recipients,
            eraseBy!.Value,
            fate,
            remainder!,
            tree.Boolean("trial")!.Value,
            tree.Boolean("sealing-on-arrival") ?? false);
    }

    internal static void Require(DocumentMapping node, string name, ProblemList problems)
    {
        if (Concrete.Fault(node.Text(name)) is { } fault && node.Find(name) is { } value)
        {
            problems.Add("INSTRUCTION-009", value, fault);
        }
    }

    private static TimeZoneInfo? ReadZone(DocumentMapping tree, ProblemList problems)
    {
        var scalar = tree.Scalar("time-zone")!;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(scalar.Text, out var zone) && zone.HasIanaId)
        {
            return zone;
        }

        problems.Add("INSTRUCTION-008", scalar, new(
            "this is not a time zone of the IANA database, as Europe/Paris",
            "ce n’est pas un fuseau de la base IANA, comme Europe/Paris"));
        return null;
    }

    private static Endpoint ReadEndpoint(DocumentMapping node)
    {
        var profile = node.Mapping("profile")!;
        return new Endpoint(node.Text("connection")!, profile.Text("name")!, profile.Text("sha256"));
    }

    private static ExpectedPatients ReadExpected(DocumentMapping node, ProblemList problems)
    {
        var count = node.Integer("count")!.Value;
        var percent = node.Text("tolerance-percent");
        var number = node.Integer("tolerance-count");
        if (percent is null == number is null)
        {
            problems.Add("INSTRUCTION-007", node, new(
                "say the tolerance once: either tolerance-percent or tolerance-count",
                "dites la tolérance une fois : soit tolerance-percent, soit tolerance-count"));
            return new ExpectedPatients(count, 0);
        }

        return new ExpectedPatients(count, number
            ?? (long)Math.Floor(count * decimal.Parse(percent!, NumberStyles.Float, CultureInfo.InvariantCulture) / 100));
    }

    private static Remainder? ReadRemainder(DocumentMapping node, ProblemList problems)
    {
        foreach (var name in (string[])["where", "by", "duty"])
        {
            Require(node, name, problems);
        }

        return node.Date("until", problems) is { } until
            ? new Remainder(node.Text("where")!, node.Text("by")!, until, node.Text("duty")!)
            : null;
    }
}
