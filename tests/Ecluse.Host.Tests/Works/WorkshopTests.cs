using Ecluse.Errors;
using Ecluse.Passages;

namespace Ecluse.Host.Works;

public sealed class WorkshopTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_job_at_a_time_is_at_work_on_a_passage_and_another_passage_does_not_wait()
    {
        await using var running = await RunningServer.StartAsync();
        await using var workshop = running.NewWorkshop();
        var go = new TaskCompletionSource();
        workshop.Begin("p-1", JobKind.Run, "person:a", async (_, _) =>
        {
            await go.Task;
            return "made";
        });
        Assert.Equal("SERVE-010", Assert.Throws<EcluseException>(() => workshop.Begin("p-1", JobKind.Run, "person:b", Nothing)).Code);
        workshop.Begin("p-2", JobKind.Run, "person:b", Nothing);

        go.SetResult();
        var job = await EndAsync(workshop, "p-1");
        Assert.Equal(("person:a", "made", (EcluseException?)null), (job.By, job.Made, job.Failure));
        workshop.Begin("p-1", JobKind.Run, "person:b", Nothing);
        Assert.Equal("person:b", (await EndAsync(workshop, "p-1")).By);
    }

    [Fact]
    public async Task Who_ends_a_passage_halts_what_is_at_work_on_it_and_waits_until_it_has_let_go()
    {
        await using var running = await RunningServer.StartAsync();
        await using var workshop = running.NewWorkshop();
        var order = new List<string>();
        var began = new TaskCompletionSource();
        workshop.Begin("p-1", JobKind.Run, "person:a", async (_, stop) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => order.Add("let go"), TaskScheduler.Default);
            stop.ThrowIfCancellationRequested();
            return null;
        });
        await began.Task.WaitAsync(Stop);
        workshop.BeginEnding("p-1", JobKind.Stop, "person:b", (_, _) =>
        {
            order.Add("ends");
            return Task.FromResult<string?>(null);
        });
        Assert.Null((await EndAsync(workshop, "p-1")).Failure);
        Assert.Equal(["let go", "ends"], order);
    }

    [Fact]
    public async Task A_job_that_fails_is_told_by_its_code_and_an_unforeseen_error_by_its_shape_only()
    {
        await using var running = await RunningServer.StartAsync();
        await using var workshop = running.NewWorkshop();
        workshop.Begin("p-1", JobKind.Run, "person:a", (_, _) => throw PassageErrors.NotFound());
        Assert.Equal("PASSAGE-001", (await EndAsync(workshop, "p-1")).Failure!.Code);
        workshop.Begin("p-1", JobKind.Run, "person:a", (_, _) => throw new InvalidOperationException("DUPONT Jeanne"));
        var failure = (await EndAsync(workshop, "p-1")).Failure!;
        Assert.Equal("SERVE-012", failure.Code);
        Assert.DoesNotContain("DUPONT", failure.Problem.English + failure.Problem.French, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_halts_its_jobs_and_takes_no_more()
    {
        await using var running = await RunningServer.StartAsync();
        await using var workshop = running.NewWorkshop();
        workshop.Begin("p-1", JobKind.Run, "person:a", async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return null;
        });
        await workshop.CloseAsync();
        Assert.Equal("SERVE-011", workshop.Find("p-1")!.Failure!.Code);
        Assert.Equal("SERVE-011", Assert.Throws<EcluseException>(() => workshop.Begin("p-2", JobKind.Run, "person:a", Nothing)).Code);
    }

    private static Task<string?> Nothing(Job job, CancellationToken stop) => Task.FromResult<string?>(null);

    private static async Task<Job> EndAsync(Workshop workshop, string subject)
    {
        while (true)
        {
            var next = workshop.NextChange;
            if (workshop.Find(subject) is { IsRunning: false } job)
            {
                return job;
            }

            await next.WaitAsync(Stop);
        }
    }
}
