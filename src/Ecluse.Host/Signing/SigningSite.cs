using Ecluse.Errors;
using Ecluse.Host.WebConsole;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Ecluse.Host.Signing;

/// <summary>
/// The site that signs: another name of the same server, and so another relying party. No browser lets a page of the console use a
/// key of this site, nor the other way round (<c>docs/spec/signatures.md</c>, "Passkeys").
/// </summary>
internal static class SigningSite
{
    /// <summary>Where its pages stand; nothing else is answered there, and they nowhere else.</summary>
    public const string Pages = "/s";

    /// <summary>Whether a request came to it.</summary>
    public static bool Is(HttpContext context) => context.Request.Host.Host == SiteOf(context).Signing;

    /// <summary>Its origin, seen from a request to either site.</summary>
    public static string OriginOf(HttpContext context) => Site.OriginAt(context.Request, SiteOf(context).Signing);

    /// <summary>The console's origin, seen from a request to either site.</summary>
    public static string ConsoleOf(HttpContext context) => Site.OriginAt(context.Request, SiteOf(context).Name);

    /// <summary>One of its pages with a ticket, behind # where no server's log sees it.</summary>
    public static string PageOf(HttpContext context, string page, string ticket) =>
        $"{OriginOf(context)}{Pages}/{page}?lang={(ConsolePage.LanguageOf(context) == Language.French ? "fr" : "en")}#{ticket}";

    private static Site SiteOf(HttpContext context) => context.RequestServices.GetRequiredService<Site>();
}
