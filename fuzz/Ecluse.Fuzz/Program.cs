using Ecluse.Fuzz;
using SharpFuzz;

// list                        names of the targets
// seeds TARGET FOLDER         writes the inputs to begin with
// words TARGET FILE           writes the target's words as a dictionary of afl-fuzz
// afl TARGET                  reads inputs from afl-fuzz (fuzz/run)
// mutate TARGET SEED COUNT    tries the seeds and COUNT changed ones, without afl-fuzz
// try TARGET FILE…            tries files: what a finding of afl-fuzz does
try
{
    switch (args)
    {
        case ["list"]:
            Console.WriteLine(string.Join('\n', FuzzTargets.All.Select(target => target.Name)));
            return 0;
        case ["seeds", var name, var folder]:
            Campaign.WriteSeeds(FuzzTargets.Named(name), folder);
            return 0;
        case ["words", var name, var file]:
            Campaign.WriteWords(FuzzTargets.Named(name), file);
            return 0;
        case ["afl", var name]:
            Fuzzer.OutOfProcess.Run(stream => Campaign.Try(name, stream));
            return 0;
        case ["mutate", var name, var seed, var count]:
            return Campaign.Mutate(FuzzTargets.Named(name), ulong.Parse(seed, null), int.Parse(count, null));
        case ["try", var name, .. var files]:
            return Campaign.TryFiles(FuzzTargets.Named(name), files);
        default:
            Console.Error.WriteLine("usage: list | seeds TARGET FOLDER | words TARGET FILE | afl TARGET | mutate TARGET SEED COUNT | try TARGET FILE…");
            return 2;
    }
}
catch (KeyNotFoundException unknown)
{
    Console.Error.WriteLine(unknown.Message);
    return 2;
}
