using Ecluse.Host.Guard;
using Ecluse.Layout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ecluse.Host.WebConsole;

/// <summary>The console's own files: the style of every page of Écluse with what a console needs besides, its scripts, and what the drop zone has from others.</summary>
internal static class Assets
{
    private static readonly string Style = PageStyle.Css + Read("console.css");
    private static readonly string Script = Read("passkey.js");
    private static readonly string Live = Read("live.js");
    private static readonly string Signing = Read("signing.js");
    private static readonly string Drop = Read("drop.js");
    private static readonly string Warning = Read("show-work.js");
    private static readonly string Vendored = Read("depot-vendor.js");
    private static readonly string Licences = Read("depot-vendor.txt");
    private static readonly string Mark = Read("mark.svg");

    public static void Map(WebApplication application)
    {
        application.MapGet("/assets/console.css", () => Results.Text(Style, "text/css; charset=utf-8")).Open();
        application.MapGet("/assets/mark.svg", () => Results.Text(Mark, "image/svg+xml")).Open();
        application.MapGet("/assets/live.js", () => Results.Text(Live, "text/javascript; charset=utf-8")).Open();
        application.MapGet("/assets/show-work.js", () => Results.Text(Warning, "text/javascript; charset=utf-8")).Open();
        application.MapGet("/assets/drop.js", () => Results.Text(Drop, "text/javascript; charset=utf-8")).Open();
        application.MapGet("/assets/depot-vendor.js", () => Results.Text(Vendored, "text/javascript; charset=utf-8")).Open();
        application.MapGet("/assets/depot-vendor.txt", () => Results.Text(Licences, "text/plain; charset=utf-8")).Open();
        application.MapGet("/assets/signing.js", () => Results.Text(Signing, "text/javascript; charset=utf-8")).Open();
        application.MapGet("/assets/passkey.js", () => Results.Text(Script, "text/javascript; charset=utf-8")).Open();
    }

    private static string Read(string name)
    {
        using var resource = typeof(Assets).Assembly.GetManifestResourceStream("Ecluse.Assets." + name)!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }
}
