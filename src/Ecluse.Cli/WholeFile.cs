namespace Ecluse.Cli;

/// <summary>Writes a file whole or not at all: beside it first, flushed, then renamed over it.</summary>
internal static class WholeFile
{
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var part = path + ".part";
        await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(bytes, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
    }

    public static Task WriteAsync(string path, string text, CancellationToken cancellation) =>
        WriteAsync(path, System.Text.Encoding.UTF8.GetBytes(text), cancellation);
}
