namespace Ecluse.Durability;

/// <summary>Writes a file whole or not at all: beside it first, flushed, then renamed over it.</summary>
public static class WholeFile
{
    /// <summary>Writes bytes.</summary>
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        WriteAsync(path, async file => await file.WriteAsync(bytes, cancellation));

    /// <summary>The same from a stream.</summary>
    public static Task WriteAsync(string path, Stream content, CancellationToken cancellation) =>
        WriteAsync(path, file => content.CopyToAsync(file, cancellation));

    /// <summary>The same from whoever writes into it.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var part = path + ".part";
        var file = new FileStream(part, FileMode.Create, FileAccess.Write);
        try
        {
            await using (file)
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            // On a full disk it would keep the room that the next attempt needs.
            File.Delete(part);
            throw;
        }
    }

    /// <summary>Writes text, in UTF-8.</summary>
    public static Task WriteAsync(string path, string text, CancellationToken cancellation) =>
        WriteAsync(path, System.Text.Encoding.UTF8.GetBytes(text), cancellation);
}
