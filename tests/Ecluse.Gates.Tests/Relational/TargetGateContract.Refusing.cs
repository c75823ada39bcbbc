using System.Numerics;
using System.Reflection;

namespace Ecluse.Relational;

/// <summary>What a target that refuses costs the patients it does not refuse.</summary>
public abstract partial class TargetGateContract
{
    /// <summary>Makes a trigger that refuses the person named TRIGGER, in words that hold the name.</summary>
    private protected abstract void RefuseByTrigger();

    [Fact]
    public async Task Leaves_a_patient_out_whole_whom_a_trigger_of_the_database_refuses_and_passes_none_of_its_words_on()
    {
        await using var gate = await ClaimedAsync();
        RefuseByTrigger();

        var load = await gate.LoadAsync(
            NewLab.Parcel(1, [.. Two, "X patient id=X family-name=TRIGGER sex=male", "X order id=X1 patient=X", "Z patient id=Z family-name=ZOE sex=female"]), default);

        var reject = Assert.Single(load.Rejects);
        Assert.Equal((3, "REJECT-CHECK", "patient", "person"), (reject.Ordinal, reject.Code, reject.Type, reject.Table));
        Assert.DoesNotContain("TRIGGER", reject.ToString(), StringComparison.Ordinal);
        Assert.Equal(["A", "B", "Z"], (await ReadBackAsync(gate)).Select(line => line.Split(':')[0]).Where(one => one != "-").Distinct());
        Assert.Equal("0", Ask("SELECT COUNT(*) FROM visit WHERE ref = 'X1'"));
    }

    [Fact]
    public async Task One_bad_patient_among_ten_thousand_costs_as_many_insertions_as_it_takes_to_halve_them_down_to_him()
    {
        const int Good = 10_000;
        await using var gate = await ClaimedAsync();
        var engine = ((RelationalTarget)(gate is WiredTarget wired ? wired.Inner : gate)).Engine;
        var counted = DispatchProxy.Create<ITargetEngine, InsertionsCounted>();
        ((InsertionsCounted)(object)counted).Inner = engine;
        var over = new RelationalTarget(NewLab.Profile(), counted, TimeProvider.System);
        var lines = Enumerable.Range(0, Good).Select(at => $"P{at} patient id=P{at} family-name=N{at} sex=male").ToList();
        lines.Insert(Good / 3, "X patient id=X family-name=FORBIDDEN sex=male");

        var load = await over.LoadAsync(NewLab.Parcel(1, [.. lines]), default);

        var reject = Assert.Single(load.Rejects);
        Assert.Equal(((Good / 3) + 1, "REJECT-CHECK"), (reject.Ordinal, reject.Code));
        Assert.Equal(Good, load.Records["patient"]);
        Assert.Equal($"{Good}", Ask("SELECT COUNT(*) FROM person WHERE ref LIKE 'P%'"));

        // Where each goes alone nobody else is tried again; else each halving costs two.
        var batch = Math.Min(engine.UnitsPerInsert, Good + 1);
        var most = ((Good + batch) / batch) + (2 * (BitOperations.Log2((uint)batch) + 1));
        Assert.InRange(((InsertionsCounted)(object)counted).Count, 1, most);
    }
}

/// <summary>Counts the insertions that an engine is asked for: each is a round trip, or a few for as many tables.</summary>
public class InsertionsCounted : DispatchProxy
{
    internal ITargetEngine Inner { get; set; } = null!;

    internal int Count { get; private set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Count += targetMethod!.Name == nameof(ITargetEngine.Insert) ? 1 : 0;
        try
        {
            return targetMethod.Invoke(Inner, args);
        }
        catch (TargetInvocationException error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error.InnerException!);
            throw;
        }
    }
}
