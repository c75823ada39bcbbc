using Ecluse.Journal;

namespace Ecluse.Storage.Journal;

/// <summary>Where the journal's files stand: tiles and keys in the data folder, the memory of signing outside it.</summary>
/// <param name="data">The data folder.</param>
/// <param name="stateHome">Folder of the <c>.lastsigned</c> files; null takes the person's own.</param>
public sealed class JournalPlaces(DataFolder data, string? stateHome = null)
{
    /// <summary>The data folder.</summary>
    public DataFolder Data { get; } = data;

    /// <summary>Folder of the memories: <c>$XDG_STATE_HOME/ecluse</c>, else <c>~/.local/state/ecluse</c>.</summary>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-027</c>: inside the data folder.</exception>
    public string StateHome { get; } = Outside(data, Path.GetFullPath(stateHome ?? OfPerson()));

    /// <summary>Whether this machine remembers having signed that log.</summary>
    public bool Remembers(string origin) => new LastSigned(this, origin).Exists;

    /// <summary>Where programs keep what they remember for this person of the machine: <c>$XDG_STATE_HOME/ecluse</c>, else <c>~/.local/state/ecluse</c>.</summary>
    public static string OfPerson()
    {
        var home = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        return string.IsNullOrEmpty(home)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "ecluse")
            : Path.Combine(home, "ecluse");
    }

    /// <summary>Key of a log by its number.</summary>
    internal string Key(int number) => Path.Combine(Data.SigningKeys, number == 1 ? "journal.key" : $"journal-{number}.key");

    /// <summary>Folder of a log's checkpoint and tiles.</summary>
    internal string Log(string origin) => Path.Combine(Data.Journal, Uri.EscapeDataString(origin));

    /// <summary>A log's published checkpoint.</summary>
    internal string Checkpoint(string origin) => Path.Combine(Log(origin), "checkpoint");

    /// <summary>A log's verifier key, for auditors.</summary>
    internal string VerifierKey(string origin) => Path.Combine(Log(origin), "vkey");

    /// <summary>A tile of a log.</summary>
    internal string Tile(string origin, Tile tile) => Path.Combine(Log(origin), tile.Path);

    private static string Outside(DataFolder data, string stateHome) =>
        Path.GetRelativePath(data.Path, stateHome) is var relative
        && (relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            ? stateHome
            : throw JournalErrors.MemoryInside();
}
