using Ecluse.Markup;

namespace Ecluse.Drawing;

/// <summary>The icons, drawn once in a page and used by name; never without a word beside them.</summary>
internal static class Icons
{
    /// <summary>Drawings of all icons and the two hatchings, invisible by themselves.</summary>
    public static readonly Html Sprite = Html.Of(
        $"""
        <svg class="sprite" aria-hidden="true" focusable="false"><defs><pattern id="p-left" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="ph-b" d="M0 0V6"/></pattern><pattern id="p-stone" width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="ph-a" d="M0 0V5"/></pattern></defs><symbol id="i-check" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><path d="M5.2 8.2l2 2 3.7-4.2"/></symbol><symbol id="i-clock" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><path d="M8 4.5V8l2.4 1.6"/></symbol><symbol id="i-warn" viewBox="0 0 16 16"><path d="M8 2.2l6.3 11.3H1.7z"/><path d="M8 6.5v3.2M8 11.6v.01"/></symbol><symbol id="i-stop" viewBox="0 0 16 16"><path d="M5.3 1.5h5.4l3.8 3.8v5.4l-3.8 3.8H5.3l-3.8-3.8V5.3z"/><path d="M5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4"/></symbol><symbol id="i-minus" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><path d="M5 8h6"/></symbol><symbol id="i-empty" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/></symbol><symbol id="i-now" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><circle class="w4" cx="8" cy="8" r="2.4"/></symbol><symbol id="i-key" viewBox="0 0 16 16"><circle cx="4.5" cy="8" r="3"/><path d="M7.5 8h7M11.5 8v2.6M14.5 8v2"/></symbol><symbol id="i-keyoff" viewBox="0 0 16 16"><circle cx="4.5" cy="8" r="3"/><path d="M7.5 8h7M11.5 8v2.6M14.5 8v2M4 14.5L11.5 1.5"/></symbol><symbol id="i-para" viewBox="0 0 16 16"><path d="M12.5 2.5H7a3 3 0 000 6h1.5M8.5 2.5v11M11.5 2.5v11"/></symbol><symbol id="i-up" viewBox="0 0 16 16"><path d="M3 13.5h10M3 2.5h10M8 10.5v-6M5.6 6.6L8 4.2l2.4 2.4"/></symbol><symbol id="i-down" viewBox="0 0 16 16"><path d="M8 2.5v8M5.2 8L8 10.8 10.8 8M2.5 13.5h11"/></symbol><symbol id="i-arrow" viewBox="0 0 16 16"><path d="M2.5 8h11M9.5 4l4 4-4 4"/></symbol><symbol id="i-seal" viewBox="0 0 16 16"><circle cx="8" cy="6.2" r="4.4"/><path d="M5.2 9.8L4 14.5l4-2 4 2-1.2-4.7"/></symbol><symbol id="i-eye" viewBox="0 0 16 16"><path d="M1.2 8C3 4.9 5.3 3.4 8 3.4S13 4.900 14.800 8C13 11.100 10.700 12.600 8 12.600S3 11.100 1.200 8z"/><circle cx="8" cy="8" r="2"/></symbol></svg>
        """);

    /// <summary>The mark of the house: water that drops one level at a gate.</summary>
    public static readonly Html Logo = Html.Of(
        $"""<svg viewBox="0 0 32 24" aria-hidden="true"><path class="bw" d="M1 7H13M19 17H31"/><path class="bg" d="M16 3V21"/></svg>""");

    public static Html Of(string name, string more = "") =>
        Html.Of($"""<svg class="i{(more.Length > 0 ? " " : "")}{more}" aria-hidden="true"><use href="#i-{name}"/></svg>""");
}
