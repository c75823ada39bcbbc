using System.Diagnostics;
using System.Globalization;
using Ecluse.Host.Composition;
using Ecluse.Host.Watch;
using Ecluse.Storage;
using Ecluse.Storage.Alerts;
using Ecluse.Storage.Journal;
using Ecluse.Storage.Watch;
using Ecluse.Watch;
using Microsoft.EntityFrameworkCore;

// watch-bench [SECONDS] [PER-SECOND] [FOLDER]: events come at an even pace through the server's one writer into the state, the watch goes round every
// 15 seconds with every built-in rule; says how long the oldest event of each round had waited, what was lost, and the processor's share.
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 60;
var perSecond = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
var folder = Directory.CreateDirectory(Path.Combine(args.Length > 2 ? args[2] : "watch-bench-room", Guid.NewGuid().ToString("N"))).FullName;
Environment.SetEnvironmentVariable("XDG_STATE_HOME", Path.Combine(folder, "state-home"));
var clock = TimeProvider.System;
try
{
    var data = new DataFolder(Path.Combine(folder, "data"));
    await data.CreateAsync(CancellationToken.None);
    await new JournalSetup(new JournalPlaces(data), clock).StartAsync("bench.example/watch", "agent:bench", CancellationToken.None);
    await using var installation = await Installation.OpenAsync(data, clock, CancellationToken.None);
    using var watcher = new Watcher(installation, new StandingFacts(installation, null));
    await using var writer = new EventWriter(installation.Events, clock);
    await watcher.RoundAsync(CancellationToken.None);

    var (timer, processor) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
    var sending = Task.Run(async () =>
    {
        long sent = 0;
        while (timer.Elapsed.TotalSeconds < seconds)
        {
            for (var due = (long)(timer.Elapsed.TotalSeconds * perSecond); sent < due; sent++)
            {
                writer.Write(Seen(sent, clock.GetUtcNow()));
            }

            await Task.Delay(5);
        }

        return sent;
    });
    var rounds = new List<(double Waited, double Took, int Seen)>();
    while (!sending.IsCompleted)
    {
        await Task.WhenAny(sending, Task.Delay(Watcher.Every));
        rounds.Add(await RoundAsync());
    }

    var sent = await sending;
    await writer.FlushAsync(CancellationToken.None);
    rounds.Add(await RoundAsync());
    var busy = Process.GetCurrentProcess().TotalProcessorTime - processor;
    await using var state = data.Open();
    var kept = await state.Set<WatchEventRow>().LongCountAsync(row => row.Kind != EventKinds.Lost);
    Console.WriteLine($"{sent} events sent in {seconds} s, {kept} kept, {rounds.Sum(one => one.Seen)} looked at; {watcher.Rules.Count} rules, {await state.Set<AlertRow>().CountAsync()} alerts");
    Console.WriteLine($"longest wait of an event {rounds.Max(one => one.Waited):0.0} s, longest round {rounds.Max(one => one.Took):0.00} s, processor {busy.TotalSeconds / timer.Elapsed.TotalSeconds:0.00} of {Environment.ProcessorCount} cores, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");

    async Task<(double Waited, double Took, int Seen)> RoundAsync()
    {
        var place = await installation.Events.PlaceAsync(CancellationToken.None);
        var began = clock.GetUtcNow();
        var (seen, _) = await watcher.RoundAsync(CancellationToken.None);
        var done = clock.GetUtcNow();
        await using var read = data.Open();
        var oldest = await read.Set<WatchEventRow>().Where(row => row.Number > place.Event).OrderBy(row => row.Number).Select(row => (DateTimeOffset?)row.At).FirstOrDefaultAsync();
        return (oldest is { } at ? (done - at).TotalSeconds : 0, (done - began).TotalSeconds, seen);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

// 200 persons at work, and one in a hundred events is a failure from one of 5,000 networks.
static WatchEvent Seen(long number, DateTimeOffset now)
{
    var person = $"person:{number % 200:x12}";
    return (number % 100) switch
    {
        0 => new(now, EventKinds.SignInFailed) { Person = $"tried:{number % 3000:x16}", Network = $"place:{number / 100 % 5000:x16}", Way = "password", Code = "SERVE-026" },
        < 20 => new(now, EventKinds.SignedIn) { Person = person, Network = $"place:{number % 200:x16}", Way = "passkey" },
        < 40 => new(now, EventKinds.KeyUsed) { Person = person, Key = $"ssh:{number % 200:x12}", Network = $"place:{number % 200:x16}", Way = "sftp" },
        < 70 => new(now, EventKinds.Opened) { Person = person, Object = $"p-{number % 40:x12}", Passage = $"p-{number % 40:x12}" },
        _ => new(now, EventKinds.Given) { Person = person, Controller = $"C-{number % 30}", Space = "s-000000000001", Object = $"o-{number % 40:x12}", Count = 1, Bytes = 100_000 },
    };
}
