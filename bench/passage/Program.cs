// A whole passage beside the raw chain, by hand:
//   dotnet run -c Release --project bench/passage -- [sqlite|postgres] [PATIENTS] [PAIRS]
// The two run in turn, so that both meet the same hour of the same machine; what is kept is their ratio. See README.md.
using System.Globalization;
using System.Runtime.Versioning;
using Ecluse.Bench;

[assembly: SupportedOSPlatform("linux")]

var engine = args.Length > 0 ? args[0] : "sqlite";
var patients = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 10_000;
var pairs = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5;
using var laboratory = BenchLaboratory.Prepare(engine, patients);
Console.WriteLine($"{patients} patients, {laboratory.Results()} results, {engine} → {engine}, {pairs} pairs");

if (pairs == 0)
{
    // One passage alone, where the raw chain is known or would take too long.
    Tell("alone", await PassageBench.RunAsync(laboratory, 1), "");
    return;
}

var ratios = new List<double>();
for (var pair = 1; pair <= pairs; pair++)
{
    var raw = await laboratory.Chain.RunAsync();
    var passage = await PassageBench.RunAsync(laboratory, pair);
    ratios.Add(passage.Run.Wall / raw.Wall);
    Tell($"pair {pair}", passage, string.Create(CultureInfo.InvariantCulture, $"; raw {raw.Wall.TotalSeconds:F1} s, ratio {ratios[^1]:F2}"));
}

ratios.Sort();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"passage / raw: min {ratios[0]:F2}, median {ratios[ratios.Count / 2]:F2}, max {ratios[^1]:F2}"));

static void Tell(string which, (TimeSpan Plan, MeasuredRun Run) passage, string raw) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"""
    {which}: plan {passage.Plan.TotalSeconds:F1} s; passage {passage.Run.Wall.TotalSeconds:F1} s, processor {passage.Run.Processor.TotalSeconds:F1} s, peak {passage.Run.PeakBytes >> 20} MiB{raw}
      {string.Join("; ", passage.Run.Stages.Select(stage => $"{stage.Name} {stage.For.TotalSeconds:F1} s, {stage.PeakBytes >> 20} MiB"))}
    """));
