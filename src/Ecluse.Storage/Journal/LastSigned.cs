namespace Ecluse.Storage.Journal;

/// <summary>
/// The memory of the last signed checkpoint, one file a log, outside the data folder: restoring an old backup of the data
/// cannot take it back, so a log never signs two histories. Made by <c>journal init</c> only.
/// </summary>
internal sealed class LastSigned
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly string path;

    public LastSigned(JournalPlaces places, string origin) =>
        path = Path.Combine(places.StateHome, Uri.EscapeDataString(origin) + ".lastsigned");

    public bool Exists => File.Exists(path);

    /// <summary>Makes the file; it must not exist.</summary>
    public void Create(byte[] checkpoint)
    {
        if (Exists)
        {
            throw JournalErrors.MemoryTaken();
        }

        AtomicFile.Replace(path, checkpoint);
    }

    public byte[] Read() => AtomicFile.Read(path) ?? throw JournalErrors.Missing(path);

    public byte[]? TryRead() => AtomicFile.Read(path);

    /// <summary>Puts a new checkpoint where the expected one stands; call it with <see cref="LockAsync"/> held.</summary>
    public void Swap(byte[] expected, byte[] next)
    {
        if (!Read().AsSpan().SequenceEqual(expected))
        {
            throw JournalErrors.Busy();
        }

        AtomicFile.Replace(path, next);
    }

    /// <summary>One signer of this log at a time on this machine; released when disposed or when the process dies.</summary>
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited < Wait)
            {
                await Task.Delay(Pause, cancellation);
            }
            catch (IOException)
            {
                throw JournalErrors.Busy();
            }
        }
    }
}
