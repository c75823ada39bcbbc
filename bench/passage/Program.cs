// A whole passage beside the raw chain, by hand:
//   dotnet run -c Release --project bench/passage -- [ENGINE|OLD-NEW] [PATIENTS] [PAIRS] [unindexed] [keep]
//   dotnet run -c Release --project bench/passage -- many [LABORATORIES] [PATIENTS] [keep]
// The two run in turn, so that both meet the same hour of the same machine; what is kept is their ratio. See README.md.
using System.Globalization;
using System.Runtime.Versioning;
using Ecluse.Bench;

[assembly: SupportedOSPlatform("linux")]

var keep = args.Contains("keep");
var indexed = !args.Contains("unindexed");
var what = args.Length > 0 ? args[0] : "sqlite";
var numbers = args.Where(one => one.All(char.IsAsciiDigit)).Select(one => int.Parse(one, CultureInfo.InvariantCulture)).ToArray();
if (what == "many")
{
    var many = await ManyAtOnce.RunAsync(numbers.ElementAtOrDefault(0, 28), numbers.ElementAtOrDefault(1, 1_000));
    Console.WriteLine(many);
    if (keep)
    {
        PerformancePage.Keep("many laboratories", many);
    }

    return;
}

var patients = numbers.ElementAtOrDefault(0, 10_000);
var pairs = numbers.ElementAtOrDefault(1, 5);
using var laboratory = BenchLaboratory.Prepare(what, patients, indexed);
var figures = new PassageFigures(what, patients, laboratory.Results(), indexed);
for (var pair = 1; pair <= Math.Max(1, pairs); pair++)
{
    // With 0 pairs one passage runs alone; so it does from one engine to another, which no raw chain leads to.
    var raw = pairs == 0 || laboratory.Chain is null ? null : await laboratory.Chain.RunAsync();
    var (plan, run) = await PassageBench.RunAsync(laboratory, pair);
    figures.Add(raw, plan, run);
}

Console.WriteLine(figures.Row);
Console.WriteLine(figures.Details);
if (keep)
{
    PerformancePage.Keep("passages", figures.Row);
    PerformancePage.Keep("ratios", figures.Ratios);
    PerformancePage.Keep("stages", figures.Details);
}

/// <summary>Numbers of the command line that may be left out.</summary>
internal static class Arguments
{
    public static int ElementAtOrDefault(this int[] numbers, int at, int otherwise) => at < numbers.Length ? numbers[at] : otherwise;
}
