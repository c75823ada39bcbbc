namespace Ecluse.Errors;

/// <summary>What a person reads, in both languages of the house; neither can be forgotten.</summary>
/// <param name="English">English: says the same as the French, not more.</param>
/// <param name="French">French; its no-break spaces are put in here, however they were typed.</param>
public readonly record struct Text(string English, string French)
{
    /// <summary>French, with the no-break spaces of its typography.</summary>
    public string French { get; init; } = FrenchTypography.Of(French);

    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.French ? French : English;

    /// <inheritdoc/>
    public override string ToString() => English;
}
