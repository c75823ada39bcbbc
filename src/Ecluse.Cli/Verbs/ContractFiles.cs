using Ecluse.Contracts;
using Ecluse.Errors;

namespace Ecluse.Cli.Verbs;

/// <summary>Reads the files that the verbs on contracts and instructions are given.</summary>
internal static class ContractFiles
{
    public static async Task<SignedContract> ReadAsync(
        string record, string? controller, string? processor, CancellationToken cancellation) => SignedContract.Read(
            Path.GetFileName(record),
            await BytesAsync(record, cancellation),
            controller is null ? null : await TextAsync(controller, cancellation),
            processor is null ? null : await TextAsync(processor, cancellation));

    public static async Task<string> TextAsync(string path, CancellationToken cancellation) =>
        System.Text.Encoding.UTF8.GetString(await BytesAsync(path, cancellation));

    /// <exception cref="EcluseException"><c>CLI-014</c>: there is no such file.</exception>
    public static async Task<byte[]> BytesAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EcluseException(
                "CLI-014",
                new($"There is no file {Path.GetFileName(path)} there.", $"Il n’y a pas de fichier {Path.GetFileName(path)} à cet endroit."),
                new("Check the path.", "Vérifiez le chemin."),
                ErrorKind.NotFound);
        }
    }

    /// <summary>Writes a file that is not there yet.</summary>
    public static async Task WriteNewAsync(string path, string text, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), cancellation);
        file.Flush(flushToDisk: true);
    }

    public static EcluseException Exists(string name) => new(
        "CONTRACT-007",
        new($"{name} is there already; nothing was written.", $"{name} existe déjà ; rien n’a été écrit."),
        new("Name another folder.", "Nommez un autre dossier."),
        ErrorKind.Usage);
}
