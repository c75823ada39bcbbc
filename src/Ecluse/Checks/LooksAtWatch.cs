namespace Ecluse.Checks;

/// <summary>Looks at the watch, alerts, warnings, breaches and the words that end.</summary>
internal static class LooksAtWatch
{
    public static Seen Watch(CheckFacts facts, Requirement asked) => facts.WatchedAt is not { } at
        ? Seen.DoesNotHold(new("the watch has never read anything here", "la veille n’a encore rien lu ici"))
        : facts.At - at > TimeSpan.FromDays(asked.Days!.Value)
            ? Seen.DoesNotHold(new($"the watch last read on {Evidence.At(at)}", $"la veille a lu pour la dernière fois le {Evidence.At(at)}"))
            : Seen.Holds(new($"the watch last read on {Evidence.At(at)}", $"la veille a lu pour la dernière fois le {Evidence.At(at)}"));

    public static Seen Alerts(CheckFacts facts, Requirement asked)
    {
        var late = facts.Alerts.Where(one => one.IsOver ?? (facts.At - one.At > TimeSpan.FromDays(asked.Days!.Value))).ToList();
        return Seen.Against(
            Evidence.Where([.. late.Select(one => one.Id)], "alerts past their clock", "alertes dont l’échéance est passée"),
            new($"open alerts: {facts.Alerts.Count}, none past its clock", $"alertes ouvertes : {facts.Alerts.Count}, aucune après son échéance"));
    }

    public static Seen Warnings(CheckFacts facts, Requirement asked) => Seen.Against(
        Evidence.Where([.. facts.Warnings.Where(one => one.IsOver).Select(one => one.Id)], "a clock is over without its act", "une échéance est passée sans son acte"),
        new($"warnings looked at: {facts.Warnings.Count}", $"signalements regardés : {facts.Warnings.Count}"));

    public static Seen SecurityTxt(CheckFacts facts, Requirement asked) => facts.SecurityTxtUntil is not { } until
        ? Seen.DoesNotHold(new("none is shown: missing, unsigned or over", "aucun n’est montré : absent, non signé ou échu"))
        : until - facts.At < TimeSpan.FromDays(asked.Days!.Value)
            ? Seen.DoesNotHold(new($"it ends on {Evidence.At(until)}", $"il finit le {Evidence.At(until)}"))
            : Seen.Holds(new($"signed, until {Evidence.At(until)}", $"signé, jusqu’au {Evidence.At(until)}"));

    public static Seen Breaches(CheckFacts facts, Requirement asked) => Seen.Against(
        [.. facts.Breaches.Where(one => one.Late.Count > 0).Select(one => new Errors.Text($"{one.Breach}: {Evidence.List(one.Late)}", $"{one.Breach} : {Evidence.List(one.Late)}"))],
        new($"parts of breaches looked at: {facts.Breaches.Count}", $"parts de violations regardées : {facts.Breaches.Count}"));

    public static Seen Hosting(CheckFacts facts, Requirement asked) => facts.Hosting switch
    {
        null => Seen.NotShown(new("nobody has stated anything", "personne n’a rien déclaré")),
        { IsReason: true } => Seen.Holds(new("stated why no certificate is needed; whether that is right is a lawyer’s question", "déclaré pourquoi aucun certificat n’est requis ; si c’est juste est affaire de juriste")),
        { Until: { } until } when until.DayNumber - DateOnly.FromDateTime(facts.At.UtcDateTime).DayNumber < asked.Days!.Value => Seen.DoesNotHold(new($"the certificate’s last day is {until:yyyy-MM-dd}", $"le dernier jour du certificat est le {until:yyyy-MM-dd}")),
        { } word => Seen.Holds(new($"certificate until {word.Until:yyyy-MM-dd}", $"certificat jusqu’au {word.Until:yyyy-MM-dd}")),
    };
}
