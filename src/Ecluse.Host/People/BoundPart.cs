using Ecluse.Layout;
using Ecluse.Markup;
using Ecluse.Storage.Accounts;
using Ecluse.Writing;

namespace Ecluse.Host.People;

/// <summary>Undertaking and training of a person of the processor, in words (GDPR 28(3)(b)).</summary>
internal static class BoundPart
{
    public static Html Undertaking(AccountRow account, Pen pen) => account is { Undertaking: { } version, UndertakenAt: { } at }
        ? version == Accounts.Undertaking.Version
            ? Html.Of($"""{Day(at, pen)} ({pen.Say($"version {version}", $"version {version}")})""")
            : Parts.Tag("warn", pen.Say($"an older text, version {version}", $"un texte plus ancien, version {version}"), "warn")
        : Parts.Tag("warn", pen.Say("not yet", "pas encore"), "warn");

    public static Html Training(AccountRow account, Pen pen) => account.TrainedOn is { } day
        ? Html.Text(pen.Day(day))
        : Parts.Tag("warn", pen.Say("not yet", "pas encore"), "warn");

    /// <summary>The day of an instant, with its year: what has to come again a year later.</summary>
    public static Html Day(DateTimeOffset at, Pen pen) => Html.Text(pen.Day(DateOnly.FromDateTime(at.UtcDateTime)));
}
