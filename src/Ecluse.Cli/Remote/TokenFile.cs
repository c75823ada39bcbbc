using Ecluse.Durability;
using Ecluse.Storage.Journal;

namespace Ecluse.Cli.Remote;

/// <summary>The token of a server, in a file that its owner alone reads: <c>$XDG_STATE_HOME/ecluse/servers/HOST_PORT.token</c>.</summary>
internal sealed class TokenFile(Uri server)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    // A name in an address has letters, digits, dots and dashes alone; an IPv6 address is written with its colons escaped.
    private readonly string path = Path.Combine(
        JournalPlaces.OfPerson(), "servers", $"{Uri.EscapeDataString(server.Host)}_{server.Port}.token");

    /// <summary>Reads it.</summary>
    /// <exception cref="Errors.EcluseException"><c>REMOTE-004</c>: there is none; <c>REMOTE-006</c>: others may read it.</exception>
    public string Read()
    {
        if (!File.Exists(path))
        {
            throw RemoteErrors.NoToken();
        }

        return OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == 0
            ? File.ReadAllText(path).Trim()
            : throw RemoteErrors.TokenOpenToOthers();
    }

    /// <summary>Keeps one in the place of the one before.</summary>
    public void Keep(string token)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".new";
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(beside, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(token + "\n"));
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Forgets it.</summary>
    public void Remove() => File.Delete(path);
}
