using System.Globalization;
using Ecluse.Alerts;
using Ecluse.Breaches;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Notices;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Notices;
using Ecluse.Warnings;

namespace Ecluse.Host.Notices;

/// <summary>Makes what is sent of typed fields when it is sent: ids, levels, clocks, a rule's own title. What people typed is never read here.</summary>
internal sealed class NoticeWording(Installation installation, NoticeSettings settings)
{
    /// <summary>The words of a notification; null where what it is about is no longer there.</summary>
    public async Task<OutgoingNotice?> OfAsync(ClaimedNotice claimed, CancellationToken cancellation)
    {
        var (level, subject, body, path) = await PartsAsync(claimed, cancellation);
        return subject.English is null ? null : new(
            claimed.Id, claimed.Kind, claimed.About, level, claimed.MadeAt, subject, body, settings.Console is { } console ? new Uri(console, path) : null,
            claimed.Channel == NoticeWays.Mail ? await installation.Alerts.AddressOfAsync(claimed.Recipient, cancellation) : null);
    }

    private async Task<(AlertLevel? Level, Text Subject, Text Body, string Path)> PartsAsync(ClaimedNotice claimed, CancellationToken cancellation)
    {
        switch (claimed.Kind)
        {
            case NoticeKind.AlertStep or NoticeKind.NobodyOutside when AlertIds.Is(claimed.About):
                return await installation.Alerts.FindAsync(claimed.About, cancellation) is { } file ? OfAlert(file, claimed) : default;
            case NoticeKind.NobodyOutside:
                return (null,
                    new($"{claimed.About} reached nobody at a laboratory", $"{claimed.About} n’a atteint personne dans un laboratoire"),
                    new($"The notice about {claimed.About} reached no data protection officer of the laboratory under contract {claimed.Detail.Split(':')[^1]}. Tell it by telephone or letter, and enter its officer’s address.",
                        $"L’avis sur {claimed.About} n’a atteint aucun délégué à la protection des données du laboratoire sous contrat {claimed.Detail.Split(':')[^1]}. L’avertir par téléphone ou par courrier, puis saisir l’adresse de son délégué."),
                    claimed.About.StartsWith("w-", StringComparison.Ordinal) ? $"warnings/{claimed.About}" : $"breaches/{claimed.About}");
            case NoticeKind.UnansweredWarning:
                return await installation.Warnings.FindAsync(claimed.About, cancellation) is { } warning ? OfWarning(warning, claimed.Detail) : default;
            case NoticeKind.BreachDuty:
                return OfBreach(claimed);
            default:
                return (null, new("test", "essai"), new("This is a test of Écluse’s notifications: nothing to do.", "Ceci est un essai des notifications d’Écluse : rien à faire."), "alerts");
        }
    }

    private static (AlertLevel?, Text, Text, string) OfAlert(AlertDetail file, ClaimedNotice claimed)
    {
        var (row, level) = (file.Alert, AlertWords.Of(file.Alert.Level));
        var raised = At(row.RaisedAt);
        var (step, last) = (claimed.Step + 1, file.Policy.Steps.Count);
        var which = step <= last ? new Text($"step {step} of its escalation", $"étape {step} de son escalade")
            : new Text($"a reminder, {step - last} times the wait after the last step of its escalation", $"rappel, {step - last} fois le délai après la dernière étape de son escalade");
        var isOutside = claimed.Kind == NoticeKind.NobodyOutside;
        return (row.Level,
            new($"Alert {row.Id}, {level.English}", $"Alerte {row.Id}, niveau {level.French}"),
            new($"{row.Title}\nRaised {raised} by rule {row.Rule}; {which.English}.\n"
                + (isOutside ? "It reached nobody at the laboratory: tell its data protection officer by telephone or letter.\n" : "")
                + "Look at it in the console, say that you have seen it, and enter what is done. Without an act it goes to the next, and to the laboratory at last.",
                $"{row.TitleFrench}\nLevée le {raised} par la règle {row.Rule} ; {which.French}.\n"
                + (isOutside ? "Elle n’a atteint personne au laboratoire : avertir son délégué à la protection des données par téléphone ou par courrier.\n" : "")
                + "La consulter dans la console, la prendre en charge et saisir ce qui est fait. Sans acte, elle passe au suivant, et au laboratoire à la fin."),
            $"alerts/{row.Id}");
    }

    private static (AlertLevel?, Text, Text, string) OfWarning(Warning warning, string clock)
    {
        var kind = WarningWords.Parse<WarningClockKind>(clock) ?? WarningClockKind.Acknowledge;
        var (todo, source, received) = (WarningWords.Of(kind), WarningWords.Of(warning.Source), At(warning.ReceivedAt));
        var subjects = warning.Subjects.Select(WarningWords.Of).ToList();
        return (null,
            new($"Notice of an unanswered warning, {warning.Id}", $"Avis de signalement resté sans réponse, {warning.Id}"),
            new($"Warning {warning.Id} came from {source.English} on {received}, about {string.Join(", ", subjects.Select(one => one.English))}.\n"
                + $"The vendor was {todo.English} by {At(warning.Clocks.Single(one => one.Kind == kind).Ends)} and did not. Ask its data protection officer or security officer, with this number.",
                $"Le signalement {warning.Id} vient de {source.French}, reçu le {received}, objet : {string.Join(", ", subjects.Select(one => one.French))}.\n"
                + $"Le prestataire devait {todo.French} avant le {At(warning.Clocks.Single(one => one.Kind == kind).Ends)} et ne l’a pas fait. Interroger son délégué à la protection des données ou son responsable de la sécurité, avec ce numéro."),
            $"warnings/{warning.Id}");
    }

    private static (AlertLevel?, Text, Text, string) OfBreach(ClaimedNotice claimed)
    {
        var (duty, isOver) = (claimed.Detail.Split(':')[0], claimed.Detail.EndsWith(":over", StringComparison.Ordinal));
        return (null,
            isOver ? new($"Breach {claimed.About}: the time of a duty is over", $"Violation {claimed.About} : le délai d’une obligation est dépassé")
                : new($"Breach {claimed.About}: a duty ends within a day", $"Violation {claimed.About} : une obligation échoit dans le jour"),
            new($"Duty {duty} of breach {claimed.About} {(isOver ? "should have been done" : "is to be done within a day")}. The console shows what is missing; week-ends count.",
                $"L’obligation {duty} de la violation {claimed.About} {(isOver ? "aurait dû être remplie" : "est à remplir dans le jour")}. La console montre ce qui manque ; les fins de semaine comptent."),
            $"breaches/{claimed.About}");
    }

    private static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
