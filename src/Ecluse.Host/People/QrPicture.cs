using System.Globalization;
using System.Text;
using Ecluse.Markup;
using QRCoder;

namespace Ecluse.Host.People;

/// <summary>A text as a QR code: one SVG path, drawn by the server, dark on light whatever the page's colours, with its quiet zone.</summary>
internal static class QrPicture
{
    /// <summary>The picture.</summary>
    /// <param name="text">What a camera reads.</param>
    /// <param name="label">What a screen reader says of it.</param>
    public static Html Of(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                if (rows[row][column])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
                }
            }
        }

        var box = string.Create(CultureInfo.InvariantCulture, $"0 0 {rows.Count} {rows.Count}");
        return Html.Of(
            $"""<svg class="qr" viewBox="{box}" width="232" height="232" role="img" aria-label="{label}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="{path.ToString()}"/></svg>""");
    }
}
