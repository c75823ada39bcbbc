namespace Ecluse.Checks;

/// <summary>Looks at accounts and at who may do what.</summary>
internal static class LooksAtPeople
{
    private const int HandlersMin = 2;

    public static Seen SecondFactor(CheckFacts facts, Requirement asked)
    {
        var accounts = Accounts(facts);
        return accounts.Count == 0 ? None() : Seen.Against(
            Evidence.Where([.. accounts.Where(one => !one.IsStrong).Select(one => one.Id)], "a way in with one factor", "un accès à un seul facteur"),
            new($"open accounts: {accounts.Count}", $"comptes ouverts : {accounts.Count}"));
    }

    public static Seen OwnAccounts(CheckFacts facts, Requirement asked)
    {
        if (facts.People.Count == 0)
        {
            return None();
        }

        var shared = facts.SharedUse.Where(one => facts.At - one.At <= TimeSpan.FromDays(asked.Days!.Value)).ToList();
        return Seen.Against(
            [
                .. Evidence.Where([.. shared.Select(one => $"{one.Subject}, {one.Index}")], "accounts seen in two hands (person, entry)", "comptes vus en deux mains (personne, entrée)"),
                .. Evidence.Where([.. facts.People.Where(one => one.SameAs is not null).Select(one => $"{one.Id} = {one.SameAs}")], "two accounts of one person", "deux comptes d’une personne"),
            ],
            new($"people: {facts.People.Count}; sharing seen in {asked.Days} days: 0", $"personnes : {facts.People.Count} ; partages vus en {asked.Days} jours : 0"));
    }

    public static Seen Reviewed(CheckFacts facts, Requirement asked)
    {
        var accounts = Accounts(facts);
        return accounts.Count == 0 ? None() : Seen.Against(
            Evidence.Where(
                [.. accounts.Where(one => facts.At - one.LookedAtOn > TimeSpan.FromDays(asked.Days!.Value)).Select(one => one.Id)], "not looked at for a year", "non revus depuis un an"),
            new($"open accounts: {accounts.Count}, the oldest look on {Evidence.At(accounts.Min(one => one.LookedAtOn))}", $"comptes ouverts : {accounts.Count}, le plus ancien regard le {Evidence.At(accounts.Min(one => one.LookedAtOn))}"));
    }

    public static Seen Undertakings(CheckFacts facts, Requirement asked)
    {
        var own = Accounts(facts).Where(one => one.Controller is null).ToList();
        return own.Count == 0 ? None() : Seen.Against(
            Evidence.Where([.. own.Where(one => !one.IsBound).Select(one => one.Id)], "undertaking or training missing", "engagement ou formation manquant"),
            new($"people of the processor with an account: {own.Count}", $"personnes du sous-traitant ayant un compte : {own.Count}"));
    }

    public static Seen Handlers(CheckFacts facts, Requirement asked) => facts.Handlers >= HandlersMin
        ? Seen.Holds(new($"persons whose key opens warnings: {facts.Handlers}", $"personnes dont la clé ouvre les signalements : {facts.Handlers}"))
        : Seen.DoesNotHold(new($"persons whose key opens warnings: {facts.Handlers}; nobody closes one alone", $"personnes dont la clé ouvre les signalements : {facts.Handlers} ; personne n’en clôt un seul"));

    private static List<PersonFact> Accounts(CheckFacts facts) => [.. facts.People.Where(one => one.HasAccount)];

    private static Seen None() => Seen.NotShown(new("there is no open account", "il n’y a aucun compte ouvert"));
}
