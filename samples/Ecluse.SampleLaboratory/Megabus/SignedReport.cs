using System.Globalization;
using System.Text;
using Ecluse.Samples.Rows;

namespace Ecluse.Samples.Megabus;

/// <summary>A report as its bytes were signed: the smallest PDF that a reader opens, with the patient's name on it.</summary>
internal static class SignedReport
{
    /// <summary>The bytes of an order's report.</summary>
    public static byte[] Of(OrderToWrite order, Person person)
    {
        var who = person.Case == PatientCase.Dyed ? SampleDyes.InDocument(person.Index) : person.Family;
        var stream = string.Create(
            CultureInfo.InvariantCulture,
            $"BT /F1 12 Tf 72 760 Td (Compte rendu {order.Number} du {order.Day}) Tj 0 -18 Td ({who}) Tj ET");
        var text = new StringBuilder("%PDF-1.4\n%âãÏÓ\n", 700);
        var offsets = new List<int>();
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            + "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>");
        Add(string.Create(CultureInfo.InvariantCulture, $"<< /Length {stream.Length} >>\nstream\n{stream}\nendstream"));
        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }

        text.Append(CultureInfo.InvariantCulture, $"trailer << /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        var bytes = new byte[text.Length];
        _ = Windows1252.Encode(text.ToString(), bytes);
        return bytes;

        void Add(string content)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }
    }
}
