using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Ecluse.Errors;

using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Ecluse.Contracts.Prose;

public sealed class ProseFileTests
{
    [Fact]
    public void The_same_contract_as_a_docx_has_the_same_verdicts()
    {
        var sample = ProseCorpus.Named("07");

        Assert.Empty(ProseCorpus.Compare(sample, ProseCheck.Run("contract.docx", Docx(Encoding.UTF8.GetString(sample.Bytes)))));
    }

    [Fact]
    public void The_same_contract_as_a_PDF_has_the_same_verdicts()
    {
        var sample = ProseCorpus.Named("02");

        Assert.Empty(ProseCorpus.Compare(sample, ProseCheck.Run("contract.pdf", Pdf(Encoding.UTF8.GetString(sample.Bytes)))));
    }

    [Theory]
    [InlineData("a.docx", "CONTRACT-021")]
    [InlineData("a.pdf", "CONTRACT-021")]
    [InlineData("a.txt", "CONTRACT-022")]
    public void Bytes_that_are_no_document_are_refused(string name, string code) =>
        Assert.Equal(code, Assert.Throws<EcluseException>(() => ProseCheck.Run(name, "12 34 !"u8.ToArray())).Code);

    [Theory]
    [InlineData("<w:p>")]
    [InlineData("<w:sdt>")]
    [InlineData("<other>")]
    public void A_docx_nested_deeper_than_any_document_is_refused_before_the_library_reads_it(string element)
    {
        const int Deep = 100_000;
        var name = element.Trim('<', '>');
        var body = string.Concat(Enumerable.Repeat(element, Deep)) + string.Concat(Enumerable.Repeat($"</{name}>", Deep));
        using var file = new MemoryStream();
        file.Write(Docx("Le contrat dure 24 mois."));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("word/document.xml")!.Delete();
            using var part = archive.CreateEntry("word/document.xml").Open();
            part.Write(Encoding.UTF8.GetBytes(
                $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"));
        }

        Assert.Equal("CONTRACT-020", Assert.Throws<EcluseException>(() => ProseCheck.Run("a.docx", file.ToArray())).Code);
    }

    [Theory]
    [InlineData("- données :\n")]
    [InlineData("Durée. ")]
    public void A_text_of_nothing_but_beginnings_takes_memory_in_proportion_to_its_length(string beginning)
    {
        long Allocated(int times)
        {
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(beginning, times)));
            var before = GC.GetAllocatedBytesForCurrentThread();
            ProseCheck.Run("a.txt", text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(100);
        Assert.InRange(Allocated(8_000), 0, 8 * Allocated(2_000));
    }

    [Fact]
    public void A_file_that_is_too_large_is_refused() => Assert.Equal("CONTRACT-020",
        Assert.Throws<EcluseException>(() => ProseCheck.Run("a.pdf", new byte[ProseFile.FileBytesMax + 1])).Code);

    [Fact]
    public void A_docx_that_swells_when_unpacked_is_refused()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/document.xml").Open();
            var zeros = new byte[1024 * 1024];
            for (var megabyte = 0; megabyte <= ProseFile.UnpackedBytesMax / zeros.Length; megabyte++)
            {
                part.Write(zeros);
            }
        }

        Assert.Equal("CONTRACT-020", Assert.Throws<EcluseException>(() => ProseCheck.Run("a.docx", stream.ToArray())).Code);
    }

    [Fact]
    public void A_PDF_of_pictures_only_says_that_there_is_no_text()
    {
        using var builder = new PdfDocumentBuilder();
        builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4);

        Assert.Equal("CONTRACT-022", Assert.Throws<EcluseException>(() => ProseCheck.Run("a.pdf", builder.Build())).Code);
    }

    [Theory]
    [InlineData("FlateDecode", 0x78)]
    [InlineData("FlateDecode", 0)]
    [InlineData("LZWDecode", 0)]
    public void A_PDF_whose_streams_swell_is_refused_before_they_are_unpacked(string filter, byte begins)
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(new byte[ProseFile.UnpackedBytesMax + 1]);
        }

        var bomb = filter == "FlateDecode" ? packed.ToArray() : new byte[BoundedFilters.UncountedBytesMax + 1];
        bomb[0] = begins;
        Assert.InRange(bomb.Length, 0, 200_000);

        Assert.Equal("CONTRACT-020", Assert.Throws<EcluseException>(() => ProseCheck.Run("a.pdf", PdfOf(filter, bomb))).Code);
    }

    // The smallest PDF of one page whose content is that stream.
    private static byte[] PdfOf(string filter, byte[] stream)
    {
        using var file = new MemoryStream();
        var places = new List<long>();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Begin()
        {
            places.Add(file.Position);
            Write($"{places.Count} 0 obj\n");
        }

        Write("%PDF-1.4\n");
        Begin();
        Write("<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
        Begin();
        Write("<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n");
        Begin();
        Write("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << >> /Contents 4 0 R >>\nendobj\n");
        Begin();
        Write($"<< /Length {stream.Length} /Filter /{filter} >>\nstream\n");
        file.Write(stream);
        Write("\nendstream\nendobj\n");
        var table = file.Position;
        Write($"xref\n0 5\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:D10} 00000 n \n"))}");
        Write($"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private static byte[] Docx(string text)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var body = new Body(text.Split('\n').Where(line => line.Length > 0)
                .Select(line => new Paragraph(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(line) { Space = SpaceProcessingModeValues.Preserve }))));
            document.AddMainDocumentPart().Document = new Document(body);
        }

        return stream.ToArray();
    }

    // Lines of at most 90 characters, 14 points apart, as a word processor would wrap them.
    private static byte[] Pdf(string text)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        PdfPageBuilder? page = null;
        var height = 0;
        foreach (var line in text.Split('\n').SelectMany(line => Wrapped(line, 90)))
        {
            if (height < 60)
            {
                page = builder.AddPage(UglyToad.PdfPig.Content.PageSize.A4);
                height = 800;
            }

            if (line.Length > 0)
            {
                page!.AddText(line, 10, new PdfPoint(50, height), font);
            }

            height -= 14;
        }

        return builder.Build();
    }

    private static IEnumerable<string> Wrapped(string line, int width)
    {
        while (line.Length > width)
        {
            var at = line.LastIndexOf(' ', width);
            yield return line[..at];
            line = line[(at + 1)..];
        }

        yield return line;
    }
}
