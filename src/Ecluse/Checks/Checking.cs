namespace Ecluse.Checks;

/// <summary>Judges an installation: every requirement, by what was looked at and what was answered.</summary>
public static class Checking
{
    private static readonly Dictionary<string, Func<CheckFacts, Requirement, Seen>> Looks = new()
    {
        ["passage-papers"] = LooksAtPassages.Papers,
        ["instructions-in-force"] = LooksAtPassages.Instructions,
        ["contracts-in-force"] = LooksAtPassages.Contracts,
        ["nothing-overdue"] = LooksAtPassages.Overdue,
        ["keys-overdue"] = LooksAtPassages.Keys,
        ["certificates"] = LooksAtPassages.Certificates,
        ["sealed-at-rest"] = LooksAtMachine.Sealed,
        ["key-files"] = LooksAtMachine.Files,
        ["transport"] = LooksAtMachine.Transport,
        ["ssh-algorithms"] = LooksAtMachine.Ssh,
        ["backup-recent"] = LooksAtMachine.Backup,
        ["journal-verifies"] = LooksAtMachine.Journal,
        ["second-factor"] = LooksAtPeople.SecondFactor,
        ["own-accounts"] = LooksAtPeople.OwnAccounts,
        ["rights-reviewed"] = LooksAtPeople.Reviewed,
        ["undertakings"] = LooksAtPeople.Undertakings,
        ["warning-handlers"] = LooksAtPeople.Handlers,
        ["watch-recent"] = LooksAtWatch.Watch,
        ["alerts-answered"] = LooksAtWatch.Alerts,
        ["warnings-answered"] = LooksAtWatch.Warnings,
        ["security-txt"] = LooksAtWatch.SecurityTxt,
        ["breach-clocks"] = LooksAtWatch.Breaches,
        ["hosting-word"] = LooksAtWatch.Hosting,
    };

    /// <summary>Names of the looks that requirements may name.</summary>
    public static IReadOnlyCollection<string> Names => Looks.Keys;

    /// <summary>Judges every requirement.</summary>
    /// <param name="facts">What was gathered.</param>
    /// <param name="answers">What was answered.</param>
    public static CheckReport Of(CheckFacts facts, CheckAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(answers);
        var today = DateOnly.FromDateTime(facts.At.UtcDateTime);
        return new CheckReport(facts.At, null, [.. RequirementBook.All.Select(one =>
            Found(one, one.Looks is { } look ? Looks[look](facts, one) : answers.Judge(one, today)))]);
    }

    /// <summary>Judges those that can be judged for one controller, on what is that controller's alone.</summary>
    /// <param name="facts">What was gathered of the whole installation.</param>
    /// <param name="controller">Its name.</param>
    public static CheckReport Of(CheckFacts facts, string controller)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var own = facts.Of(controller);
        return new CheckReport(facts.At, controller, [.. RequirementBook.All.Where(one => one.IsOfController).Select(one => Found(one, Looks[one.Looks!](own, one)))]);
    }

    private static Finding Found(Requirement requirement, Seen seen) => new(requirement, seen.Verdict, seen.Evidence);
}
