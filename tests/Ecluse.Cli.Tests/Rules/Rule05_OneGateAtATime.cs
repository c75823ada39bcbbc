using System.Reflection;
using Ecluse.Cli.Lock;
using Ecluse.Errors;
using Ecluse.Passages;
using Ecluse.Plans;

namespace Ecluse.Cli.Rules;

/// <summary>Rule 5: the target gate opens only behind a closed source gate.</summary>
public sealed class Rule05_OneGateAtATime
{
    [Fact]
    public async Task The_target_gate_opens_after_the_manifest_is_signed_and_the_source_is_let_go()
    {
        using var passage = await PreparedPassage.OpenAsync();
        var log = await passage.WithAsync(async (installation, work) =>
        {
            var gates = new GateLog(installation.Gates);
            await new PassageRun(installation.Parts, gates).RunAsync(work, null, default);
            return gates.Said;
        });

        Assert.Equal(["source opened", "source closed", "target opened", "target closed"], log);
    }

    [Fact]
    public async Task Nothing_is_loaded_while_the_source_gate_is_open()
    {
        using var passage = await PreparedPassage.OpenAsync();

        var refusal = await Assert.ThrowsAsync<EcluseException>(() => passage.WithAsync(async (installation, work) =>
        {
            using var identity = installation.Parts.Keys.OpenIdentity(work.Plan.Id, work.Passage.EraseBy, passage.Clock);
            await using var target = await installation.Gates.OpenTargetAsync(work.Plan, default);
            await installation.Parts.Loading.RunAsync(work, 1, target, identity.Identities[0], null, default);
            return 0;
        }));

        Assert.Equal("PASSAGE-027", refusal.Code);
        Assert.Equal(0, passage.Rows().Patients);
    }

    private sealed class GateLog(IGates inner) : IGates
    {
        public List<string> Said { get; } = [];

        public async Task<ISourceGate> OpenSourceAsync(Plan plan, CancellationToken cancellation) =>
            Watch(await inner.OpenSourceAsync(plan, cancellation), "source");

        public async Task<ITargetGate> OpenTargetAsync(Plan plan, CancellationToken cancellation) =>
            Watch(await inner.OpenTargetAsync(plan, cancellation), "target");

        private T Watch<T>(T gate, string name)
            where T : class
        {
            Said.Add($"{name} opened");
            var proxy = DispatchProxy.Create<T, Watched>();
            var watched = (Watched)(object)proxy;
            (watched.Inner, watched.Closed) = (gate, () => Said.Add($"{name} closed"));
            return proxy;
        }
    }

    /// <summary>Tells when the gate is let go.</summary>
    public class Watched : DispatchProxy
    {
        internal object Inner { get; set; } = null!;

        internal Action Closed { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IAsyncDisposable.DisposeAsync))
            {
                Closed();
            }

            return CrashPoint.Call(Inner, targetMethod, args);
        }
    }
}
