using Ecluse.Markup;

namespace Ecluse.Drawing;

/// <summary>Small samples of the drawing's paints, for legends.</summary>
internal static class Swatch
{
    public static readonly Html Left = Draw(Html.Of($"""<rect class="surf" width="14" height="14"/><rect class="pt-left" width="14" height="14"/><rect class="ln" width="14" height="14"/>"""));

    public static readonly Html Passed = Draw(Html.Of($"""<rect class="w4" width="14" height="14" rx="2"/>"""));

    public static readonly Html ToCome = Draw(Html.Of($"""<rect class="w2" width="14" height="14" rx="2"/>"""));

    public static readonly Html Rejected = Draw(Html.Of($"""<rect class="bad-f" width="14" height="14" rx="2"/>"""));

    public static readonly Html SealedParcel = Draw(Html.Of($"""<rect class="pc-seal" width="14" height="14" rx="2"/><circle class="pc-dot" cx="7" cy="7" r="1.9"/>"""));

    public static readonly Html LoadedParcel = Draw(Html.Of($"""<rect class="pc-load" x=".7" y=".7" width="12.6" height="12.6" rx="2"/><path class="pc-tick" d="M4 7.3l2.3 2.500 4-5"/>"""));

    public static readonly Html ParcelToCome = Draw(Html.Of($"""<rect class="pc-todo" x=".7" y=".7" width="12.6" height="12.6" rx="2"/>"""));

    public static readonly Html BrokenParcel = Draw(Html.Of($"""<rect class="pc-bad" width="14" height="14" rx="2"/><path class="pc-x" d="M4.2 4.2l5.6 5.6m0-5.6l-5.6 5.6"/>"""));

    public static readonly Html Expected = Draw(Html.Of($"""<path class="ln-dash" d="M0 7H14"/>"""));

    private static Html Draw(Html inside) =>
        Html.Of($"""<svg class="sw" viewBox="0 0 14 14" aria-hidden="true">{inside}</svg>""");
}
