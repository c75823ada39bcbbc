using System.Text;
using System.Text.Json;
using Ecluse.Acts;
using Ecluse.Durability;
using Ecluse.Journal;
using Ecluse.Passages;

namespace Ecluse.Gate.State;

/// <summary>
/// A gate's whole state: a file of lines, each an act with what it changed, read from the start when the gate is opened and appended to,
/// flushed, for each act. A line that was cut off by a crash was never written. One process holds the file.
/// </summary>
internal sealed class GateBook : IDisposable
{
    private readonly FileStream file;
    private readonly TimeProvider clock;
    private readonly List<ActEntry> entries = [];
    private readonly List<ActEntry> open = [];

    private GateBook(FileStream file, TimeProvider clock) => (this.file, this.clock) = (file, clock);

    public Dictionary<string, KeptPassage> Passages { get; } = [];

    public Dictionary<string, StoredPlan> Plans { get; } = [];

    public IReadOnlyList<ActEntry> Entries => entries;

    /// <summary>Intents without outcome, oldest first.</summary>
    public IReadOnlyList<ActEntry> Open => open;

    /// <summary>Opens the book of a folder, or begins it.</summary>
    /// <exception cref="Errors.EcluseException"><c>APART-003</c>: another process has it; <c>APART-002</c>: damaged.</exception>
    public static GateBook OpenIn(string folder, TimeProvider clock)
    {
        var path = Path.Combine(folder, "book");
        FileStream file;
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            file = new FileStream(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw GateErrors.InUse();
        }

        FolderSync.Flush(folder);
        var book = new GateBook(file, clock);
        try
        {
            book.ReadAll();
            return book;
        }
        catch
        {
            book.Dispose();
            throw;
        }
    }

    /// <summary>Journals an act with what it changes, or changes something that is no act (<paramref name="act"/> null).</summary>
    /// <returns>Index of the entry; -1 where there is none.</returns>
    /// <exception cref="Errors.EcluseException"><c>JOURNAL-014</c>, <c>JOURNAL-015</c>, <c>JOURNAL-017</c>.</exception>
    public long Write(Act? act, GateLine change)
    {
        var entry = act is null ? null : EntryOf(act);
        var line = change with { Entry = entry is null ? null : Encoding.UTF8.GetString(entry.ToBytes()) };
        var from = file.Length;
        try
        {
            file.Position = from;
            file.Write(JsonSerializer.SerializeToUtf8Bytes(line, GateLines.Default.GateLine));
            file.WriteByte((byte)'\n');
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // Not written is not done: what came of it goes again, so that the next line does not stand behind half a one.
            file.SetLength(from);
            throw;
        }

        Apply(line, entry);
        return entry?.Index ?? -1;
    }

    public void Dispose() => file.Dispose();

    private ActEntry EntryOf(Act act)
    {
        if (act.Texts is { Count: > 0 })
        {
            // Lines stay; a text that somebody typed must be erasable.
            throw new NotSupportedException("A gate's book takes no typed text.");
        }

        var answered = ActName.Find(act.Name) is { Kind: ActKind.Outcome } name
            ? open.LastOrDefault(intent => act.Intent is { } index
                ? intent.Index == index
                : intent.Act.Name == name.Answers && ActRules.SameThing(intent.Act, act))
            : null;
        var named = answered is null ? act : act with { Intent = answered.Index };
        var (index, now) = (entries.Count, clock.GetUtcNow());
        ActRules.Check(named, answered?.Act, index);
        var entry = new ActEntry(
            index, entries is [.., var last] && last.Time > now ? last.Time : now, named, new Dictionary<string, string>());
        _ = EntryBundle.Encode([entry.ToBytes()]);
        return ActEntry.Read(entry.ToBytes());
    }

    private void ReadAll()
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(whole);
        for (var at = 0; at < whole;)
        {
            var length = bytes.AsSpan(at).IndexOf((byte)'\n');
            try
            {
                var line = JsonSerializer.Deserialize(bytes.AsSpan(at, length), GateLines.Default.GateLine)!;
                Apply(line, line.Entry is null ? null : ActEntry.Read(Encoding.UTF8.GetBytes(line.Entry)));
            }
            catch (Exception damaged) when (damaged is JsonException or Errors.EcluseException or KeyNotFoundException or NullReferenceException)
            {
                throw GateErrors.Damaged(Passages.Count, entries.Count);
            }

            at += length + 1;
        }
    }

    private void Apply(GateLine line, ActEntry? entry)
    {
        if (entry is not null)
        {
            Follow(entry, line.Of);
        }

        if (line.Plan is { } plan)
        {
            Plans[plan.Sha256] = plan;
        }

        if (line.Forgotten is { } forgotten)
        {
            Plans.Remove(forgotten);
        }

        if (line.Opened is { } opened)
        {
            Passages.Add(opened.Id, new KeptPassage(opened));
        }

        if (line.Of is { } id)
        {
            Change(Passages[id], line, entry);
        }
    }

    private static void Change(KeptPassage kept, GateLine line, ActEntry? entry)
    {
        kept.Passage = kept.Passage with
        {
            State = line.To ?? kept.Passage.State, EraseBy = line.Until ?? kept.Passage.EraseBy, Epoch = line.Epoch ?? kept.Passage.Epoch,
        };
        if (line.Document is { } document)
        {
            kept.Documents[document.Kind] = document;
        }

        if (line.Parcel is { } parcel)
        {
            kept.Parcels[parcel.Number] = (parcel, line.Commitment ?? "");
        }

        foreach (var renewed in line.Renewed ?? [])
        {
            kept.Parcels[renewed.Number] = (renewed, kept.Parcels[renewed.Number].Commitment);
        }

        if (line.Load is { } load)
        {
            kept.Loads[load.Number] = load;
        }

        if (line.Intends && entry is not null)
        {
            kept.Intent = (entry.Act.Name, entry.Index);
        }

        if (line.Step && entry is not null)
        {
            kept.Steps.Add(new PassageStep(
                entry.Act.Name, entry.Act.By, entry.Time, line.TookMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null, entry.Index));
        }
    }

    private void Follow(ActEntry entry, string? of)
    {
        entries.Add(entry);
        switch (ActName.Find(entry.Act.Name)?.Kind)
        {
            case ActKind.Intent:
                open.RemoveAll(intent => intent.Act.Name == entry.Act.Name && ActRules.SameThing(intent.Act, entry.Act));
                open.Add(entry);
                break;
            case ActKind.Outcome:
                open.RemoveAll(intent => intent.Index == entry.Act.Intent);
                break;
        }

        foreach (var kept in Passages.Values.Where(kept => kept.Intent is { } intent && intent.Index == entry.Act.Intent))
        {
            kept.Intent = null;
        }
    }
}
