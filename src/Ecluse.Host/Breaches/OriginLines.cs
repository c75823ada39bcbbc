using Ecluse.Acts;
using Ecluse.Breaches;
using Ecluse.Host.Composition;

namespace Ecluse.Host.Breaches;

/// <summary>What was done about the warning or alert that a breach came from, as the journal tells it: lines of its timeline.</summary>
/// <param name="installation">Whose journal.</param>
internal sealed class OriginLines(Installation installation)
{
    private const string ReporterOfForm = "warning.received";

    /// <summary>The timeline with these lines in it.</summary>
    /// <param name="timeline">The dossier's own.</param>
    /// <param name="breach">The breach.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<BreachTimeline> AddAsync(BreachTimeline timeline, Breach breach, CancellationToken cancellation)
    {
        if (breach.Origin is not { Kind: OriginKind.Warning or OriginKind.Alert, Id: { } id })
        {
            return timeline;
        }

        var subject = breach.Origin.Kind == OriginKind.Warning ? "warning" : "alert";
        var controllers = await installation.Contracts.ControllersAsync(cancellation);
        var lines = timeline.Lines.ToList();
        await foreach (var entry in installation.Journal.EntriesAsync(0, cancellation))
        {
            if (entry.Act.Subjects.GetValueOrDefault(subject) == id && Line(entry, breach, controllers, timeline.Part) is { } line)
            {
                lines.Add(line);
            }
        }

        return timeline with { Lines = [.. lines.OrderBy(line => line.At)] };
    }

    // An entry that names a contract is about that controller alone: it stands in its timeline and in the whole one.
    private static TimelineLine? Line(ActEntry entry, Breach breach, IReadOnlyDictionary<string, string> controllers, int asked)
    {
        var of = entry.Act.Subjects.GetValueOrDefault("contract") is { } contract ? controllers.GetValueOrDefault(contract, "") : null;
        var part = of is null ? null : breach.Parts.FirstOrDefault(one => one.Controller == of);
        return asked > 0 && of is not null && part?.Number != asked ? null
            : new TimelineLine(entry.Time, entry.Act.Name, part?.Number ?? 0, entry.Act.Name == ReporterOfForm ? null : entry.Act.By, Entry: entry.Index);
    }
}
