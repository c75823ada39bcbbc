using Ecluse.Accounts;
using Ecluse.Breaches;
using Ecluse.Host.Accounts;

namespace Ecluse.Host.Breaches;

/// <summary>A breach as an account sees it.</summary>
/// <param name="Dossier">The dossier; what is shown of it to a controller is made from its own part.</param>
/// <param name="Parts">The parts it sees.</param>
/// <param name="IsWhole">Whether it sees all of it.</param>
internal sealed record SeenBreach(BreachDossier Dossier, IReadOnlyList<BreachPart> Parts, bool IsWhole)
{
    /// <summary>The incident and the parts it sees, and no entry of another one.</summary>
    public BreachDossier Own { get; } = IsWhole ? Dossier : new BreachDossier(
        Dossier.Breach with { Parts = Parts }, [.. Dossier.Entries.Where(entry => entry.Part == 0 || Parts.Any(part => part.Number == entry.Part))]);

    /// <summary>What somebody sees of one: the processor's people all of it, a controller's people their own part; null where that is nothing.</summary>
    public static SeenBreach? Of(Account account, BreachDossier dossier, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(dossier);
        if (account.Side == Side.Processor)
        {
            return new SeenBreach(dossier, dossier.Breach.Parts, IsWhole: true);
        }

        var parts = dossier.ConcernedParts.Where(part => part.Controller == account.Controller && dossier.IsSeenBy(part, now)).ToList();
        return parts.Count == 0 ? null : new SeenBreach(dossier, parts, IsWhole: false);
    }

    /// <summary>The part with that number; for a controller its own, whatever was asked.</summary>
    public BreachPart? Part(int number) => IsWhole ? Parts.FirstOrDefault(part => part.Number == number) : Parts[0];

    /// <summary>Whether somebody who sees it so may enter a field: a controller's people in their own part, and of it what is theirs.</summary>
    public bool MayEnter(int part, BreachField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return IsWhole || (part == Parts[0].Number && field.Scope != FieldScope.Incident && field.Name is not (BreachFields.Concerned or BreachFields.Told));
    }
}
