using System.Security.Cryptography;
using System.Text;
using Ecluse.Errors;
using Ecluse.Records;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Profiles;

/// <summary>Reads a profile's file and refuses what does not hold together, by line and column.</summary>
public static class ProfileReader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int LengthMax = 4 << 20;

    private static readonly string[] Engines = ["sqlite", "postgres", "mariadb", "csv"];

    /// <summary>Reads a profile.</summary>
    /// <param name="bytes">The file's bytes; their hash stands in the plan.</param>
    /// <param name="file">The file's name for messages.</param>
    /// <exception cref="ProfileException">Malformed YAML, an unknown key, table, column, field or transform.</exception>
    public static Profile Read(ReadOnlyMemory<byte> bytes, string file) =>
        Read(Parse(bytes, file), Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));

    /// <summary>Reads it again, so that several gates may share it: what a reading keeps of the last row is its own.</summary>
    internal static Profile Again(Profile profile) => Read(profile.Root, profile.Sha256);

    internal static Profile Read(ProfileNode root, string sha256)
    {
        root.Only(
            "profile", "version", "engines", "engine-hints", "time-zone", "text", "tables", "lists", "bounds", "read",
            "write", "checks", "raw");
        var tables = TablesReader.Read(root.Need("tables"), root.Find("text"));
        var lists = TablesReader.Lists(root.Find("lists"), tables);
        var zone = root.Find("time-zone") is { } named ? TransformReader.Zone(named) : null;
        var transforms = new TransformReader(lists, zone);
        var reads = new ReadRuleReader(tables, transforms).Read(root.Find("read"));
        var bounds = new BoundsReader(tables, reads).Read(root.Find("bounds"));
        var version = root.Need("version");
        return new Profile(Name(root.Need("profile")), version.Number, sha256, root)
        {
            Engines = root.Find("engines") is { } engines ? [.. engines.OneOrMore.Select(Engine)] : [],
            Schema = root.Find("engine-hints")?.Only("schema").Find("schema")?.Text,
            Zone = zone,
            Tables = tables,
            Lists = lists,
            Reads = reads,
            PatientDate = bounds.Patient,
            OrderDate = bounds.Order,
            Writes = new WriteRuleReader(tables, transforms).Read(root.Find("write")),
            Checks = Checks(root.Find("checks")),
            Raw = new BoundsReader(tables, reads).Raw(root.Find("raw")),
        };
    }

    private static ProfileNode Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Length > LengthMax || !System.Text.Unicode.Utf8.IsValid(bytes.Span))
        {
            throw new ProfileException("PROFILE-001", file, 1, 1, new Text(
                "expected UTF-8 of at most 4 MiB", "de l’UTF-8 d’au plus 4 Mio est attendu"));
        }

        return ProfileYaml.Parse(Encoding.UTF8.GetString(bytes.Span), file, "PROFILE-001");
    }

    private static string Name(ProfileNode node) =>
        node.Text.Length is > 0 and <= 60 && node.Text.All(one => one is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')
            ? node.Text
            : throw node.Fail("PROFILE-002", new Text(
                "a name has lower-case letters, digits and hyphens", "un nom a des minuscules, des chiffres et des tirets"));

    private static string Engine(ProfileNode node) =>
        Engines.Contains(node.Text) ? node.Text : throw node.Unknown("the engine", "le moteur", node.Text);

    private static List<ProfileCheck> Checks(ProfileNode? node) => node is null
        ? []
        : [.. node.Entries.Select(entry => Check(Name(entry.Key), entry.Value))];

    private static ProfileCheck Check(string name, ProfileNode node)
    {
        if (node.IsText)
        {
            return new ProfileCheck(name, node.Text, [], node.Mark);
        }

        node.Only("needs", "sql");
        return new ProfileCheck(name, node.Need("sql").Text, [.. node.Need("needs").List.Select(Field)], node.Mark);
    }

    private static (string Type, string Field) Field(ProfileNode node) =>
        node.Text.Split('.') is [var type, var field] && RecordType.TryFind(type, out var record) && record.TryField(field, out _)
            ? (type, field)
            : throw node.Unknown("the field", "le champ", node.Text);
}
