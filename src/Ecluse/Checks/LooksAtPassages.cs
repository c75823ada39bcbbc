namespace Ecluse.Checks;

/// <summary>Looks at what is held, its contracts, instructions, papers and dates.</summary>
internal static class LooksAtPassages
{
    // What falls due is erased within a minute where a server runs; nobody is reproached for that minute.
    private static readonly TimeSpan LateBy = TimeSpan.FromMinutes(5);

    public static Seen Papers(CheckFacts facts, Requirement asked) => facts.Passages.Count == 0
        ? Seen.NotShown(new("no passage yet: nothing to look at", "aucun passage encore : rien à regarder"))
        : Seen.Against(
            [.. facts.Passages.Where(one => one.Missing.Count > 0).Select(one => new Errors.Text(
                $"{one.Id} lacks {Evidence.List(one.Missing)}", $"il manque à {one.Id} : {Evidence.List(one.Missing)}"))],
            new($"passages looked at: {facts.Passages.Count}", $"passages regardés : {facts.Passages.Count}"));

    public static Seen Instructions(CheckFacts facts, Requirement asked)
    {
        var open = facts.Held.Where(one => !one.IsErased).ToList();
        return facts.Held.Count == 0
            ? Seen.NotShown(new("nothing was ever held under an instruction", "rien n’a encore été détenu sous une instruction"))
            : Seen.Against(
                Evidence.Where([.. facts.Held.Where(one => !one.HasInstruction).Select(one => one.Id)], "without a signed instruction", "sans instruction signée"),
                new($"looked at: {facts.Held.Count}, {open.Count} of them not erased", $"regardés : {facts.Held.Count}, dont {open.Count} non effacés"));
    }

    public static Seen Contracts(CheckFacts facts, Requirement asked)
    {
        if (facts.Contracts.Count == 0)
        {
            return facts.HasData
                ? Seen.DoesNotHold(new("data is held and there is no contract", "des données sont détenues sans contrat"))
                : Seen.NotShown(new("no contract yet", "aucun contrat encore"));
        }

        // A controller of whom nothing is left here needs none any more; one that has something, needs one now.
        var owing = facts.Held.Where(one => !one.IsErased).Select(one => one.Controller).ToHashSet();
        var without = owing.Where(name => !facts.Contracts.Any(one => one.Controller == name)).ToList();
        var faulty = facts.Contracts.Where(one => one.Faults.Count > 0
            && owing.Contains(one.Controller) && !facts.Contracts.Any(other => other.Controller == one.Controller && other.Faults.Count == 0)).ToList();
        var inForce = facts.Contracts.Count(one => one.Faults.Count == 0);
        return without.Count + faulty.Count > 0
            ? new(Verdict.DoesNotHold,
            [
                .. faulty.Select(one => new Errors.Text($"{one.Number}: {Evidence.List(one.Faults)}", $"{one.Number} : {Evidence.List(one.Faults)}")),
                .. Evidence.Where([.. facts.Held.Where(one => !one.IsErased && without.Contains(one.Controller)).Select(one => one.Id)], "held without any contract", "détenus sans aucun contrat"),
            ])
            : inForce == 0
                ? Seen.NotShown(new("no contract is in force, and nothing is held", "aucun contrat n’est en vigueur, et rien n’est détenu"))
                : Seen.Holds(new(
                    $"in force: {inForce} of {facts.Contracts.Count}, points looked at in each: {facts.Contracts.Max(one => one.Points)}; controllers with data now: {owing.Count}",
                    $"en vigueur : {inForce} sur {facts.Contracts.Count}, points regardés dans chacun : {facts.Contracts.Max(one => one.Points)} ; responsables avec des données : {owing.Count}"));
    }

    public static Seen Overdue(CheckFacts facts, Requirement asked)
    {
        var open = facts.Held.Where(one => !one.IsErased).ToList();
        return Seen.Against(
            Evidence.Where([.. open.Where(one => one.EraseBy + LateBy <= facts.At).Select(one => one.Id)], "past their date", "date dépassée"),
            open.Count == 0
                ? new("nothing is held now", "rien n’est détenu à présent")
                : new($"held: {open.Count}, the next is erased by {Evidence.At(open.Min(one => one.EraseBy))}", $"détenus : {open.Count}, le prochain est effacé au plus tard le {Evidence.At(open.Min(one => one.EraseBy))}"));
    }

    public static Seen Keys(CheckFacts facts, Requirement asked) => Seen.Against(
        Evidence.Where(facts.KeysOverdue, "keys that should be gone", "clés qui devraient avoir disparu"),
        new($"identities on this machine: {facts.Keys}", $"identités sur cette machine : {facts.Keys}"));

    public static Seen Certificates(CheckFacts facts, Requirement asked)
    {
        var erased = facts.Held.Where(one => one is { IsErased: true, OwesCertificate: true }).ToList();
        return erased.Count == 0
            ? Seen.NotShown(new("nothing has been erased yet: no certificate to look at", "rien n’est encore effacé : aucun certificat à regarder"))
            : Seen.Against(
                Evidence.Where([.. erased.Where(one => !one.HasCertificate).Select(one => one.Id)], "erased without a certificate", "effacés sans certificat"),
                new($"erased with a signed certificate: {erased.Count}", $"effacés avec un certificat signé : {erased.Count}"));
    }
}
