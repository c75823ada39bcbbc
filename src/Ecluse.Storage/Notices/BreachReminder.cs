using Ecluse.Breaches;

namespace Ecluse.Storage.Notices;

/// <summary>A reminder of a duty after a breach.</summary>
/// <param name="Breach">Id of the breach.</param>
/// <param name="Detail">Duty, number of the part, and which reminder: <c>gdpr-33-1:2:ending</c>.</param>
/// <param name="Controller">Who owes it: name of the controller; empty for the house.</param>
public sealed record BreachReminder(string Breach, string Detail, string Controller)
{
    private static readonly TimeSpan Before = TimeSpan.FromHours(24);

    /// <summary>The reminders of a dossier that are due: when a duty's last day begins, and when its time is over.</summary>
    public static IEnumerable<BreachReminder> Of(BreachDossier dossier, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        return dossier.IsClosed ? [] :
            from running in BreachClock.Of(dossier, now)
            where running is { DoneAt: null, Due: not null }
            from which in Due(running, now)
            select new BreachReminder(
                dossier.Breach.Id, $"{running.Duty.Id}:{running.Part.Number}:{which}", running.Duty.Who == DutyBearer.Controller ? running.Part.Controller : "");
    }

    private static IEnumerable<string> Due(BreachClock running, DateTimeOffset now)
    {
        if (now > running.Due)
        {
            yield return "over";
        }
        else if (now > running.Due - Before)
        {
            yield return "ending";
        }
    }
}
