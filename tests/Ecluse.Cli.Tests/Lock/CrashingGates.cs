using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Cli.Lock;

/// <summary>Gates whose target crashes where the point says.</summary>
internal sealed class CrashingGates(IGates inner, CrashPoint point) : IGates
{
    public Task<ISourceGate> OpenSourceAsync(Plan plan, CancellationToken cancellation) =>
        inner.OpenSourceAsync(plan, cancellation);

    public async Task<ITargetGate> OpenTargetAsync(Plan plan, CancellationToken cancellation) =>
        point.On(await inner.OpenTargetAsync(plan, cancellation));
}
