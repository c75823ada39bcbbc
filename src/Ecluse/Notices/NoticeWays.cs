namespace Ecluse.Notices;

/// <summary>By which ways people can be told beside the console, as the settings have it.</summary>
/// <param name="HasMail">Whether e-mail can be sent.</param>
/// <param name="Others">Names of webhooks and syslog receivers.</param>
public sealed record NoticeWays(bool HasMail, IReadOnlyList<string> Others)
{
    /// <summary>The console itself: always there.</summary>
    public const string Console = "console";

    /// <summary>E-mail.</summary>
    public const string Mail = "mail";

    /// <summary>Nothing but the console.</summary>
    public static NoticeWays ConsoleOnly { get; } = new(false, []);
}
