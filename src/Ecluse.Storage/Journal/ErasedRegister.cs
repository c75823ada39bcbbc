using Ecluse.Durability;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Storage.Journal;

/// <summary>
/// Ids of passages and spaces that were erased on this machine, outside the data folder beside the memories of signing: a restored state
/// that still has one is told so, and the erasure is done again. Ids only; never backed up, never restored.
/// </summary>
/// <param name="places">Where things stand.</param>
public sealed class ErasedRegister(JournalPlaces places)
{
    /// <summary>Every id, passage, plan and space together: their forms differ.</summary>
    public IReadOnlySet<string> Read() => FilePath() is { } path && File.Exists(path)
        ? File.ReadAllText(path).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
        : new HashSet<string>();

    /// <summary>Remembers one; twice is once.</summary>
    /// <param name="passage">Passage id.</param>
    /// <param name="plan">Id of its plan, under which its keys were kept.</param>
    public void Add(string passage, string plan) => AddLine(passage, $"{passage} {plan}\n");

    /// <summary>Remembers a space; twice is once.</summary>
    /// <param name="space">Space id.</param>
    public void Add(string space) => AddLine(space, space + "\n");

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
