using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Ecluse.Errors;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Ecluse.Contracts.Prose;

/// <summary>Takes the lines out of a contract's file, in memory only and within limits (<c>docs/spec/contract-prose.md</c>).</summary>
internal static class ProseFile
{
    internal const int FileBytesMax = 20 * 1024 * 1024;
    internal const int UnpackedBytesMax = 64 * 1024 * 1024;
    internal const int PartsMax = 2_000;
    internal const int DepthMax = 256;
    internal const int PagesMax = 500;
    internal const int CharactersMax = 2_000_000;

    internal static readonly IReadOnlyList<string> Extensions = [".txt", ".md", ".docx", ".pdf"];

    /// <summary>Lines; an empty one ends a paragraph.</summary>
    internal static List<string> Lines(string name, byte[] bytes)
    {
        if (bytes.Length > FileBytesMax)
        {
            throw ProseErrors.TooLarge($"{bytes.Length} bytes · octets", FileBytesMax);
        }

        var lines = Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".docx" => Docx(bytes),
            ".pdf" => Pdf(bytes),
            _ => Plain(bytes),
        };
        var characters = lines.Sum(line => (long)line.Length);
        if (characters > CharactersMax)
        {
            throw ProseErrors.TooLarge($"{characters} characters · caractères", CharactersMax);
        }

        return lines.Any(line => line.Any(char.IsLetter)) ? lines : throw ProseErrors.NoText();
    }

    private static List<string> Plain(byte[] bytes)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            text = Encoding.Latin1.GetString(bytes);
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw ProseErrors.Unreadable("text")
            : [.. text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n')];
    }

    private static List<string> Docx(byte[] bytes)
    {
        try
        {
            MeasureParts(bytes);
            using var stream = new MemoryStream(bytes, writable: false);
            using var document = WordprocessingDocument.Open(
                stream, isEditable: false, new OpenSettings { MaxCharactersInPart = UnpackedBytesMax });
            return document.MainDocumentPart?.Document?.Body is { } body
                ? [.. body.ChildElements.SelectMany(BlockLines)]
                : throw ProseErrors.Unreadable(".docx");
        }
        catch (Exception broken) when (broken is not EcluseException and not OutOfMemoryException)
        {
            throw ProseErrors.Unreadable(".docx", broken);
        }
    }

    // Counted while unpacking: the sizes that an archive states about itself are not believed.
    private static void MeasureParts(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > PartsMax)
        {
            throw ProseErrors.TooLarge($"{archive.Entries.Count} parts · parties", PartsMax);
        }

        var total = 0L;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                total += read;
                if (total > UnpackedBytesMax)
                {
                    throw ProseErrors.TooLarge("bytes unpacked · octets décompressés", UnpackedBytesMax);
                }
            }
        }

        foreach (var entry in archive.Entries)
        {
            MeasureDepth(entry);
        }
    }

    // The library reads elements within one another by calling itself: too many would end the process, not the reading.
    private static void MeasureDepth(ZipArchiveEntry entry)
    {
        using var part = entry.Open();
        using var xml = XmlReader.Create(part, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        try
        {
            while (xml.Read())
            {
                if (xml.Depth > DepthMax)
                {
                    throw ProseErrors.TooLarge("elements deep · éléments imbriqués", DepthMax);
                }
            }
        }
        catch (XmlException)
        {
            // No XML, or broken: the library reads no further than this either.
        }
    }

    private static IEnumerable<string> BlockLines(DocumentFormat.OpenXml.OpenXmlElement block) => block switch
    {
        Table table => table.Descendants<TableRow>()
            .Select(row => $"| {string.Join(" | ", row.Elements<TableCell>().Select(cell => TextOf(cell).Trim()))} |")
            .Append(""),
        Paragraph paragraph => [Marked(paragraph), ""],
        _ => block.Descendants<Paragraph>().SelectMany(paragraph => new[] { Marked(paragraph), "" }),
    };

    private static string Marked(Paragraph paragraph)
    {
        var style = paragraph.ParagraphProperties?.ParagraphStyleId?.Val?.Value ?? "";
        var text = TextOf(paragraph);
        if (style.StartsWith("Heading", StringComparison.OrdinalIgnoreCase) || style.StartsWith("Titre", StringComparison.OrdinalIgnoreCase))
        {
            return $"## {text}";
        }

        return paragraph.ParagraphProperties?.NumberingProperties is null ? text : $"- {text}";
    }

    private static string TextOf(DocumentFormat.OpenXml.OpenXmlElement element) =>
        string.Concat(element.Descendants().Select(part => part switch
        {
            DocumentFormat.OpenXml.Wordprocessing.Text text => text.Text,
            TabChar or Break => " ",
            _ => "",
        }));

    private static List<string> Pdf(byte[] bytes)
    {
        var filters = BoundedFilters.Of(UnpackedBytesMax);
        try
        {
            var lines = PdfLines(bytes, filters);
            return filters.IsExceeded ? throw ProseErrors.TooLarge("bytes unpacked · octets décompressés", UnpackedBytesMax) : lines;
        }
        catch (Exception broken) when (broken is not EcluseException and not OutOfMemoryException)
        {
            throw filters.IsExceeded
                ? ProseErrors.TooLarge("bytes unpacked · octets décompressés", UnpackedBytesMax)
                : ProseErrors.Unreadable("PDF", broken);
        }
    }

    private static List<string> PdfLines(byte[] bytes, BoundedFilters filters)
    {
        using var document = PdfDocument.Open(bytes, new ParsingOptions { FilterProvider = filters });
        if (document.NumberOfPages > PagesMax)
        {
            throw ProseErrors.TooLarge($"{document.NumberOfPages} pages", PagesMax);
        }

        var lines = new List<string>();
        var characters = 0L;
        foreach (var page in document.GetPages())
        {
            var text = ContentOrderTextExtractor.GetText(page, true);
            characters += text.Length;
            if (characters > CharactersMax)
            {
                throw ProseErrors.TooLarge("characters · caractères", CharactersMax);
            }

            lines.AddRange(text.ReplaceLineEndings("\n").Split('\n'));
        }

        return lines;
    }
}
