using Ecluse.Accounts;
using Ecluse.Host.Composition;
using Ecluse.Host.Works;
using Ecluse.Passages;
using Ecluse.Testkit;

namespace Ecluse.Host;

/// <summary>
/// Photographs the console's states for <c>docs/console</c>; run by hand, into the folder of <c>ECLUSE_SHOTS</c>:
/// <c>-explicit only -class '*ConsoleShots'</c>.
/// </summary>
public sealed class ConsoleShots
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("ECLUSE_SHOTS") ?? "shots";

    // With ECLUSE_SHOTS_ALL every page on the way, for who works on the pages; else what docs/console shows.
    private static readonly bool IsEverything = Environment.GetEnvironmentVariable("ECLUSE_SHOTS_ALL") is not null;
    private static readonly string[] Documented = ["empty", "running", "failed", "stopped", "erased"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task A_passage_empty_running_failed_and_erased_and_its_papers()
    {
        await using var lab = await ConsoleLab.OpenedAsync(misfits: true);
        await lab.AsAsync(Role.Operator);
        await ShootAsync(lab, $"empty=/passages/{lab.Passage}");

        var (reached, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var work = await lab.Installation.WorkAsync(lab.Passage, Stop);
        lab.Server.Workshop.Begin(lab.Passage, JobKind.Run, lab.Last.Person, async (job, stop) =>
        {
            await new Walking(lab.Installation).RunAsync(work, new Holding(job, reached, goOn), stop);
            return null;
        });
        await reached.Task.WaitAsync(Stop);
        await ShootAsync(lab, $"running=/passages/{lab.Passage}");
        goOn.SetResult();
        await lab.Server.Workshop.CloseAsync();
        await lab.RestartAsync();

        var connections = Path.Combine(lab.Stage.Data, "connections.yaml");
        var kept = await File.ReadAllTextAsync(connections, Stop);
        await File.WriteAllTextAsync(connections, kept.Replace("kalisil:", "elsewhere:", StringComparison.Ordinal), Stop);
        using var browser = await lab.AsAsync(Role.Operator);
        await browser.PostFormAsync($"/passages/{lab.Passage}/run");
        await lab.UntilAsync(browser, $"/passages/{lab.Passage}", "CONN-010");
        await ShootAsync(lab, $"failed=/passages/{lab.Passage}");
        await File.WriteAllTextAsync(connections, kept, Stop);

        await browser.PostFormAsync($"/passages/{lab.Passage}/run");
        await lab.UntilAsync(browser, $"/passages/{lab.Passage}", "undecided");
        await ShootAsync(lab, $"refused=/passages/{lab.Passage}", $"differences=/passages/{lab.Passage}/differences", $"stop=/passages/{lab.Passage}/stop");
        await lab.RunAsync("passage", "rejects", "skip", lab.Passage, "REJECT-UNIQUE", "--reason", "re-entered by hand");
        await lab.RunAsync("passage", "run", lab.Passage);
        await ShootAsync(lab, $"reconciled=/passages/{lab.Passage}", $"acceptance=/passages/{lab.Passage}/acceptance");
        var acceptance = lab.Of("acceptance.json");
        await lab.RunAsync("passage", "sample", lab.Passage, "--line", "trois mouettes", "-o", acceptance);
        await lab.RunAsync("sign", acceptance, "--key", lab.Stage.DirectorKey);
        await lab.RunAsync("passage", "accept", lab.Passage, "--acceptance", acceptance, "--signature", acceptance + ".sig");
        await lab.RunAsync("erase", lab.Passage);
        await ShootAsync(
            lab, $"erased=/passages/{lab.Passage}", $"certificate=/passages/{lab.Passage}/certificate", $"dossier=/passages/{lab.Passage}/dossier",
            "journal=/journal", "contracts=/contracts", "contract=/contracts/C-2026-001", "instructions=/instructions", "instruction=/instructions/I-2026-001",
            "certificates=/certificates", "today=/");
    }

    [Fact(Explicit = true)]
    public async Task A_passage_stopped_and_a_plan_that_waits()
    {
        await using var lab = await ConsoleLab.OpenedAsync();
        using var browser = await lab.AsAsync(Role.Operator);
        await lab.RunAsync("passage", "run", lab.Passage);
        await lab.RunAsync("passage", "stop", lab.Passage);
        await browser.PostFormAsync("/instructions/I-2026-001/plan");
        var page = await lab.UntilAsync(browser, "/instructions/I-2026-001", "/plans/");
        var plan = page[(page.IndexOf("/plans/", StringComparison.Ordinal) + 7)..][..14];
        await ShootAsync(lab, $"stopped=/passages/{lab.Passage}", $"plan=/plans/{plan}");
    }

    private static async Task ShootAsync(ConsoleLab lab, params string[] pages)
    {
        var programs = await BrowserPrograms.OrSkipAsync();
        var chosen = pages.Where(page => IsEverything || Documented.Contains(page.Split('=')[0])).ToList();
        if (chosen.Count > 0)
        {
            // A session is one browser's: this one is the photographer's.
            using var photographer = await lab.AsAsync(Role.Operator, device: "ecluse-shots");
            await programs.RunAsync("shots.mjs", [lab.Server.Address.GetLeftPart(UriPartial.Authority), lab.Last.Token, Folder, .. chosen]);
        }
    }

    /// <summary>Lets a run go to the middle of its loading, and holds it there to be photographed.</summary>
    private sealed class Holding(Job job, TaskCompletionSource reached, TaskCompletionSource goOn) : IProgress<PassageProgress>
    {
        public void Report(PassageProgress value)
        {
            job.Report(value);
            if (value is { Stage: PassageStage.Loading, Parcels: >= 4 } && reached.TrySetResult())
            {
                goOn.Task.Wait(Stop);
            }
        }
    }
}
