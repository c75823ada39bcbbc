using System.Formats.Tar;
using System.Text;

namespace Ecluse.Warnings;

/// <summary>
/// Words and files as one tar in memory: <c>words.txt</c> and <c>files/…</c>. What is sealed, so that any age program and any tar read it.
/// </summary>
public static class WarningTar
{
    /// <summary>Words and files together, at most.</summary>
    public const int BytesMax = 2 * 1024 * 1024;

    private const string Words = "words.txt";
    private const string Folder = "files/";

    /// <summary>Writes it. A file's name keeps its last part only, without what could be a path or a control character.</summary>
    /// <exception cref="Errors.EcluseException"><c>WARN-002</c>: nothing in it; <c>WARN-012</c>: too large.</exception>
    public static byte[] Write(WarningContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Words.Trim().Length == 0 && content.Files.Count == 0)
        {
            throw WarningErrors.Incomplete();
        }

        if (Encoding.UTF8.GetByteCount(content.Words) + content.Files.Sum(file => (long)file.Bytes.Length) > BytesMax)
        {
            throw WarningErrors.TooLarge();
        }

        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(writer, Words, Encoding.UTF8.GetBytes(content.Words));
            foreach (var (at, file) in content.Files.Index())
            {
                Add(writer, $"{Folder}{at + 1}-{Plain(file.Name)}", file.Bytes);
            }
        }

        return tar.ToArray();
    }

    /// <summary>Reads one that <see cref="Write"/> wrote.</summary>
    public static WarningContent Read(Stream tar)
    {
        var words = "";
        var files = new List<WarningFile>();
        using var reader = new TarReader(tar, leaveOpen: true);
        while (reader.GetNextEntry(copyData: true) is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            if (entry.Name == Words)
            {
                words = Encoding.UTF8.GetString(bytes.ToArray());
            }
            else
            {
                files.Add(new WarningFile(entry.Name[Folder.Length..], bytes.ToArray()));
            }
        }

        return new(words, files);
    }

    // The same instant and owner for all: a tar says nothing that the reporter did not.
    private static void Add(TarWriter writer, string name, byte[] bytes) => writer.WriteEntry(
        new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(bytes), ModificationTime = DateTimeOffset.UnixEpoch });

    private static string Plain(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var kept = string.Concat(last.Where(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or ' ').Take(100)).Trim('.', ' ');
        return kept.Length == 0 ? "file" : kept;
    }
}

/// <summary>What a reporter or a handler wrote.</summary>
/// <param name="Words">The words.</param>
/// <param name="Files">The files.</param>
public sealed record WarningContent(string Words, IReadOnlyList<WarningFile> Files);

/// <summary>A file of a warning.</summary>
/// <param name="Name">Name, as it is sealed with it.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record WarningFile(string Name, byte[] Bytes);
