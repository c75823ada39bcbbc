using System.Text;
using Ecluse.Errors;
using Ecluse.Profiles;
using Text = Ecluse.Errors.Text;

namespace Ecluse.Connections;

/// <summary>Reads <c>connections.yaml</c>.</summary>
public static class ConnectionsFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads every connection of the file.</summary>
    /// <exception cref="EcluseException">
    /// <c>CONN-001</c> no such file; <c>CONN-002</c> others than its owner can read it; <c>CONN-003</c> malformed.
    /// </exception>
    public static IReadOnlyDictionary<string, Connection> Read(string path)
    {
        RefuseOthers(path);
        return Parse(File.ReadAllText(path, Encoding.UTF8), path);
    }

    /// <summary>Reads every connection of the file's text.</summary>
    internal static IReadOnlyDictionary<string, Connection> Parse(string text, string path)
    {
        return All(ProfileYaml.Parse(text, path, "CONN-003"));
    }

    /// <summary>The same from a file of JSON, for a gate that reads no YAML.</summary>
    /// <exception cref="EcluseException">As <see cref="Read"/>.</exception>
    public static IReadOnlyDictionary<string, Connection> ReadJson(string path)
    {
        RefuseOthers(path);
        return All(ProfileJson.Parse(File.ReadAllBytes(path), path, "CONN-003"));
    }

    private static Dictionary<string, Connection> All(ProfileNode root)
    {
        return root.Entries.ToDictionary(entry => entry.Key.Text, entry => One(entry.Key.Text, entry.Value), StringComparer.Ordinal);
    }

    /// <summary>Refuses a file that others than its owner can read or write.</summary>
    internal static void RefuseOthers(string path)
    {
        if (!File.Exists(path))
        {
            throw new EcluseException(
                "CONN-001", new Text($"There is no file {path}.", $"Il n’y a pas de fichier {path}."),
                new Text("Write it as docs/reference/connections.md shows.", "Écrivez-le comme le montre docs/reference/connections.md."),
                ErrorKind.NotFound);
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new EcluseException(
                "CONN-002",
                new Text($"{path} can be read by others than its owner.", $"{path} peut être lu par d’autres que son propriétaire."),
                new Text($"Run: chmod 600 {path}", $"Lancez : chmod 600 {path}"),
                ErrorKind.Refused);
        }
    }

    private static Connection One(string name, ProfileNode node)
    {
        node.Only("engine", "role", "file", "folder", "address", "database", "user", "password", "tls", "ca");
        var engine = node.Need("engine");
        var role = node.Need("role");
        var tls = node.Find("tls");
        return new Connection(
            name,
            role.Text switch
            {
                "source" => ConnectionRole.Source,
                "target" => ConnectionRole.Target,
                var other => throw role.Unknown("the role", "le rôle", other),
            },
            engine.Text is "sqlite" or "postgres" or "mariadb" or "csv" or "fhir" ? engine.Text : throw engine.Unknown("the engine", "le moteur", engine.Text),
            node.Need(engine.Text switch { "sqlite" => "file", "csv" or "fhir" => "folder", _ => "address" }).Text,
            node.Find("database")?.Text,
            node.Find("user")?.Text,
            node.Find("password") is { } password ? Password(password) : null,
            tls?.Text switch
            {
                null => false,
                "verify" => true,
                var other => throw tls.Unknown("the TLS mode", "le mode TLS", other),
            },
            node.Find("ca")?.Text);
    }

    private static PasswordSource Password(ProfileNode node)
    {
        if (node.IsText)
        {
            return node.Text == "prompt"
                ? new PasswordSource(PasswordKind.Prompt, null)
                : throw node.Fail("CONN-004", new Text(
                    "a password is prompt, { file: … } or { credential: … }, never the password itself",
                    "un mot de passe est prompt, { file: … } ou { credential: … }, jamais le mot de passe lui-même"));
        }

        node.Only("file", "credential");
        return node.Find("file") is { } file
            ? new PasswordSource(PasswordKind.File, file.Text)
            : new PasswordSource(PasswordKind.Credential, node.Need("credential").Text);
    }
}
