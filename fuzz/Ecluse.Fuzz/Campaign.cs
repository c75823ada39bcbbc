using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ecluse.Fuzz;

/// <summary>What the program does with a target.</summary>
internal static class Campaign
{
    public static void WriteSeeds(FuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        var number = 0;
        foreach (var seed in target.Seeds().Where(seed => seed.Length > 0))
        {
            File.WriteAllBytes(Path.Combine(folder, $"seed-{number++:D3}"), seed.Length > target.LengthMax ? seed[..target.LengthMax] : seed);
        }
    }

    public static void WriteWords(FuzzTarget target, string file) =>
        File.WriteAllLines(file, target.Words.Select((word, at) => $"w{at}=\"{Escaped(word)}\""));

    /// <summary>One input of afl-fuzz. The target is looked up here: what it calls is instrumented, and counts only inside.</summary>
    public static void Try(string target, Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Trial.Run(FuzzTargets.Named(target), copy.ToArray());
    }

    public static int Mutate(FuzzTarget target, ulong seed, int count)
    {
        var corpus = target.Seeds().ToList();
        var mutator = new Mutator(seed, corpus, target.Words);
        var (taken, findings) = (0, 0);
        var clock = Stopwatch.StartNew();
        foreach (var input in corpus.Concat(Enumerable.Range(0, count).Select(_ => mutator.Next())))
        {
            try
            {
                taken += Trial.Run(target, input) ? 1 : 0;
            }
            catch (FindingException finding)
            {
                findings++;
                var file = Path.GetFullPath($"finding-{target.Name}-{findings}");
                File.WriteAllBytes(file, input);
                Console.WriteLine($"{file}\n{finding.Message}\n{finding.InnerException}");
                if (findings == 5)
                {
                    break;
                }
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{target.Name}: {corpus.Count} seeds, {count} changed, {taken} taken, {findings} findings, {clock.Elapsed.TotalSeconds:F1} s"));
        return findings == 0 ? 0 : 1;
    }

    public static int TryFiles(FuzzTarget target, IReadOnlyList<string> files)
    {
        var findings = 0;
        foreach (var file in files)
        {
            try
            {
                Console.WriteLine($"{file}: {(Trial.Run(target, File.ReadAllBytes(file)) ? "taken" : "refused")}");
            }
            catch (FindingException finding)
            {
                findings++;
                Console.WriteLine($"{file}: {finding}");
            }
        }

        return findings == 0 ? 0 : 1;
    }

    private static string Escaped(string word) => string.Concat(Encoding.UTF8.GetBytes(word)
        .Select(one => one is > 32 and < 127 and not (byte)'"' and not (byte)'\\' ? ((char)one).ToString() : $"\\x{one:x2}"));
}
