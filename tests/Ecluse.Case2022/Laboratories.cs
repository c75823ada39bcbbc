using Ecluse.Samples;

[assembly: AssemblyFixture(typeof(Ecluse.PlannedLaboratory))]
[assembly: AssemblyFixture(typeof(Ecluse.PassedLaboratory))]

namespace Ecluse;

/// <summary>One laboratory for all tests that only try and are refused: its plan is made, nobody has signed it.</summary>
public sealed class PlannedLaboratory : IAsyncLifetime
{
    internal Laboratory Lab { get; } = new(TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        await Lab.FoundAsync(new SampleOptions { Patients = 120, PatientsBeforeBound = 8, Dyed = 2 });
        (await Lab.PlanAsync()).MustSucceed();
    }

    public ValueTask DisposeAsync()
    {
        Lab.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>One laboratory for all tests that look at a whole passage, from contract to certificate.</summary>
public sealed class PassedLaboratory : IAsyncLifetime
{
    internal Laboratory Lab { get; } = new(TimeProvider.System);

    /// <summary>How many statements the old system had run when the plan was made.</summary>
    internal int StatementsOfPlan { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await Lab.FoundAsync(new SampleOptions { Patients = 160, PatientsBeforeBound = 10, Dyed = 3 });
        await Lab.OpenAsync();
        StatementsOfPlan = Lab.StatementsOnSource().Count;
        await Lab.PassAsync();
        await Lab.EndAsync();
    }

    public ValueTask DisposeAsync()
    {
        Lab.Dispose();
        return ValueTask.CompletedTask;
    }
}
