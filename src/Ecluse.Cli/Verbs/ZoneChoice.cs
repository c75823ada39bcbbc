using System.CommandLine;
using Ecluse.Errors;
using Ecluse.Writing;

namespace Ecluse.Cli.Verbs;

/// <summary>The time zone in which a page tells its days and hours.</summary>
internal static class ZoneChoice
{
    public static Option<string> Option() => new("--zone")
    {
        Description = "time zone of the page · fuseau de la page", DefaultValueFactory = _ => "Europe/Paris",
    };

    /// <summary>The zone of that name.</summary>
    /// <exception cref="EcluseException"><c>CHECK-003</c>: this machine knows none.</exception>
    public static PageZone Of(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
        ? PageZone.Of(zone)
        : throw new EcluseException(
            "CHECK-003",
            new("That is no time zone of this machine.", "Ce n’est pas un fuseau de cette machine."),
            new("Give one by its IANA name, as Europe/Paris.", "En donner un par son nom IANA, comme Europe/Paris."),
            ErrorKind.Usage);
}
