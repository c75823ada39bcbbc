using Ecluse.Breaches;
using Ecluse.Canonical;
using Ecluse.Documents;
using Ecluse.Errors;
using Ecluse.Host.Composition;
using Ecluse.Host.HandOvers;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Host.Breaches;

/// <summary>How many patients and records of one controller lay there, as signed manifests and plans tell it: an estimate that a person confirms.</summary>
/// <param name="Patients">Patients of all its passages; one who is in two is counted twice.</param>
/// <param name="Records">Records of all types.</param>
/// <param name="Sources">Where each figure was read.</param>
/// <param name="Untold">What lay there too, and of which nothing signed tells a number: sealed objects of a space, papers that are erased.</param>
internal sealed record FoundFigures(long Patients, long Records, IReadOnlyList<string> Sources, IReadOnlyList<string> Untold)
{
    /// <summary>The fields of a dossier that these figures fill.</summary>
    public static IReadOnlyList<string> Fields { get; } = [BreachFields.Persons, BreachFields.Records];

    /// <summary>Reads the papers of whatever of a controller's data lay there.</summary>
    public static async Task<FoundFigures> OfAsync(Installation installation, BreachPart part, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(part);
        var (patients, records, sources, untold) = (0L, 0L, new List<string>(), new List<string>());
        foreach (var held in part.Holdings)
        {
            if (await CountsAsync(installation, held, cancellation) is var (counts, source))
            {
                patients += counts.Patients;
                records += counts.Records.Values.Sum();
                sources.Add($"{held} ({source})");
            }
            else
            {
                untold.Add(held);
            }
        }

        return new(patients, records, sources, untold);
    }

    /// <summary>Where the figures come from, as a note says it.</summary>
    public Text Note
    {
        get
        {
            var (read, not) = (string.Join(", ", Sources), string.Join(", ", Untold));
            return new(
                $"From {read}; a patient in two passages is counted twice.{(not.Length == 0 ? "" : $" Not counted: {not}.")}",
                $"D’après {read} ; un patient présent dans deux passages est compté deux fois.{(not.Length == 0 ? "" : $" Non compté : {not}.")}");
        }
    }

    /// <summary>What of it a field asks for; null where nothing signed tells it.</summary>
    public long? For(string field) => Sources.Count == 0 ? null : field switch
    {
        BreachFields.Persons => Patients,
        BreachFields.Records => Records,
        _ => null,
    };

    // What was sealed, where the source gate closed; else what the signed plan foresaw.
    private static async Task<(PassageCounts Counts, string Source)?> CountsAsync(Installation installation, string held, CancellationToken cancellation)
    {
        var (kind, id) = held.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (held[..at], held[(at + 1)..]) : ("", held);
        if (kind == "hand-over")
        {
            return await new HandOverShelf(installation).FindAsync(id, cancellation) is { } found ? (found.Manifest.Counts, "manifest") : null;
        }

        if (kind != "passage")
        {
            return null;
        }

        return await installation.Ledger.FindDocumentAsync(id, DocumentKind.Manifest, cancellation) is { } manifest
            ? (CanonicalDocument.Read<Manifest>(manifest.Bytes).Counts, "manifest")
            : await installation.Ledger.FindDocumentAsync(id, DocumentKind.Plan, cancellation) is { } plan
            ? (CanonicalDocument.Read<Plan>(plan.Bytes).Expected, "plan")
            : null;
    }
}
