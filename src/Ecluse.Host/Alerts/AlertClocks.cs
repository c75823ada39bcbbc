using Ecluse.Alerts;
using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Writing;

namespace Ecluse.Host.Alerts;

/// <summary>The clocks of alerts as pages show them.</summary>
internal static class AlertClocks
{
    /// <summary>A clock: what is waited for, and how long yet.</summary>
    public static Html Of(AlertClock clock, DateTimeOffset now, Pen pen) => now > clock.Ends
        ? Parts.Tag("stop", pen.Say($"over: {AlertWords.Of(clock.Kind).English}", $"dépassé : {AlertWords.Of(clock.Kind).French}"), "bad")
        : Html.Of($"{pen.Say(AlertWords.Of(clock.Kind))} · {pen.ShortInstant(clock.Ends)}");

    /// <summary>A level, as a tag.</summary>
    public static Html Of(AlertLevel level, Pen pen) => Parts.Tag(
        level >= AlertLevel.High ? "warn" : "clock", pen.Say(AlertWords.Of(level)), level >= AlertLevel.High ? "bad" : level == AlertLevel.Medium ? "warn" : "");
}
