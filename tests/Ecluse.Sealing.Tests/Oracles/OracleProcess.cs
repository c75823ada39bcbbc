using Ecluse.Testkit;

namespace Ecluse.Oracles;

/// <summary>Runs a program that is not ours on bytes and gives back bytes.</summary>
internal static class OracleProcess
{
    /// <summary>Skips the test, by name, when a program is not installed.</summary>
    public static void Need(params string[] programs)
    {
        foreach (var program in programs)
        {
            ProcessRun.Require(program);
        }
    }

    /// <summary>Runs to the end.</summary>
    public static (int Code, byte[] Output) Run(
        string program, IEnumerable<string> arguments, byte[] input, string? folder = null)
    {
        var result = Result(program, arguments, input, folder);
        return (result.ExitCode, result.Output);
    }

    /// <summary>Runs and fails the test unless the program says that it succeeded.</summary>
    public static byte[] RunWell(string program, IEnumerable<string> arguments, byte[] input, string? folder = null) =>
        Result(program, arguments, input, folder).MustSucceed().Output;

    private static ProcessResult Result(string program, IEnumerable<string> arguments, byte[] input, string? folder) =>
        Task.Run(() => ProcessRun.RunAsync(program, arguments, input, folder)).GetAwaiter().GetResult();
}
