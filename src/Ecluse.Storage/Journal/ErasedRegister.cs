using Ecluse.Durability;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>
/// Ids of passages, spaces, objects and hand-overs that were erased on this machine, outside the data folder beside the memories of signing: a restored state
/// that still has one is told so, and the erasure is done again. Ids only; never backed up, never restored.
/// </summary>
/// <param name="places">Where things stand.</param>
public sealed class ErasedRegister(JournalPlaces places)
{
    private const string HandOverWord = "hand-over/";

    /// <summary>Every id, those of passages, plans, spaces, objects and hand-overs together: their forms differ.</summary>
    public IReadOnlySet<string> Read() => FilePath() is { } path && File.Exists(path)
        ? File.ReadAllText(path).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
        : new HashSet<string>();

    /// <summary>Remembers one; twice is once.</summary>
    /// <param name="passage">Passage id.</param>
    /// <param name="plan">Id of its plan, under which its keys were kept.</param>
    public void Add(string passage, string plan) => AddLine(passage, $"{passage} {plan}\n");

    /// <summary>Remembers a space or an object; twice is once.</summary>
    /// <param name="id">Its id.</param>
    public void Add(string id) => AddLine(id, id + "\n");

    /// <summary>Remembers what was handed over of a passage of two gates elsewhere; twice is once.</summary>
    public void AddHandOver(string passage) => Add(HandOverWord + passage);

    /// <summary>Whether what was handed over of a passage is among those read.</summary>
    public static bool HasHandOver(IReadOnlySet<string> erased, string passage)
    {
        ArgumentNullException.ThrowIfNull(erased);
        return erased.Contains(HandOverWord + passage);
    }

    /// <summary>The passage whose hand-over an id means; null where it means none.</summary>
    public static string? HandOverOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(HandOverWord, StringComparison.Ordinal) ? id[HandOverWord.Length..] : null;
    }

    private void AddLine(string id, string line)
    {
        if (FilePath() is not { } path || Read().Contains(id))
        {
            return;
        }

        Directory.CreateDirectory(places.StateHome);
        using (var file = new FileStream(path, FileMode.Append, FileAccess.Write))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(line));
            file.Flush(flushToDisk: true);
        }

        FolderSync.Flush(places.StateHome);
    }

    // One a data folder, and the same after a restore and in a continued log: named after the folder's first log.
    private string? FilePath()
    {
        using var state = places.Data.Open();
        var origin = state.Set<JournalLogRow>().AsNoTracking().OrderBy(log => log.Number).Select(log => log.Origin).FirstOrDefault();
        return origin is null ? null : Path.Combine(places.StateHome, Uri.EscapeDataString(origin) + ".erased");
    }
}
