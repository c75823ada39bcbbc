namespace Ecluse.Testkit.Dyes;

/// <summary>A value planted in a sample patient so that it can be recognised wherever it turns up.</summary>
/// <param name="Name">What was dyed, as a finding names it; for example <c>patient.family</c>.</param>
/// <param name="Text">The value: 8 characters at least, so that chance does not write it.</param>
public sealed record Dye(string Name, string Text)
{
    /// <summary>Fewest characters of a dye.</summary>
    public const int LengthMin = 8;

    /// <summary>The value; refused when it is too short to be told from chance.</summary>
    public string Text { get; } = Text.Length >= LengthMin
        ? Text
        : throw new ArgumentException($"A dye has {LengthMin} characters at least; {Name} has {Text.Length}.");
}

/// <summary>A dye seen where it must not be.</summary>
/// <param name="Dye">Name of the dye.</param>
/// <param name="Where">File, socket or stream.</param>
/// <param name="How">The layers it was under, outermost first; for example <c>gzip@12 › base64@40 › utf-16le</c>.</param>
public sealed record DyeFinding(string Dye, string Where, string How)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Dye} in {Where}: {How}";
}
