using System.Text.Json;

namespace Ecluse;

/// <summary>How a command of <c>ecluse</c> ended.</summary>
internal sealed record VerbResult(int Exit, string Output, string Error)
{
    /// <summary>The result itself when the command succeeded; a failed test with its words otherwise.</summary>
    public VerbResult MustSucceed()
    {
        Assert.True(Exit == 0, $"exit {Exit}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>A refusal by a rule of the lock, under this code.</summary>
    public void MustBeRefused(string code)
    {
        Assert.Contains(code, Error, StringComparison.Ordinal);
        Assert.Equal(4, Exit);
    }

    /// <summary>What <c>--json</c> answered.</summary>
    public JsonElement Json() => JsonDocument.Parse(MustSucceed().Output).RootElement;
}
