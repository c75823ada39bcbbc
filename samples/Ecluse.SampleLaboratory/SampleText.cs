using System.Text;

namespace Ecluse.Samples;

/// <summary>Texts that travel inside this assembly.</summary>
internal static class SampleText
{
    /// <summary>The text of that name.</summary>
    public static string Of(string name)
    {
        using var stream = typeof(SampleText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
