using Ecluse.Acts;
using Ecluse.Age;
using Ecluse.Instructions;
using Ecluse.Plans;

namespace Ecluse.Passages;

/// <summary>A passage with everything it is bound to, as the gates check it before they work.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Plan">Its signed plan, read from the exact bytes.</param>
/// <param name="PlanSha256">Hash of these bytes.</param>
/// <param name="Scope">The instruction's scope; the instruction's hash stands in the plan.</param>
public sealed record PassageWork(Passage Passage, Plan Plan, string PlanSha256, Scope Scope)
{
    /// <summary>What the target said it can hold, from the plan.</summary>
    public TargetDescription Target => Plan.Target.Description;

    /// <summary>The plan's recipients, parsed.</summary>
    public IReadOnlyList<AgeRecipient> Recipients =>
        [.. Plan.Recipients.Select(recipient => AgeRecipient.Parse(recipient.Recipient))];

    /// <summary>
    /// The scope of the figures of leg 2: without the fields of which the plan leaves values out or attaches them, because
    /// plain SQL over the source cannot know which. Leg 1 compares these fields, Écluse's remarks included.
    /// </summary>
    public Scope FigureScope
    {
        get
        {
            var moved = Plan.Misfits.Where(misfit => misfit.Treatment is FitTreatment.LeaveValueOut or FitTreatment.AttachAsDocument)
                .ToList();
            var attached = moved.Any(misfit => misfit.Treatment == FitTreatment.AttachAsDocument);
            return Scope with
            {
                Fields = Scope.Fields.ToDictionary(type => type.Key, type => (IReadOnlyList<string>)
                [
                    .. type.Value.Where(name => !moved.Any(misfit => misfit.Type == type.Key && misfit.Field == name)
                        && !(attached && type.Key == "document" && name != "id")),
                ]),
            };
        }
    }

    /// <summary>An act of this passage.</summary>
    public Act Act(string name, string by, params (string Name, string Sha256)[] hashes) => new(
        name,
        by,
        new Dictionary<string, string> { ["passage"] = Passage.Id },
        new Dictionary<string, string>(hashes.Select(hash => KeyValuePair.Create(hash.Name, hash.Sha256)))
        {
            ["plan"] = PlanSha256,
        });

    /// <summary>Stops the source gate before a patient that would pass the plan's limits is sealed (rule 2).</summary>
    /// <exception cref="Errors.EcluseException"><c>PASSAGE-021</c>, with both figures.</exception>
    public void Limit(RunningTotals totals, EncodedPatient next)
    {
        ArgumentNullException.ThrowIfNull(totals);
        ArgumentNullException.ThrowIfNull(next);
        var limits = Plan.Limits;
        Limit("patients", totals.Patients + (next.Key is null ? 0 : 1), limits.Patients);
        Limit("records", totals.AllRecords + next.Records, limits.Records);
        Limit("bytes", totals.PlainBytes + next.Lines.Length, limits.PlainBytes);
    }

    private static void Limit(string what, long found, long most)
    {
        if (found > most)
        {
            throw PassageErrors.MoreThanPlanned(what, found, most);
        }
    }
}
