using System.Globalization;
using System.Security.Cryptography;
using Ecluse.Bench;

// alerts-bench [keep]: a state with 10,000 alerts and 1,000 open timers. Told are a round of the escalation with nothing due and one with a step due of
// every open alert, journal included, and the page of today: queries, bytes, time. With keep, from the repository's root, they take the place of those
// before in docs/performance.md.
var folder = Directory.CreateDirectory(Path.Combine("alerts-bench-room", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)))).FullName;
try
{
    var figures = await new AlertLoad(folder).MeasureAsync(CancellationToken.None);
    foreach (var line in figures)
    {
        Console.WriteLine(line);
    }

    if (args.Contains("keep"))
    {
        Keep(figures);
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static void Keep(IReadOnlyList<string> figures)
{
    const string page = "docs/performance.md";
    var text = File.ReadAllText(page);
    var (from, to) = (text.IndexOf("<!-- alerts: written by bench/alerts -->", StringComparison.Ordinal), text.IndexOf("<!-- end of alerts -->", StringComparison.Ordinal));
    var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
    var table = string.Create(CultureInfo.InvariantCulture, $"""
        <!-- alerts: written by bench/alerts -->
        {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, load {load} at the end.

        | | queries | time | |
        |---|---|---|---|
        {string.Join('\n', figures)}

        """);
    File.WriteAllText(page, text[..from] + table + text[to..]);
}
