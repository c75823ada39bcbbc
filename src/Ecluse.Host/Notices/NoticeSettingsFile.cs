using Ecluse.Connections;
using Ecluse.Errors;
using Ecluse.Notices;
using Ecluse.Storage;

namespace Ecluse.Host.Notices;

/// <summary><c>notifications.yaml</c> of the data folder, and the secrets it names.</summary>
internal sealed class NoticeSettingsFile(DataFolder data)
{
    public const string FileName = "notifications.yaml";

    private const int SecretLengthMin = 8;

    /// <summary>Reads the file; nothing but the console where there is none.</summary>
    /// <exception cref="EcluseException"><c>CONN-002</c>: others can read it; <c>DOC-…</c>, <c>NOTICE-001</c> to <c>NOTICE-003</c>.</exception>
    public NoticeSettings Read() => File.Exists(Path.Combine(data.Path, FileName)) ? Read(Path.Combine(data.Path, FileName)) : NoticeSettings.None;

    /// <summary>Reads a file anywhere.</summary>
    public static NoticeSettings Read(string path)
    {
        ConnectionsFile.RefuseOthers(path);
        return NoticeSettings.Read(Path.GetFileName(path), File.ReadAllBytes(path));
    }

    /// <summary>The ways that there are now; a file that is wrong leaves the console, and the server's health says so.</summary>
    public NoticeWays WaysInForce()
    {
        try
        {
            return Read().Ways;
        }
        catch (Exception wrong) when (wrong is EcluseException or IOException or UnauthorizedAccessException)
        {
            return NoticeWays.ConsoleOnly;
        }
    }

    /// <summary>The first line of a secret's file.</summary>
    /// <exception cref="EcluseException"><c>CONN-001</c>, <c>CONN-002</c>; <c>NOTICE-004</c>: nothing in it, or too little.</exception>
    public static string Secret(string path)
    {
        ConnectionsFile.RefuseOthers(path);
        return File.ReadLines(path).FirstOrDefault()?.Trim() is { Length: >= SecretLengthMin } secret ? secret : throw NoSecret();
    }

    private static EcluseException NoSecret() => new(
        "NOTICE-004",
        new($"A file that notifications.yaml names as a secret has no first line of {SecretLengthMin} characters or more.",
            $"Un fichier que notifications.yaml désigne comme secret n’a pas de première ligne d’au moins {SecretLengthMin} caractères."),
        new("Write the secret into its first line, for its owner alone (0600).", "Écrire le secret sur sa première ligne, pour son seul propriétaire (0600)."),
        ErrorKind.Refused);
}
