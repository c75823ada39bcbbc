namespace Ecluse.Testkit;

/// <summary>Programs that tests use as independent judges.</summary>
public static class Programs
{
    /// <summary>Full path of a program on the PATH, or null where it is not installed.</summary>
    public static string? Find(string name) => ProcessRun.Find(name);

    /// <summary>Runs a program to its end and returns its exit code, standard output and standard error.</summary>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, byte[]? input = null, params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(pair => pair.Name, pair => (string?)pair.Value);
        var result = await ProcessRun.RunAsync(program, arguments, input, environment: variables);
        return new ProgramResult(result.ExitCode, result.Output, result.ErrorText);
    }
}

/// <summary>What a program left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output, bytes.</param>
/// <param name="Error">Standard error, text.</param>
public sealed record ProgramResult(int ExitCode, byte[] Output, string Error);
