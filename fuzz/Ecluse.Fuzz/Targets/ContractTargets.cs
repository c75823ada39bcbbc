using System.IO.Compression;
using System.Text;
using Ecluse.Contracts;
using Ecluse.Contracts.Prose;
using Ecluse.Instructions;

namespace Ecluse.Fuzz.Targets;

/// <summary>What people write: contracts as prose and as records, instructions.</summary>
internal static class ContractTargets
{
    private static readonly string[] YamlWords =
        ["- ", ": ", "\n  ", "{", "}", "[", "]", "&a ", "*a", "!!str ", "<<: ", "? ", "| ", "> ", "---\n", "...\n", "\"", "'", "#", "\t", "%YAML 1.1\n", "null", "~"];

    private static readonly byte[] Body = Seeds.Text(
        """<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Article 1. Objet</w:t></w:r></w:p><w:p><w:r><w:t>Le sous-traitant traite les données pour 24 mois.</w:t><w:tab/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>durée</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>""");

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("contract", Contract, () => Seeds.Of("contract")) { Words = YamlWords, Slowness = 8 },
        new("instruction", Instruction, () => Seeds.Of("instruction")) { Words = YamlWords, Slowness = 8 },
        new("prose-text", static bytes => _ = ProseCheck.Run("contract.txt", bytes), () => Seeds.Of("prose"))
        {
            Words = ["Article ", "\n\n", "| ", " : ", ". ", "## ", "- ", "a) ", "1.1. "], Slowness = 32,
        },
        new("prose-docx", static bytes => _ = ProseCheck.Run("contract.docx", bytes), () => [Docx(Body)]) { Words = ["PK\u0003\u0004"], Slowness = 8 },
        new("prose-docx-within", static bytes => _ = ProseCheck.Run("contract.docx", Docx(bytes)), () => [Body])
        {
            Words = ["<w:p>", "</w:p>", "<w:t>", "</w:t>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sdt>", "&#x41;", "<!DOCTYPE a>", "<![CDATA[", "<?a?>"], Slowness = 8,
        },
        new("prose-pdf", static bytes => _ = ProseCheck.Run("contract.pdf", bytes), () => [Pdf()])
        {
            Words = [" obj", "endobj", "stream\n", "endstream", "xref", "trailer", "<<", ">>", "/Type", "/Kids", "/Parent", "/Length", "/Filter", "/FlateDecode", "1 0 R", "3 0 R", "startxref", "[", "]"],
            Slowness = 8,
        },
    ];

    private static void Contract(byte[] bytes)
    {
        var record = ContractReader.Read("contract.yaml", bytes);
        _ = ContractCheck.Run(record, DateTimeOffset.UnixEpoch);
        _ = ContractProse.Write(record, Errors.Language.French);
    }

    private static void Instruction(byte[] bytes) => InstructionReader.Read("instruction.yaml", bytes);

    private static byte[] Docx(byte[] body)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(archive, "[Content_Types].xml", Seeds.Text("""<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""));
            Part(archive, "_rels/.rels", Seeds.Text("""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""));
            Part(archive, "word/document.xml", body);
        }

        return file.ToArray();
    }

    private static void Part(ZipArchive archive, string name, byte[] bytes)
    {
        using var part = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        part.Write(bytes);
    }

    private static byte[] Pdf()
    {
        const string Page = "BT /F1 12 Tf 72 720 Td (Article 1. Le sous-traitant traite les donnees pour 24 mois.) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {Page.Length} >>\nstream\n{Page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Append(null, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(null, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(place => file.Append(null, $"{place:D10} 00000 n \n"));
        file.Append(null, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
