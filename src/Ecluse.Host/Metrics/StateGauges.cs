using System.Diagnostics.Metrics;
using Ecluse.Passages;
using Ecluse.Storage.Passages;
using Microsoft.EntityFrameworkCore;

namespace Ecluse.Host.Metrics;

/// <summary>How things stand in the state, asked each time figures are sent; labels as in <see cref="Counted"/>.</summary>
internal sealed class StateGauges : IDisposable
{
    private readonly ServerParts parts;
    private readonly Meter meter = new(Counted.Meter);

    public StateGauges(ServerParts parts)
    {
        this.parts = parts;
        meter.CreateObservableGauge("ecluse.passages", CountPassages, "{passage}", "Passages by state.");
        meter.CreateObservableGauge("ecluse.erasures.overdue", CountOverdue, "{passage}", "Passages past their erase-by and not erased.");
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<int>> CountPassages()
    {
        using var state = parts.OpenState();
        var counted = state.Set<PassageRow>().AsNoTracking().GroupBy(row => row.State).Select(rows => new { rows.Key, Count = rows.Count() })
            .ToDictionary(one => one.Key, one => one.Count);
        return [.. Enum.GetValues<PassageState>().Select(one => new Measurement<int>(
            counted.GetValueOrDefault(one), new KeyValuePair<string, object?>("state", one.ToString())))];
    }

    private int CountOverdue()
    {
        using var state = parts.OpenState();
        var now = parts.Clock.GetUtcNow();
        return state.Set<PassageRow>().Count(row => row.State != PassageState.Erased && row.EraseBy < now);
    }
}
